import { EVENT_TYPES, type EventWeights } from '../events/event-types';
import { COUNT_OF, ZERO_COUNTERS, type AgeCounter, type EventCounts } from '../rollup/counters';

/** V: sum of weight x count. */
export function performanceOf(counts: EventCounts, weights: EventWeights): number {
  return EVENT_TYPES.reduce((sum, type) => sum + weights[type] * counts[COUNT_OF[type]], 0);
}

/** The counter of one age; nothing happened where there is none. */
export function counterAt(counters: readonly AgeCounter[], ageMinutes: number): AgeCounter {
  return counters.find((counter) => counter.ageMinutes === ageMinutes) ?? { ageMinutes, ...ZERO_COUNTERS };
}
