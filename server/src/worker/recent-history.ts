import type { Knex } from 'knex';

import type { SiteHistory } from '../core/features/types';
import { readHistory } from '../repositories/history';
import type { LearningSettings } from './learning-settings';

/** A forecast for an editor may stand on a history this old. */
const STALENESS_MS = 60_000;

interface Recent {
  readonly wanted: string;
  readonly readAt: number;
  readonly asOf: number;
  readonly history: SiteHistory;
}

/** Owner: this thread. Source: publications, counters, days. Bound: one history. Staleness: STALENESS_MS. */
let recent: Recent | null = null;

/** The site's history for single forecasts, read at most once a minute: a panel asks again with every save. */
export async function recentHistory(
  knex: Knex,
  settings: LearningSettings,
  asOf: number
): Promise<{ readonly history: SiteHistory; readonly asOf: number }> {
  const wanted = JSON.stringify(settings);
  const age = recent === null ? Infinity : performance.now() - recent.readAt;
  const fits = recent !== null && recent.wanted === wanted && Math.abs(asOf - recent.asOf) <= STALENESS_MS;
  if (recent !== null && fits && age <= STALENESS_MS) return recent;
  const { windowDays } = settings.ranker;
  const history = await readHistory(knex, settings.labels, new Date(asOf), { windowDays });
  recent = { wanted, readAt: performance.now(), asOf, history };
  return recent;
}
