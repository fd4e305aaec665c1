import { scaled, type Lever } from './levers';

/** What goes along with one thing an editor can change, in log1p(V) per unit of its scale. */
export interface LeverEffect {
  readonly lever: Lever;
  /** Place of its first slope; terms that too few articles differ in have none. */
  readonly from: number;
  readonly terms: readonly boolean[];
  /** Range of its values that was learned from. */
  readonly low: number;
  readonly high: number;
  /** Share of it that author, category and time explain: out-of-fold R². */
  readonly explained: number;
  /** Whether what goes along with it may be the doing of who writes it, where, or when. */
  readonly confounded: boolean;
  /** Slope of the estimated terms with nothing else looked at. */
  readonly plain: readonly number[];
  /** Columns that measure the same thing here. */
  readonly sameAs: readonly string[];
}

/** Effects of a site, kept with its ranker. */
export interface WhatIfEffects {
  /** Articles they were estimated from. */
  readonly rows: number;
  readonly levers: readonly LeverEffect[];
  /** (K,) slopes of all levers, one after another. */
  readonly slopes: Float64Array;
  /** (K × K) their covariance. */
  readonly covariance: Float64Array;
  /** Standard errors that an interval reaches to each side: see `intervalReach`. */
  readonly reach: number;
}

/** From one value of a lever to another. */
export interface Move {
  readonly effect: LeverEffect;
  readonly from: number;
  readonly to: number;
}

/** A change of log1p(V) with its 90 % interval, and the one that a plain comparison of articles shows. */
export interface Change {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  readonly plain: number;
}

/** Several moves at once: slopes add up, and so do their errors with what they have in common; null where none is known. */
export function changeOf({ reach, slopes, covariance }: WhatIfEffects, moves: readonly Move[]): Change | null {
  const step = new Float64Array(slopes.length);
  let plain = 0;
  let known = false;
  for (const { effect, from, to } of moves) {
    const before = scaled(effect.lever.scale, from);
    const after = scaled(effect.lever.scale, to);
    let slot = 0;
    effect.terms.forEach((estimated, term) => {
      if (!estimated) return;
      const by = after[term]! - before[term]!;
      step[effect.from + slot] = by;
      plain += effect.plain[slot]! * by;
      slot++;
      known = true;
    });
  }
  if (!known || step.some(Number.isNaN)) return null;
  const expected = slopes.reduce((sum, slope, i) => sum + slope * step[i]!, 0);
  let variance = 0;
  for (let i = 0; i < step.length; i++) {
    for (let j = 0; j < step.length; j++) variance += step[i]! * step[j]! * covariance[i * step.length + j]!;
  }
  const off = reach * Math.sqrt(Math.max(variance, 0));
  return { low: expected - off, expected, high: expected + off, plain };
}
