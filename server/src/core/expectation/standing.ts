import { bandOf, type BandPoint } from './growth-band';
import type { GrowthCurve } from './growth-curve';
import { FIRST_JUDGED_MINUTES, surpriseOf, type Surprise } from './surprise';

const MINUTE_MS = 60_000;
/** Events are counted within minutes: an age is complete once they are in. */
const COUNTING_MINUTES = 10;

/** Why nothing can be said of an article. */
export type TooEarly =
  /** It is younger than the first age that is judged. */
  | 'young'
  /** Nothing was expected of it when it was published. */
  | 'not-expected'
  /** Its readers were not counted from the beginning on. */
  | 'not-observed'
  /** Too few articles are closed to know how far off is far. */
  | 'few-articles';

/** An article's band as it was at publication, and where it stands against it. */
export interface Standing {
  /** Empty where there is none. */
  readonly band: readonly BandPoint[];
  readonly surprise: Surprise | null;
  /** null exactly when there is a surprise. */
  readonly tooEarly: TooEarly | null;
}

export interface StandingOptions {
  readonly locale: string;
  readonly firstPublishedAt: number;
  readonly viewsByAge: readonly { readonly ageMinutes: number; readonly views: number }[];
  /** Expected views over the horizon when it was published; null when nothing was. */
  readonly expectedViews: number | null;
  /** Up to which age its readers were observed without a gap. */
  readonly observedMinutes: number;
  /** The curve from publication on; null while too few articles are closed. */
  readonly curve: GrowthCurve | null;
  readonly now: number;
}

export function standingOf(options: StandingOptions): Standing {
  const { curve, expectedViews, observedMinutes, viewsByAge, now, ...article } = options;
  if (expectedViews === null) return { band: [], surprise: null, tooEarly: 'not-expected' };
  if (curve === null) return { band: [], surprise: null, tooEarly: 'few-articles' };
  const band = bandOf(curve, { ...article, expectedViews, seen: 0 });
  const ageMinutes = (now - article.firstPublishedAt) / MINUTE_MS - COUNTING_MINUTES;
  if (ageMinutes < FIRST_JUDGED_MINUTES) return { band, surprise: null, tooEarly: 'young' };
  const surprise = surpriseOf(band, viewsByAge, Math.min(ageMinutes, observedMinutes));
  return { band, surprise, tooEarly: surprise === null ? 'not-observed' : null };
}
