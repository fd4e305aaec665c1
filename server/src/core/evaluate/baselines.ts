import type { TrainingMatrix } from '../features/training-matrix';
import { fitLine, type Line } from './least-squares';

export const BASELINES = ['site-level', 'author-category', 'views-so-far'] as const;
export type BaselineName = (typeof BASELINES)[number];

/** What a baseline reads of a row; training and scoring matrices both have it. */
export type BaselineRows = Pick<TrainingMatrix, 'siteLevel' | 'authorCategory' | 'viewsSoFar' | 'ageHours'>;

/** Simple guesses of log1p(V), fitted on training rows only. */
export interface Baselines {
  predict(name: BaselineName, rows: BaselineRows, row: number): number;
}

/**
 * Site level and author/category say what was known at the snapshot and need no fit. Views so far is a straight line
 * per age from log1p(V so far) to log1p(V), by least squares; at 0 h it is the mean. No guess is below what came.
 */
export function fitBaselines(matrix: TrainingMatrix, train: Int32Array): Baselines {
  const lines = new Map<number, Line>();
  for (const age of new Set(Array.from(train, (row) => matrix.ageHours[row]!))) {
    const own = train.filter((row) => matrix.ageHours[row] === age);
    const seen = Float64Array.from(own, (row) => Math.log1p(matrix.viewsSoFar[row]!));
    lines.set(
      age,
      fitLine(
        seen,
        Float64Array.from(own, (row) => Math.log1p(matrix.views[row]!))
      )
    );
  }

  return {
    predict(name, rows, row) {
      const seen = Math.log1p(rows.viewsSoFar[row]!);
      if (name === 'site-level') return Math.max(rows.siteLevel[row]!, seen);
      if (name === 'author-category') return Math.max(rows.authorCategory[row]!, seen);
      const line = lines.get(rows.ageHours[row]!);
      return line ? Math.max(line.intercept + line.slope * seen, seen) : NaN;
    },
  };
}
