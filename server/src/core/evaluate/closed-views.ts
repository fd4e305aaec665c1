import { quantileSorted } from '../math/quantile';
import type { TrainingMatrix } from '../features/training-matrix';

/** Most closed articles per locale whose V a model carries. */
const SAMPLE = 512;

/** By locale: V of the matrix's articles ascending; where there are more than 512, that many quantiles. */
export function closedViewsByLocale(matrix: TrainingMatrix): Map<string, Float64Array> {
  const views = new Map<string, Map<number, number>>();
  matrix.groups.forEach((group, row) => {
    const { locale } = matrix.articles[group]!.key;
    const own = views.get(locale) ?? new Map<number, number>();
    views.set(locale, own.set(group, matrix.views[row]!));
  });
  return new Map([...views.keys()].sort().map((locale) => [locale, thin([...views.get(locale)!.values()])]));
}

function thin(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length <= SAMPLE) return sorted;
  return Float64Array.from({ length: SAMPLE }, (_, i) => quantileSorted(sorted, i / (SAMPLE - 1)));
}
