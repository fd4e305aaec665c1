import type { EventType } from '../../core/events/event-types';
import { hourStart } from '../../core/rollup';
import type { IntakeCount, IntakeOutcome } from '../../repositories/intake-counts';
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
export function countOutcomes(arrivals: readonly Arrival[]): IntakeCount[] {
  const counts = new Map<string, IntakeCount>();
  const add = (hour: number, outcome: IntakeOutcome, reason: string): void => {
    const id = `${hour}|${outcome}|${reason}`;
    counts.set(id, { hourStart: hour, outcome, reason, count: (counts.get(id)?.count ?? 0) + 1 });
  };
  for (const { receivedAt, outcome, type } of arrivals) {
    const hour = hourStart(receivedAt);
    add(hour, 'received', '');
    if (typeof outcome === 'string') add(hour, outcome, outcome === 'accepted' ? (type ?? '') : '');
    else if ('doubt' in outcome) add(hour, 'quarantined', outcome.doubt.reason);
    else add(hour, 'rejected', outcome.refusal.code);
  }
  return [...counts.values()];
}
