import { mean } from '../../math/mean';
import { pairedBootstrap } from '../../metrics';
import { fitLine } from '../least-squares';
import type { OutOfFold } from '../out-of-fold';
import { prequentialCoverage, prequentialRanges } from '../prequential';

const LEVEL = 0.9;
const RESAMPLES = 1000;
const Z_OF_LEVEL = 1.645;
const LEAST_SLOPE_STEP = 0.1;

/**
 * What a model may do at worst, however good its error is. Where nature itself moves (a site that fades), the live
 * model is as far off: a guardrail that compares is broken only when the candidate is also further off than it.
 */
export const GUARDRAILS = {
  /** Mean error in log1p(V): beyond ±.2 everything is said a fifth too low or too high. */
  mostBias: 0.2,
  /** Slope of what came on what was said: 1 is right; outside, high is said too high and low too low, or too timidly. */
  leastSlope: 0.7,
  mostSlope: 1.4,
  /** Share of later rows inside their 90 % interval. */
  leastCoverage: 0.8,
  /** Bytes: never above the registry's limit; above the allowance not several times the live model. */
  mostBytes: 32 * 1024 * 1024,
  freeBytes: 8 * 1024 * 1024,
  mostTimesLarger: 4,
  /** Milliseconds per forecast: 5,000 articles are ranked in a request's time. */
  mostMs: 1,
  freeMs: 0.1,
  mostTimesSlower: 4,
  /** Of the ten articles that rank first, so many may be others than before. */
  mostChangedOfTop: 7,
} as const;

export const TOP = 10;
/** Fewer current articles than this have no top ten worth comparing. */
const LEAST_RANKED = 2 * TOP;

export type GuardrailName = 'bias' | 'slope' | 'coverage' | 'size' | 'latency' | 'top-changed';

/** What is guarded of a model. */
export interface Guarded {
  readonly outOfFold: OutOfFold;
  /** From first publication to closing. */
  readonly horizonMs: number;
  readonly bytes: number;
  /** Measured outside; null where it was not. */
  readonly msPerForecast: number | null;
  /** What it expects of each current article, in any order that both models share. */
  readonly current: ArrayLike<number>;
}

export interface GuardrailCheck {
  readonly name: GuardrailName;
  readonly broken: boolean;
  /** null where there was too little to say. */
  readonly value: number | null;
  /** Of the live model; null without one. */
  readonly live: number | null;
  /** What `value` must stay within, on the side it is nearest to. */
  readonly limit: number;
}

/** Every guardrail, broken or not. @param live null: only what needs no comparison is asked. */
export function checkGuardrails(candidate: Guarded, live: Guarded | null, seed: number): GuardrailCheck[] {
  return [
    checkBias(candidate, live, seed),
    checkSlope(candidate, live, seed),
    checkCoverage(candidate, live),
    checkSize(candidate.bytes, live?.bytes ?? null),
    checkLatency(candidate.msPerForecast, live?.msPerForecast ?? null),
    checkTop(candidate.current, live?.current ?? null),
  ];
}

function checkBias(candidate: Guarded, live: Guarded | null, seed: number): GuardrailCheck {
  const own = meanError(candidate.outOfFold, seed);
  const before = live ? meanError(live.outOfFold, seed) : null;
  const { mostBias } = GUARDRAILS;
  const beyond = own !== null && (own.low > mostBias || own.high < -mostBias);
  const direction = (own?.mean ?? 0) < 0 ? -1 : 1;
  const further = before === null || (own !== null && direction * (own.mean - before.mean) > mostBias / 2);
  return {
    name: 'bias',
    broken: beyond && further,
    value: own?.mean ?? null,
    live: before?.mean ?? null,
    limit: direction * mostBias,
  };
}

/** What came less what was said, over all rows, articles drawn together. */
function meanError({ actual, predicted, article }: OutOfFold, seed: number) {
  if (actual.length === 0) return null;
  const differences = actual.map((value, row) => value - predicted[row]!);
  return pairedBootstrap({ differences, groups: article, seed, n: RESAMPLES, level: LEVEL });
}

function checkSlope(candidate: Guarded, live: Guarded | null, seed: number): GuardrailCheck {
  const own = slopeOf(candidate.outOfFold);
  const before = live ? slopeOf(live.outOfFold) : null;
  const isLow = (own ?? 1) < 1;
  const limit = isLow ? GUARDRAILS.leastSlope : GUARDRAILS.mostSlope;
  const beyond = own !== null && isSlopeBeyond(candidate.outOfFold, limit, seed);
  const by = before === null || own === null ? Infinity : isLow ? before - own : own - before;
  return { name: 'slope', broken: beyond && by > LEAST_SLOPE_STEP, value: own, live: before, limit };
}

const slopeOf = ({ predicted, actual }: OutOfFold): number | null =>
  actual.length < 2 ? null : fitLine(predicted, actual).slope;

/**
 * Whether the slope lies beyond the limit by its interval: the errors that remain at a slope of `limit` still run along
 * what was said. Asked of the mean of their products, which is a bootstrap of means.
 */
function isSlopeBeyond({ predicted, actual, article }: OutOfFold, limit: number, seed: number): boolean {
  const [meanSaid, meanActual] = [mean(predicted), mean(actual)];
  const differences = predicted.map((said, row) => {
    const from = said - meanSaid;
    return from * (actual[row]! - meanActual - limit * from);
  });
  const { low, high } = pairedBootstrap({ differences, groups: article, seed, n: RESAMPLES, level: LEVEL });
  return limit < 1 ? high < 0 : low > 0;
}

function checkCoverage(candidate: Guarded, live: Guarded | null): GuardrailCheck {
  const { leastCoverage } = GUARDRAILS;
  const own = pooledCoverage(candidate);
  const before = live ? pooledCoverage(live) : null;
  // Rows of one article miss together: each article counts once.
  const articles = candidate.outOfFold.articles.length;
  const below = own !== null && own + Z_OF_LEVEL * Math.sqrt((own * (1 - own)) / articles) < leastCoverage;
  const further = before === null || (own !== null && own < before - 0.03);
  return { name: 'coverage', broken: below && further, value: own, live: before, limit: leastCoverage };
}

/** Share of later rows inside the 90 % interval they would have had; null where none could be calibrated. */
function pooledCoverage({ outOfFold, horizonMs }: Guarded): number | null {
  const ranges = prequentialRanges(outOfFold, horizonMs);
  let inside = 0;
  let all = 0;
  for (const age of new Set(outOfFold.ageHours)) {
    const { coverage } = prequentialCoverage(outOfFold, ranges, age);
    if (coverage === null) continue;
    const rows = outOfFold.ageHours.filter((own) => own === age).length;
    inside += rows * coverage;
    all += rows;
  }
  return all === 0 ? null : inside / all;
}

function checkSize(bytes: number, live: number | null): GuardrailCheck {
  const { mostBytes, freeBytes, mostTimesLarger } = GUARDRAILS;
  const limit = live === null ? mostBytes : Math.min(mostBytes, Math.max(freeBytes, mostTimesLarger * live));
  return { name: 'size', broken: bytes > limit, value: bytes, live, limit };
}

function checkLatency(ms: number | null, live: number | null): GuardrailCheck {
  const { mostMs, freeMs, mostTimesSlower } = GUARDRAILS;
  const limit = live === null ? mostMs : Math.min(mostMs, Math.max(freeMs, mostTimesSlower * live));
  return { name: 'latency', broken: ms !== null && ms > limit, value: ms, live, limit };
}

function checkTop(current: ArrayLike<number>, live: ArrayLike<number> | null): GuardrailCheck {
  const limit = GUARDRAILS.mostChangedOfTop;
  const value = live === null || current.length < LEAST_RANKED ? null : changedOfTop(current, live);
  return { name: 'top-changed', broken: value !== null && value > limit, value, live: null, limit };
}

/** Of the ten articles that one model ranks first, those that are not among the other's ten. */
function changedOfTop(own: ArrayLike<number>, other: ArrayLike<number>): number {
  const before = new Set(topOf(other));
  return topOf(own).filter((article) => !before.has(article)).length;
}

const topOf = (expected: ArrayLike<number>): number[] =>
  Array.from(expected, (_, article) => article)
    .sort((a, b) => expected[b]! - expected[a]! || a - b)
    .slice(0, TOP);
