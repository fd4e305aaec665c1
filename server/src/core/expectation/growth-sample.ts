import type { Article } from '../features/articles';
import { counterAt, performanceOf } from '../features/performance';
import type { EventWeights } from '../events/event-types';

/** One article whose views from an age on were forecast, and how many came: what curves are learned from. */
export interface GrowthSample {
  readonly locale: string;
  readonly firstPublishedAt: number;
  /** Views expected to come between the starting age and the horizon, as said at the starting age. */
  readonly expected: number;
  /** Views that came since the starting age, by age in minutes; ages not reached yet, or not observed, are absent. */
  readonly came: ReadonlyMap<number, number>;
}

interface SampleOptions {
  readonly fromMinutes: number;
  readonly ages: readonly number[];
  /** Views over the whole horizon, as forecast at `fromMinutes`. */
  readonly expectedViews: number;
  readonly weights: EventWeights;
  /** Whether views up to an age are counted and were observed. */
  readonly isKnown: (ageMinutes: number) => boolean;
}

/** The sample of an article; null where it was not forecast, or the starting age is not known. */
export function growthSample(
  { key, firstPublishedAt, counters }: Pick<Article, 'key' | 'firstPublishedAt' | 'counters'>,
  { fromMinutes, ages, expectedViews, weights, isKnown }: SampleOptions
): GrowthSample | null {
  if (!Number.isFinite(expectedViews) || !isKnown(fromMinutes)) return null;
  const views = (age: number): number => (age === 0 ? 0 : performanceOf(counterAt(counters, age), weights));
  const seen = views(fromMinutes);
  const known = ages.filter((age) => age > fromMinutes && isKnown(age));
  return {
    locale: key.locale,
    firstPublishedAt,
    expected: Math.max(0, expectedViews - seen),
    came: new Map(known.map((age) => [age, Math.max(0, views(age) - seen)])),
  };
}
