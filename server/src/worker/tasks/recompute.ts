import { setTimeout as pause } from 'node:timers/promises';

import { LIMITS } from '../../config/defaults';
import type { TargetKey } from '../../core/target';
import { countableHours, markHours } from '../../repositories/dirty-buckets';
import { nextCountable } from '../../repositories/old-events';
import { pieces } from '../../repositories/statements';
import type { Task } from '../context';

export interface RecomputePayload {
  /** Starts of UTC hours: from <= hour < to. */
  readonly from: number;
  readonly to: number;
  /** Go on after this document; null = from the first. */
  readonly after: TargetKey | null;
  /** How long to go on. */
  readonly turnMs: number;
}

export interface RecomputeResult {
  /** Hours marked. */
  readonly marked: number;
  /** Time was up: there may be more to mark, after this document. */
  readonly more: boolean;
  readonly after: TargetKey | null;
}

/**
 * Mark the hours of a window as changed, document by document, so that the next count takes them by the way of every
 * event. Sealed hours are left alone. What is marked twice is counted once: it may be cut off and begun again.
 */
export const recomputeTask: Task<RecomputePayload, RecomputeResult> = async (
  { from, to, turnMs, ...rest },
  context
) => {
  const until = performance.now() + turnMs;
  let { after } = rest;
  let marked = 0;
  while (!context.isCancelled() && performance.now() < until) {
    const key = await nextCountable(context.knex, after);
    if (key === null) return { marked, more: false, after };
    const hours = await countableHours(context.knex, { key, from, to });
    for (const piece of pieces(hours, LIMITS.bucketsPerRollup)) {
      await markHours(
        context.knex,
        piece.map((hourStart) => ({ key, hourStart }))
      );
      await pause(LIMITS.deletionPauseMs);
    }
    marked += hours.length;
    after = key;
    context.progress('recompute', marked, marked);
  }
  return { marked, more: true, after };
};
