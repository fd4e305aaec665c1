import type { EventType } from '../../core/events/event-types';
import { hourStart } from '../../core/rollup';
import type { IntakeCount } from '../../repositories/intake-counts';
import type { Outcome } from './result';

/** An event of a batch, or one refused before, with what became of it. */
export interface Arrival {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly outcome: Outcome;
  /** null where nothing of it could be read. */
  readonly type: EventType | null;
}

/**
 * What is added to the counts of the hours in which events arrived: one received, and one of what became of it. Accepted
 * ones have their type in the place of a reason.
 */
export const countOutcomes = (arrivals: readonly Arrival[]): IntakeCount[] =>
  arrivals.flatMap(({ receivedAt, outcome, type }): IntakeCount[] => {
    const one = { hourStart: hourStart(receivedAt), count: 1 };
    const received = { ...one, outcome: 'received', reason: '' } as const;
    if (typeof outcome === 'string') {
      return [received, { ...one, outcome, reason: outcome === 'accepted' ? (type ?? '') : '' }];
    }
    return 'doubt' in outcome
      ? [received, { ...one, outcome: 'quarantined', reason: outcome.doubt.reason }]
      : [received, { ...one, outcome: 'rejected', reason: outcome.refusal.code }];
  });
