import { bootstrapInterval } from '../../metrics';
import { mean } from '../../math/mean';
import { deriveSeed } from '../../math/random';
import type { CalibrationBin } from '../report-details';
import { LEVEL, measured, REPEATS, rounded } from './measured';

const BINS = 10;
/** Fewer rows than this in a bin say nothing about their mean. */
const LEAST_ROWS = 5;

/**
 * Predicted against actual, in up to ten bins of equal numbers of rows, cut along the prediction. Every row falls into
 * exactly one; rows of one prediction are parted only where a bin ends. Fewer bins where they would hold under 5 rows.
 *
 * @param predicted (n,) and `actual` (n,) of one age, where an article has one row; log1p(V).
 */
export function calibrationBins(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  seed: number
): CalibrationBin[] {
  const n = predicted.length;
  const bins = Math.min(BINS, Math.max(1, Math.floor(n / LEAST_ROWS)));
  const order = Array.from({ length: n }, (_, row) => row).sort((a, b) => predicted[a]! - predicted[b]!);
  return Array.from({ length: n === 0 ? 0 : bins }, (_, bin) => {
    const rows = order.slice(Math.round((bin * n) / bins), Math.round(((bin + 1) * n) / bins));
    const came = rows.map((row) => actual[row]!);
    const interval = bootstrapInterval({
      metric: (drawn) => drawn.reduce((sum, row) => sum + came[row]!, 0) / drawn.length,
      nRows: rows.length,
      seed: deriveSeed(seed, bin),
      repeats: REPEATS,
      level: LEVEL,
    });
    return {
      rows: rows.length,
      predicted: rounded(mean(rows.map((row) => predicted[row]!))),
      actual: measured(interval)!,
    };
  });
}
