import type { EventError, PostEvents } from '../../contracts/events';
import type { Refusal } from './read-event';

export type Outcome = 'accepted' | 'duplicate' | Refusal;
export type CollectResult = PostEvents['Response']['data'];

/** What a request's sender is told: accepted + duplicate + rejected = received. */
export function summarize(
  outcomes: readonly { readonly eventId: string | null; readonly outcome: Outcome }[]
): CollectResult {
  const errors = outcomes.flatMap(({ eventId, outcome }, index): EventError[] => {
    if (typeof outcome === 'string') return [];
    const { code, got, expected } = outcome;
    return [{ index, eventId, code, got, expected }];
  });
  const count = (wanted: Outcome) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    received: outcomes.length,
    accepted: count('accepted'),
    duplicate: count('duplicate'),
    rejected: errors.length,
    errors,
  };
}

/** 200 when anything was accepted or known already; 400 when every event was refused. */
export const statusOf = ({ accepted, duplicate }: CollectResult): 200 | 400 => (accepted + duplicate > 0 ? 200 : 400);
