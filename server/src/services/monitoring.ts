import type { Core } from '@strapi/strapi';

import type { ModelKind, Overview, Settings } from '../contracts/admin';
import type { GetHealth } from '../contracts/serving';
import { expectedByDay, expectedUntilNow } from '../core/expectation/expected-traffic';
import { NEEDED_LABELS } from '../core/evaluate/rolling-origins';
import { whenEnough } from '../core/evaluate/when-enough';
import { dayStart } from '../core/rollup';
import { getService } from '../utils/get-service';
import type { SiteNumbers } from '../worker/tasks/site-numbers';
import { shapeKeys } from './keys/shape';
import { isNightMissed } from './missed-night';
import { nothingWatched, sharedNetwork, silence } from './monitoring/collecting';
import { pluginVersion } from '../utils/plugin-version';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const KINDS: readonly ModelKind[] = ['ranker', 'topic', 'performance-text'];
const PLOTTED_DAYS = 60;
const LISTED_ARTICLES = 5;
/** Articles are listed as standing out until so many horizons after their publication. */
const RECENT_HORIZONS = 1.5;
/** How old the site's sums on the Overview may be. */
const NUMBERS_MS = 5_000;

type Finding = Overview['findings'][number];

/** Compares what was predicted with what happened, and says how the loop is doing. Reads only. */
export const monitoring = ({ strapi }: { strapi: Core.Strapi }) => {
  const liveModels = () =>
    Promise.all(KINDS.map(async (kind) => ({ kind, live: await getService(strapi, 'registry').live(kind) })));

  // Owner: this service. Source: a worker thread. Bound: one answer. Staleness: NUMBERS_MS.
  let kept: { readonly at: number; readonly numbers: Promise<SiteNumbers> } | null = null;

  const siteNumbers = (asked: { now: number; today: number; horizonMinutes: number }): Promise<SiteNumbers> => {
    if (kept !== null && performance.now() - kept.at < NUMBERS_MS) return kept.numbers;
    const numbers = getService(strapi, 'workers').run('siteNumbers', asked);
    kept = { at: performance.now(), numbers };
    numbers.catch(() => {
      kept = null;
    });
    return numbers;
  };

  const lastRun = async () => (await getService(strapi, 'training').runs({ page: 1, pageSize: 1 })).data[0] ?? null;

  /** One site day per entry without gaps, oldest first. */
  const dailyTraffic = (rows: SiteNumbers['days'], now: number, timeZone: string): Overview['traffic'] => {
    const first = rows[0];
    if (first === undefined) return [];
    const views = new Map(rows.map((row) => [dayStart(row.dayStart, timeZone), row.views]));
    const name = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    const days: { day: string; views: number }[] = [];
    // Noon to noon: a step of 24 hours stays in the next day whatever the clocks do.
    for (let noon = dayStart(first.dayStart, timeZone) + 12 * HOUR_MS; noon - 12 * HOUR_MS <= now; noon += DAY_MS) {
      const start = dayStart(noon, timeZone);
      days.push({ day: name.format(noon), views: views.get(start) ?? 0 });
    }
    const expected = expectedByDay(days);
    return days.map((day, index) => ({ ...day, expected: expected[index] ?? null })).slice(-PLOTTED_DAYS);
  };

  const findings = async (
    now: number,
    run: Awaited<ReturnType<typeof lastRun>>,
    arrived: number | null
  ): Promise<Finding[]> => {
    const found: Finding[] = silence(now, arrived);
    if (run?.status === 'failed') {
      found.push({
        code: 'run-failed',
        level: 'danger',
        values: { code: run.error?.code ?? '', message: run.error?.message ?? '' },
      });
    }
    if (run?.finishedAt != null && isNightMissed(Date.parse(run.finishedAt), now)) {
      found.push({
        code: 'run-late',
        level: 'warning',
        values: { hours: Math.round((now - Date.parse(run.finishedAt)) / HOUR_MS) },
      });
    }
    found.push(...sharedNetwork(getService(strapi, 'ingest').networkShare()));
    const incidents = await getService(strapi, 'journal').worrying();
    if (incidents > 0) found.push({ code: 'incident', level: 'warning', values: { count: incidents } });
    found.push(...nothingWatched(getService(strapi, 'watch').types().length));
    const { sqlite } = getService(strapi, 'settings').get();
    if (!sqlite.wal && /sqlite/.test(String(strapi.config.get('database.connection.client')))) {
      found.push({ code: 'no-wal', level: 'warning', values: {} });
    }
    for (const model of await getService(strapi, 'registry').list()) {
      if (model.status === 'bytes-missing') {
        found.push({ code: 'bytes-missing', level: 'warning', values: { model: model.modelVersion } });
        break;
      }
    }
    return found;
  };

  const healthOf = (
    isOn: boolean,
    models: Overview['models'],
    found: readonly Finding[],
    totals: Overview['totals']
  ): Overview['health'] => {
    if (!isOn) return { status: 'off', code: 'off', values: {} };
    const worst = found.find(({ level }) => level === 'danger') ?? found.find(({ level }) => level === 'warning');
    if (worst !== undefined) return { status: 'degraded', code: worst.code, values: worst.values };
    const live = models.filter((model) => model.live !== null).length;
    if (live === 0) {
      const missing = Math.max(0, totals.neededLabels - totals.closedLabels);
      return missing > 0
        ? { status: 'learning', code: 'labels-missing', values: { missing } }
        : { status: 'learning', code: 'baseline-live', values: {} };
    }
    return { status: 'healthy', code: 'healthy', values: { models: live } };
  };

  return {
    async overview(): Promise<Overview> {
      const settings = getService(strapi, 'settings').get();
      const now = getService(strapi, 'clock').now().getTime();
      const { timeZone, horizonDays } = settings;
      const today = dayStart(now, timeZone);

      const [models, run, rows, index, numbers] = await Promise.all([
        liveModels(),
        lastRun(),
        getService(strapi, 'articles').rows(),
        getService(strapi, 'articles').index(),
        siteNumbers({ now, today, horizonMinutes: horizonDays * 24 * 60 }),
      ]);
      const { events, closedLabels, hours } = numbers;
      const found = await findings(now, run, numbers.newestHour);
      const published = index.articles.map(({ firstPublishedAt }) => firstPublishedAt);
      const missing = NEEDED_LABELS - closedLabels;
      const horizonMs = horizonDays * DAY_MS;
      const closings = published.map((at) => at + horizonMs);
      const enoughAt = missing <= 0 ? null : whenEnough({ missing, closings, published, horizonMs, now });
      const totals = {
        events,
        articles: published.length,
        closedLabels,
        neededLabels: NEEDED_LABELS,
        enoughAt: enoughAt === null ? null : new Date(enoughAt).toISOString(),
      };
      const ofToday = hours.filter(({ hourStart }) => hourStart >= today);
      // What is long over is history, not news.
      const recent = rows.filter(({ ageHours }) => ageHours <= horizonDays * 24 * RECENT_HORIZONS);
      const outside = (verdict: 'over' | 'under') =>
        recent
          .flatMap((row) =>
            row.surprise.verdict === verdict ? [{ row, far: Math.log(row.surprise.factor ?? 1) }] : []
          )
          .sort((a, b) => Math.abs(b.far) - Math.abs(a.far))
          .slice(0, LISTED_ARTICLES)
          .map(({ row }) => row);

      return {
        health: healthOf(getService(strapi, 'settings').isActive('learn'), models, found, totals),
        findings: found.slice(0, 3),
        today: {
          views: ofToday.reduce((sum, { views }) => sum + views, 0),
          visitors: ofToday.reduce((sum, { visitors }) => sum + visitors, 0),
          events: ofToday.reduce((sum, hour) => sum + hour.events, 0),
          expectedViews: expectedUntilNow(hours, { dayStart: today, now }),
        },
        totals,
        models,
        lastRun: run,
        nextRun: getService(strapi, 'schedule').nextRun('nightly')?.toISOString() ?? null,
        traffic: dailyTraffic(numbers.days, now, timeZone),
        top: outside('over'),
        flop: outside('under'),
        curvesMissing: index.curvesMissing,
        timeZone,
        horizonDays,
      };
    },

    async health(): Promise<GetHealth['Response']> {
      const [models, run] = [await liveModels(), await lastRun()];
      const isOn = getService(strapi, 'settings').isActive('serve');
      const hasLive = models.some(({ live }) => live !== null);
      return {
        data: {
          status: !isOn ? 'off' : run?.status === 'failed' ? 'degraded' : hasLive ? 'healthy' : 'learning',
          version: pluginVersion,
          models: models.map(({ kind, live }) => ({
            kind,
            modelVersion: live?.modelVersion ?? null,
            since: live?.promotedAt ?? null,
          })),
          lastRun: run === null ? null : { status: run.status, finishedAt: run.finishedAt },
          time: getService(strapi, 'clock').now().toISOString(),
        },
      };
    },

    async settings(): Promise<Settings> {
      const config = getService(strapi, 'settings').get();
      const watch = getService(strapi, 'watch');
      const index = await getService(strapi, 'articles').index();
      const prefix = strapi.config.get('api.rest.prefix', '/api');
      return {
        active: config.active,
        activeByConfig: strapi.config.get('plugin::foresight.active', true) as boolean,
        timeZone: config.timeZone,
        horizonDays: config.horizonDays,
        weights: config.weights,
        schedule: {
          ...config.schedule,
          nextNightly: getService(strapi, 'schedule').nextRun('nightly')?.toISOString() ?? null,
        },
        ranker: config.ranker,
        watched: watch.types().map(({ uid, displayName, roles, urlPattern }) => ({
          uid,
          displayName,
          articles: index.articles.filter(({ key }) => key.uid === uid).length,
          roles: {
            title: roles.title,
            body: roles.body,
            description: roles.description,
            slug: roles.slug,
            category: roles.category,
            author: roles.author,
            tags: roles.tags,
          },
          url: urlPattern,
        })),
        ignored: watch.ignored(),
        keys: shapeKeys(await getService(strapi, 'keys').list(), config.publishableKeys),
        ingestPath: `${prefix}/foresight/events`,
      };
    },
  };
};
