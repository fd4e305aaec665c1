import type { Knex } from 'knex';

import { recalibrate, type RankerModel } from '../core/evaluate';
import { collectArticles } from '../core/features/articles';
import { closingTime } from '../core/features/labels';
import type { SiteHistory } from '../core/features/types';
import { readHistory } from '../repositories/history';
import type { LearningSettings } from './learning-settings';
import { withTextsJudged } from './text-scores';

/** A forecast for an editor may stand on a history this old. */
const STALENESS_MS = 60_000;

export interface Recent {
  readonly asOf: number;
  /** Open articles, and those that closed since the model was trained, carry what its text scorer says of them. */
  readonly history: SiteHistory;
  /** The model with ranges as wide as the labels closed by then ask for. */
  readonly model: RankerModel | null;
}

interface Read extends Recent {
  readonly settings: string;
  readonly of: RankerModel | null;
  readonly readAt: number;
}

/** Owner: this thread. Source: publications, counters, days. Bound: one history. Staleness: STALENESS_MS. */
let recent: Read | null = null;

/** The site's history for single forecasts, read at most once a minute: a panel asks again with every save. */
export async function recentHistory(
  knex: Knex,
  settings: LearningSettings,
  model: RankerModel | null,
  asOf: number
): Promise<Recent> {
  const wanted = JSON.stringify(settings);
  const age = recent === null ? Infinity : performance.now() - recent.readAt;
  const fits = recent?.settings === wanted && recent.of === model && Math.abs(asOf - recent.asOf) <= STALENESS_MS;
  if (recent !== null && fits && age <= STALENESS_MS) return recent;
  const { windowDays } = settings.ranker;
  const read = await readHistory(knex, settings.labels, new Date(asOf), { windowDays });
  const open = [...collectArticles(read).values()].filter(
    (one) => closingTime(one.firstPublishedAt, read.settings) > asOf
  );
  const keys = open.map(({ key }) => key);
  const history = await withTextsJudged(knex, read, model, keys, asOf);
  const renewed = model && recalibrate(model, history, asOf);
  recent = { settings: wanted, of: model, readAt: performance.now(), asOf, history, model: renewed };
  return recent;
}
