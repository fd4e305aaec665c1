import type { Knex } from 'knex';

import { LIMITS } from '../../config/defaults';
import { importanceOf, NEEDED_LABELS, type RankerModel } from '../../core/evaluate';
import { CoreError } from '../../core/errors';
import {
  blockingFindings,
  dataToCheck,
  runDataChecks,
  sampledArticles,
  withoutLeaks,
  type Concern,
  type DataFinding,
  type EventSample,
  type SampledArticle,
} from '../../core/features/data-checks';
import { closedLabels } from '../../core/features/labels';
import { collectArticles } from '../../core/features/articles';
import type { SiteHistory } from '../../core/features/types';
import { DAY_MS, SNAPSHOT_AGE_HOURS } from '../../core/rollup';
import { targetId } from '../../core/target';
import { countAhead, countBusiest, countRepeats, firstViews } from '../../repositories/event-sample';
import type { TrainPayload } from '../tasks/train';

const MINUTE_MS = 60_000;

export interface CheckedData {
  /** What may be trained on: without attributes that know the outcome. */
  readonly history: SiteHistory;
  readonly findings: readonly DataFinding[];
}

/**
 * Look at all a ranker would learn from. `live` says which columns have counted so far.
 *
 * @throws {CoreError} NOT_ENOUGH_ROWS; DATA_BLOCKED where a training would mislead and nobody asked for it despite that.
 */
export const checkRankerData = (
  knex: Knex,
  history: SiteHistory,
  live: RankerModel | null,
  payload: TrainPayload
): Promise<CheckedData> =>
  check(knex, history, payload, {
    concerns: ['labels', 'texts', 'columns'],
    ageHours: SNAPSHOT_AGE_HOURS,
    neededLabels: NEEDED_LABELS,
    importance: live === null ? [] : importanceOf(live),
  });

/** Look at the labels and texts a classifier would learn from; how many it needs, it says itself. @throws {CoreError} DATA_BLOCKED */
export const checkLabelledTexts = (knex: Knex, history: SiteHistory, payload: TrainPayload): Promise<CheckedData> =>
  check(knex, history, payload, { concerns: ['labels', 'texts'], ageHours: [], neededLabels: 0, importance: [] });

interface Asked {
  readonly concerns: readonly Concern[];
  readonly ageHours: readonly number[];
  readonly neededLabels: number;
  readonly importance: readonly { readonly feature: string; readonly share: number }[];
}

async function check(
  knex: Knex,
  history: SiteHistory,
  { asOf, settings, despiteFindings }: TrainPayload,
  { concerns, ageHours, neededLabels, importance }: Asked
): Promise<CheckedData> {
  const labels = closedLabels(history, collectArticles(history), asOf);
  const limits = { articles: LIMITS.checkedArticles, events: LIMITS.checkedEvents };
  const events = await readEventSample(knex, sampledArticles(labels, history, limits));
  const options = { asOf, ageHours, windowDays: settings.ranker.windowDays };
  const findings = runDataChecks(dataToCheck(history, options, { neededLabels, importance, events }), concerns);
  refuse(findings, despiteFindings);
  return { history: withoutLeaks(history, findings), findings };
}

function refuse(findings: readonly DataFinding[], despite: boolean): void {
  const blocking = blockingFindings(findings, despite);
  // A young site has not failed: it learns once there is enough.
  const few = blocking.find(({ code }) => code === 'too-few-labels');
  if (few !== undefined) {
    const { needed, got } = few.values;
    throw new CoreError('NOT_ENOUGH_ROWS', { expected: String(needed), got: String(got), findings });
  }
  if (blocking.length === 0) return;
  const got = blocking.map(({ code }) => code).join(', ');
  throw new CoreError('DATA_BLOCKED', { expected: 'data without a blocking finding', got, findings });
}

/** What the raw events of some articles look like, asked in a handful of statements. */
async function readEventSample(knex: Knex, articles: readonly SampledArticle[]): Promise<EventSample> {
  const around = (before: number, after: (article: SampledArticle) => number) =>
    articles.map((article) => ({
      key: article.key,
      from: article.firstPublishedAt - before,
      to: after(article),
    }));
  const horizon = around(0, ({ closesAt }) => closesAt);
  const dayBefore = await firstViews(
    knex,
    around(DAY_MS, ({ firstPublishedAt }) => firstPublishedAt)
  );
  const twoDays = await firstViews(
    knex,
    around(DAY_MS, ({ firstPublishedAt }) => firstPublishedAt + DAY_MS)
  );

  const before = new Map(dayBefore.map(({ key, views }) => [targetId(key), views]));
  const published = new Map(articles.map(({ key, firstPublishedAt }) => [targetId(key), firstPublishedAt]));
  return {
    articles: articles.length,
    ...(await countRepeats(knex, horizon)),
    busiest: await countBusiest(knex, horizon),
    ahead: await countAhead(knex, horizon, LIMITS.futureToleranceMs),
    firstViews: twoDays.map(({ key, firstAt, views }) => {
      const id = targetId(key);
      const early = before.get(id) ?? 0;
      const lagMinutes = (firstAt - (published.get(id) ?? firstAt)) / MINUTE_MS;
      return { lagMinutes, before: early, firstDay: views - early };
    }),
  };
}
