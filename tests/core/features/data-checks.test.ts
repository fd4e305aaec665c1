/** Checks of the data before a training: what is planted is found, and clean sites are left alone. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import {
  blockingFindings,
  DATA_FINDING_CODES,
  dataToCheck,
  runDataChecks,
  sampledArticles,
  withoutLeaks,
  type DataFinding,
  type EventSample,
} from '../../../server/src/core/features/data-checks';
import { collectArticles } from '../../../server/src/core/features/articles';
import { closedLabels } from '../../../server/src/core/features/labels';
import { buildTrainingMatrix } from '../../../server/src/core/features/training-matrix';
import type { DayTotal, SiteHistory } from '../../../server/src/core/features/types';
import { DAY_MS, dayStart, HOUR_MS, nextDayStart } from '../../../server/src/core/rollup';
import { cleanWorld, findingsOf } from '../../drills/data-checks/checked-world';
import { PLANTS } from '../../drills/data-checks/plants';
import { DAY, START, syntheticSite } from './synthetic-site';

const SEED = 11;
const NO_EVENTS: EventSample = { articles: 0, views: 0, repeats: 0, busiest: 0, ahead: 0, firstViews: [] };

const check = (history: SiteHistory, asOf: number, more: { neededLabels?: number; events?: EventSample } = {}) =>
  runDataChecks(
    dataToCheck(history, { asOf, ageHours: [0] }, { neededLabels: 60, importance: [], events: NO_EVENTS, ...more }),
    ['labels', 'texts', 'columns']
  );
const ofCode = (findings: readonly DataFinding[], code: DataFinding['code']) =>
  findings.find((each) => each.code === code);

describe('on a simulated site', () => {
  const world = cleanWorld(SEED);

  it.each(PLANTS.map((plant) => [plant.name, plant] as const))('find what is wrong: %s', (_, plant) => {
    expect(ofCode(findingsOf(plant.into(world, SEED)), plant.code)).toMatchObject({ severity: plant.severity });
  });

  it('have something planted for every code', () => {
    expect(new Set(PLANTS.map(({ code }) => code))).toEqual(new Set(DATA_FINDING_CODES));
  });

  it('say the gravest first', () => {
    const [loss] = PLANTS.filter(({ severity, code }) => severity === 'blocking' && code === 'column-stands-still');
    const severities = findingsOf(loss!.into(world, SEED)).map(({ severity }) => severity);
    const order = ['blocking', 'warning', 'info'];
    expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(severities[0]).toBe('blocking');
  });

  it('leave an attribute that leaks out of every row, and nothing else', () => {
    const [leak] = PLANTS.filter(({ code }) => code === 'leaking-column');
    const { history, asOf } = leak!.into(world, SEED);
    const cleaned = withoutLeaks(history, findingsOf({ ...world, history }));
    const options = { asOf, ageHours: [0, 1] };
    expect(buildTrainingMatrix(history, options).columns).toContain('field.hits');
    expect(buildTrainingMatrix(cleaned, options)).toEqual(buildTrainingMatrix(withoutField(history), options));
  });
});

const withoutField = (history: SiteHistory): SiteHistory => ({
  ...history,
  publications: history.publications.map((record) => {
    const features = { ...record.snapshot.features };
    delete (features as Record<string, unknown>)['field.hits'];
    return { ...record, snapshot: { ...record.snapshot, features } };
  }),
});

it.each([1, 2, 3, 4])('leave clean world %d alone: nothing blocks, nothing is warned of', (seed) => {
  const grave = findingsOf(cleanWorld(seed)).filter(({ severity }) => severity !== 'info');
  expect(grave).toEqual([]);
});

describe('too few labels', () => {
  const HORIZON = 7 * DAY;
  const few = (days: number) => {
    const history = syntheticSite({ seed: 5, articles: 100, days: 50 });
    const asOf = START + days * DAY;
    const known = history.publications.filter(({ versionPublishedAt }) => versionPublishedAt <= asOf);
    return {
      history: {
        ...history,
        publications: known,
        coverage: [{ from: START - DAY, to: null, source: 'tracking' as const }],
      },
      asOf,
    };
  };

  it('are expected when the last missing one of the open articles closes', () => {
    const { history, asOf } = few(30);
    const { missing, by } = ofCode(check(history, asOf, { neededLabels: 50 }), 'too-few-labels')!.values;
    const open = history.publications
      .map(({ firstPublishedAt }) => firstPublishedAt + HORIZON)
      .filter((closesAt) => closesAt > asOf)
      .sort((a, b) => a - b);
    expect(Number(missing)).toBeGreaterThan(0);
    expect(by).toBe(new Date(open[Number(missing) - 1]!).toISOString());
  });

  it('are expected at the present pace beyond what is open', () => {
    const { history, asOf } = few(20);
    const { by } = ofCode(check(history, asOf), 'too-few-labels')!.values;
    // Two articles a day: sixty are published after about thirty days, the last of them closes a week later.
    const days = (Date.parse(String(by)) - START) / DAY;
    expect(days).toBeGreaterThan(34);
    expect(days).toBeLessThan(41);
  });

  it('are never expected of a site that stopped to publish', () => {
    const { history, asOf } = few(10);
    const { by } = ofCode(check(history, asOf + 60 * DAY), 'too-few-labels')!.values;
    expect(by).toBe('');
  });
});

describe('days', () => {
  const ZONE = 'Europe/Berlin';
  /** Clocks go forward on 29 March 2026 and back on 25 October 2026. */
  const year = (views: (at: number, hours: number) => number): DayTotal[] => {
    const days: DayTotal[] = [];
    for (let at = dayStart(Date.UTC(2026, 0, 2), ZONE); at < Date.UTC(2026, 11, 1); at = nextDayStart(at, ZONE)) {
      const hours = (nextDayStart(at, ZONE) - at) / HOUR_MS;
      days.push({ locale: 'en', dayStart: at, views: views(at, hours), visitors: 1 });
    }
    return days;
  };
  const site = (days: readonly DayTotal[]): SiteHistory => {
    const history = syntheticSite({ seed: 8, articles: 300, days: 300, timeZone: ZONE });
    const from = days[0]!.dayStart;
    return { ...history, days, coverage: [{ from, to: null, source: 'tracking' }] };
  };
  const asOf = Date.UTC(2026, 11, 1);
  const dark = (history: SiteHistory) => ofCode(check(history, asOf), 'suspected-outage')?.values['days'];

  it('of 23 and 25 hours are days like others', () => {
    const lengths = new Set(year((_, hours) => hours).map(({ views }) => views));
    expect([...lengths].sort()).toEqual([23, 24, 25]);
    expect(dark(site(year((_, hours) => 4 * hours)))).toBeUndefined();
  });

  it('without readers are an outage also where clocks change', () => {
    const from = dayStart(Date.UTC(2026, 2, 29, 12), ZONE);
    expect(dark(site(year((at, hours) => (at === from ? 0 : 4 * hours))))).toBe(1);
    // Nothing was counted, so there is no row either.
    expect(dark(site(year((_, hours) => 4 * hours).filter(({ dayStart: at }) => at !== from)))).toBe(1);
  });

  it('are compared with their own weekday: nobody reads at the weekend here', () => {
    const weekend = (at: number) => [0, 6].includes(new Date(at + 12 * HOUR_MS).getUTCDay());
    expect(dark(site(year((at) => (weekend(at) ? 0 : 100))))).toBeUndefined();
  });

  it('are found dark through an outage of ten days', () => {
    const from = dayStart(Date.UTC(2026, 5, 10, 12), ZONE);
    const views = (at: number) => (at >= from && at < from + 10 * DAY_MS ? 0 : 100);
    expect(dark(site(year(views)))).toBe(10);
  });

  it('within a noted outage are not suspected', () => {
    const from = dayStart(Date.UTC(2026, 5, 10, 12), ZONE);
    const history = site(year((at) => (at === from ? 0 : 100)));
    const outage = { from, to: from + 20 * HOUR_MS, source: 'outage' as const };
    expect(dark({ ...history, coverage: [...history.coverage, outage] })).toBeUndefined();
  });
});

describe('events that are looked at', () => {
  const history = syntheticSite({ seed: 3, articles: 200, days: 100 });
  const labels = closedLabels(history, collectArticles(history), START + 100 * DAY);

  it('are those of the newest closed articles, no more articles than allowed', () => {
    const chosen = sampledArticles(labels, history, { articles: 10, events: 1e9 });
    expect(chosen.map(({ key }) => key)).toEqual(
      labels
        .slice(-10)
        .reverse()
        .map(({ key }) => key)
    );
  });

  it('stay within their number', () => {
    const views = labels.map(({ views: each }) => each).reverse();
    const limit = views[0]! + views[1]! + 1;
    expect(sampledArticles(labels, history, { articles: 100, events: limit })).toHaveLength(2);
    expect(sampledArticles(labels, history, { articles: 100, events: views[0]! - 1 })).toEqual([]);
  });
});

describe('what blocks', () => {
  const one = (code: DataFinding['code'], severity: DataFinding['severity'], overridable: boolean): DataFinding => ({
    code,
    severity,
    overridable,
    values: {},
    columns: [],
    entry: null,
  });
  const findings = [
    one('too-few-labels', 'blocking', false),
    one('repeated-events', 'blocking', true),
    one('one-article', 'warning', false),
  ];

  it('is what is blocking, and for who knows better only what nobody can overrule', () => {
    expect(blockingFindings(findings, false).map(({ code }) => code)).toEqual(['too-few-labels', 'repeated-events']);
    expect(blockingFindings(findings, true).map(({ code }) => code)).toEqual(['too-few-labels']);
  });
});

it('each code has its section in docs/data-checks.md, in one order', () => {
  const doc = readFileSync(path.join(__dirname, '../../../docs/data-checks.md'), 'utf8');
  const sections = [...doc.matchAll(/^## ([a-z-]+)$/gm)].map(([, code]) => code);
  expect(sections).toEqual([...DATA_FINDING_CODES]);
});
