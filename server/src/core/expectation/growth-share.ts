/**
 * Which share of the views still to come has come by an age: the site's own curve, and for each language and quarter
 * of the day of publication its own where enough was read. What is published in the evening waits for the morning.
 */
import { wallClock } from '../rollup/zone-clock';
import type { GrowthSample } from './growth-sample';

/** A cell's own curve weighs as much as the site's once its views reach those of so many usual articles. */
const USUAL_ARTICLES = 20;
const QUARTER_HOURS = 6;

export interface AgeShare {
  readonly ageMinutes: number;
  /** Share of the views between the starting age and the horizon, 0-1, not falling with age, 1 at the horizon. */
  readonly share: number;
  /** The same for some cells, by name. */
  readonly byCell: Readonly<Record<string, number>>;
}

/** Language and quarter of the day an article was published in. */
export const cellOf = (
  { locale, firstPublishedAt }: Pick<GrowthSample, 'locale' | 'firstPublishedAt'>,
  timeZone: string
): string => `${locale}|${Math.floor(wallClock(firstPublishedAt, timeZone).hour / QUARTER_HOURS)}`;

/**
 * Shares over closed samples, each weighing by its views: the sum of views by the age over the sum by the horizon.
 * A cell's is drawn towards the site's, the more the less was read in it.
 *
 * @param closed Samples with views at every age.
 * @param ages   Ascending, in minutes; the last is the horizon.
 * @returns One per age; a straight line in log age where nothing came at all.
 */
export function growthShares(closed: readonly GrowthSample[], ages: readonly number[], timeZone: string): AgeShare[] {
  const horizon = ages[ages.length - 1] ?? 0;
  const total = (samples: readonly GrowthSample[], age: number): number =>
    samples.reduce((sum, { came }) => sum + (came.get(age) ?? 0), 0);
  const all = total(closed, horizon);
  if (all === 0) {
    const share = (age: number): number => Math.log1p(age) / Math.log1p(horizon);
    return ages.map((ageMinutes) => ({ ageMinutes, share: share(ageMinutes), byCell: {} }));
  }
  const prior = (USUAL_ARTICLES * all) / closed.length;
  const cells = new Map<string, GrowthSample[]>();
  for (const sample of closed) {
    const cell = cellOf(sample, timeZone);
    cells.set(cell, [...(cells.get(cell) ?? []), sample]);
  }
  return ages.map((ageMinutes) => {
    const share = total(closed, ageMinutes) / all;
    const byCell = [...cells].map(([cell, samples]) => {
      return [cell, (total(samples, ageMinutes) + prior * share) / (total(samples, horizon) + prior)] as const;
    });
    return { ageMinutes, share, byCell: Object.fromEntries(byCell) };
  });
}

/** A cell that nothing was learned of has the site's share. */
export const shareOf = ({ share, byCell }: AgeShare, cell: string): number => byCell[cell] ?? share;
