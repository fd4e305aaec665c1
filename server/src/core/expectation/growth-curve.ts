/**
 * How views grow with age, learned from articles whose views were forecast: the expected share by each age, and how far
 * what came lay from share x forecast. One curve starts at publication, others at each later age that is forecast at.
 */
import { cellOf, growthShares, shareOf, type AgeShare } from './growth-share';
import type { GrowthSample } from './growth-sample';
import { trackedTails, type Tails } from './tracked-tails';

/** Closed articles with an honest forecast that a curve needs; below, it is too early to say. */
export const NEEDED_CURVES = 40;
/** Latest samples a curve is learned from. */
const LATEST = 400;
/** Closed articles from which on open ones count too. */
const OPEN_TOO = 150;
/** How much one miss moves a tail of the band. */
const RATE = 0.01;
/** What is known only after longer than this comes too late to steer by: it would correct what is over. */
const STEERED_MINUTES = 3 * 24 * 60;
const MINUTE_MS = 60_000;

export interface GrowthAge extends AgeShare, Tails {
  /** Articles the tails come from. */
  readonly articles: number;
}

export interface GrowthCurve {
  /** Age the forecast is made at; 0 = at publication. */
  readonly fromMinutes: number;
  readonly timeZone: string;
  /** Ascending, all above `fromMinutes`; the last is the horizon. */
  readonly ages: readonly GrowthAge[];
}

/** Closed samples: those seen at every age. */
export const closedSamples = (samples: readonly GrowthSample[], ages: readonly number[]): GrowthSample[] =>
  samples.filter(({ came }) => ages.every((age) => came.has(age)));

/**
 * Learn a curve. Each age learns from every article that has reached it, closed or not, so that the band of the first
 * hours knows yesterday's articles; only shares need closed ones. With few closed ones the open are left out: among so
 * few an article that stands out would widen the very band it is held against.
 *
 * @param samples Of one starting age, any order.
 * @param ages    Ascending ages in minutes above the starting age; the last is the horizon.
 * @returns null below NEEDED_CURVES closed samples.
 */
export function fitGrowth(
  samples: readonly GrowthSample[],
  { fromMinutes, ages, timeZone }: { fromMinutes: number; ages: readonly number[]; timeZone: string }
): GrowthCurve | null {
  const ordered = [...samples].sort((a, b) => a.firstPublishedAt - b.firstPublishedAt);
  const closed = closedSamples(ordered, ages);
  if (closed.length < NEEDED_CURVES) return null;

  const shares = growthShares(closed.slice(-LATEST), ages, timeZone);
  const cells = new Map(ordered.map((sample) => [sample, cellOf(sample, timeZone)]));
  const fitted: GrowthAge[] = [];
  for (const share of shares) {
    const { ageMinutes } = share;
    const told = closed.length < OPEN_TOO ? closed : ordered.filter(({ came }) => came.has(ageMinutes));
    const reached = told.slice(-LATEST);
    const own = trackedTails(
      reached.map((sample) => errorOf(sample, share, cells.get(sample) ?? '')),
      reached.map(({ firstPublishedAt }) => firstPublishedAt),
      { delayMs: ageMinutes * MINUTE_MS, rate: ageMinutes <= STEERED_MINUTES ? RATE : 0, needed: NEEDED_CURVES }
    );
    // Errors of a late age are old news. What went wrong lately shows at the age before, and lasts.
    const before = ageMinutes <= STEERED_MINUTES ? undefined : fitted[fitted.length - 1];
    const tails = before === undefined ? own : wider(own, before);
    fitted.push({ ...share, lower: tails.lower, upper: tails.upper, articles: reached.length });
  }
  return { fromMinutes, timeZone, ages: fitted };
}

const errorOf = ({ expected, came }: GrowthSample, share: AgeShare, cell: string): number =>
  Math.log1p(came.get(share.ageMinutes) ?? 0) - Math.log1p(expected * shareOf(share, cell));

const wider = (a: Tails, b: Tails): Tails => ({
  lower: Math.min(a.lower, b.lower),
  upper: Math.max(a.upper, b.upper),
});
