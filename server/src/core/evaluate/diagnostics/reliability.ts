import { wilsonInterval } from '../../metrics';
import type { OutOfFold } from '../out-of-fold';
import { prequentialCoverage, type LogRanges } from '../prequential';
import type { Reliability } from '../report-details';
import { rounded } from './measured';

/** How often the 90 % ranges of an age held, and on which side they failed; null where there was none. */
export function reliabilityOf(outOfFold: OutOfFold, ranges: LogRanges, ageHours: number): Reliability | null {
  const { coverage, width } = prequentialCoverage(outOfFold, ranges, ageHours);
  if (coverage === null || width === null) return null;
  const { actual } = outOfFold;
  const rows = Array.from(actual.keys()).filter(
    (row) => outOfFold.ageHours[row] === ageHours && Number.isFinite(ranges.low[row])
  );
  const { low, high } = wilsonInterval(coverage, rows.length);
  const share = (fails: (row: number) => boolean) => rounded(rows.filter(fails).length / rows.length);
  return {
    rows: rows.length,
    inside: { value: rounded(coverage), low: rounded(low), high: rounded(high) },
    below: share((row) => actual[row]! < ranges.low[row]!),
    above: share((row) => actual[row]! > ranges.high[row]!),
    width: rounded(width),
  };
}
