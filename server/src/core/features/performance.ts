import { EVENT_TYPES, type EventWeights } from '../events/event-types';
import { COUNT_OF, ZERO_COUNTERS, type AgeCounter, type EventCounts } from '../rollup/counters';

/** V: sum of weight x count. */
export function performanceOf(counts: EventCounts, weights: EventWeights): number {
  return EVENT_TYPES.reduce((sum, type) => sum + weights[type] * counts[COUNT_OF[type]], 0);
}

/** The counter of one age, if it was counted: an article nobody read has one of zeros. */
export const storedCounter = (counters: readonly AgeCounter[], ageMinutes: number): AgeCounter | undefined =>
  counters.find((counter) => counter.ageMinutes === ageMinutes);

/** The counter of an age on the way; nothing is known to have happened where there is none. */
export function counterAt(counters: readonly AgeCounter[], ageMinutes: number): AgeCounter {
  return storedCounter(counters, ageMinutes) ?? { ageMinutes, ...ZERO_COUNTERS };
}
