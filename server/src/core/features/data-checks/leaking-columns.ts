import { mean } from '../../math/mean';
import { spearman } from '../../metrics';
import { FIELD_PREFIX } from '../columns';
import type { TrainingMatrix } from '../training-matrix';
import { finding } from './finding';
import type { DataCheck } from './types';

/**
 * At publication whole models reach a Spearman of about .5 on real sites; one attribute that reaches .95 was written
 * when the outcome was known, and one that reaches .8 deserves a look.
 */
const LEAK = 0.95;
const SUSPICIOUS = 0.8;
/** Articles below which such a correlation comes by chance. */
const LEAST_ARTICLES = 40;
/** Variance of log1p(V) explained by a column's twentieths, for what rises and falls again. */
const LEAST_FOR_TWENTIETHS = 100;
const TWENTIETHS = 20;
const EXPLAINED = 0.9;

/**
 * Numeric attributes of the content type that know the outcome before it came, as a counter "views" does that an
 * import filled. Our own columns read the text and closed labels only, so only the site's attributes are asked.
 */
export const leakingColumns: DataCheck = {
  concerns: 'columns',
  run: ({ matrix }) =>
    matrix.columns.flatMap((name, column) => {
      if (!name.startsWith(FIELD_PREFIX)) return [];
      const strength = leakage(matrix, column);
      if (strength < SUSPICIOUS) return [];
      const code = strength >= LEAK ? 'leaking-column' : 'suspicious-column';
      return [finding(code, 'warning', { strength: Math.round(strength * 100) / 100 }, { columns: [name] })];
    }),
};

interface Pair {
  readonly x: number;
  readonly y: number;
}

/** How far a column alone gives away log1p(V) at publication, 0..1. */
function leakage({ X, ageHours, views }: TrainingMatrix, column: number): number {
  const pairs: Pair[] = [];
  ageHours.forEach((age, row) => {
    const x = X.data[row * X.nColumns + column]!;
    if (age === 0 && Number.isFinite(x)) pairs.push({ x, y: Math.log1p(views[row]!) });
  });
  // Imported articles come with their counter, those published since with zero: each part is asked alone.
  const parts = [pairs, pairs.slice(0, pairs.length >> 1), pairs.filter(({ x }) => x !== 0)];
  const strengths = parts.map((part) => Math.max(rankStrength(part), twentiethsStrength(part)));
  return Math.max(...strengths);
}

function rankStrength(pairs: readonly Pair[]): number {
  if (pairs.length < LEAST_ARTICLES) return 0;
  const rho = spearman(
    pairs.map(({ x }) => x),
    pairs.map(({ y }) => y)
  );
  return Number.isNaN(rho) ? 0 : Math.abs(rho);
}

/** LEAK where twentieths of the column explain EXPLAINED of the variance (adjusted for their number), else 0. */
function twentiethsStrength(pairs: readonly Pair[]): number {
  if (pairs.length < LEAST_FOR_TWENTIETHS) return 0;
  const sorted = [...pairs].sort((a, b) => a.x - b.x);
  const groups = Array.from({ length: TWENTIETHS }, (_, part) =>
    sorted
      .slice(Math.floor((part * sorted.length) / TWENTIETHS), Math.floor(((part + 1) * sorted.length) / TWENTIETHS))
      .map(({ y }) => y)
  );
  const within = groups.reduce((sum, group) => sum + squares(group), 0) / (sorted.length - TWENTIETHS);
  const whole = squares(sorted.map(({ y }) => y)) / (sorted.length - 1);
  return whole > 0 && 1 - within / whole >= EXPLAINED ? LEAK : 0;
}

function squares(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}
