import type { EventType } from '../../core/events/event-types';
import type { Arrival } from '../../repositories/intake-counts';
import type { EventError, PostEvents } from '../../contracts/events';
import type { Doubt, Refusal } from './read-event';

/** What became of an event: a doubt keeps it in quarantine, a refusal does not keep it at all. */
export type Outcome = 'accepted' | 'duplicate' | { readonly doubt: Doubt } | { readonly refusal: Refusal };
export type CollectResult = PostEvents['Response']['data'];

/** How an event that was not accepted is counted. @param receivedAt milliseconds since 1970. */
export const arrivalOf = (receivedAt: number, type: EventType | null, outcome: Exclude<Outcome, string>): Arrival =>
  'doubt' in outcome
    ? { receivedAt, type, outcome: 'quarantined', reason: outcome.doubt.reason }
    : { receivedAt, type, outcome: 'rejected', reason: outcome.refusal.code };

/** What a request's sender is told: accepted + duplicate + quarantined + rejected = received. */
export function summarize(
  outcomes: readonly { readonly eventId: string | null; readonly outcome: Outcome }[]
): CollectResult {
  const count = (holds: (outcome: Outcome) => boolean) => outcomes.filter(({ outcome }) => holds(outcome)).length;
  return {
    received: outcomes.length,
    accepted: count((outcome) => outcome === 'accepted'),
    duplicate: count((outcome) => outcome === 'duplicate'),
    quarantined: count((outcome) => typeof outcome !== 'string' && 'doubt' in outcome),
    rejected: count((outcome) => typeof outcome !== 'string' && 'refusal' in outcome),
    errors: outcomes.flatMap(({ eventId, outcome }, index): EventError[] => {
      if (typeof outcome === 'string') return [];
      const quarantined = 'doubt' in outcome;
      const { code, got, expected } = quarantined ? outcome.doubt : outcome.refusal;
      return [{ index, eventId, code, got, expected, quarantined }];
    }),
  };
}

/** 200 when anything was kept or known already; 400 when every event was refused. */
export const statusOf = ({ received, rejected }: CollectResult): 200 | 400 =>
  received > 0 && rejected === received ? 400 : 200;
