import { CoreError } from '../errors';
import { LEAF, type Forest } from './forest';

/**
 * What each column did to one row's prediction: along every path, the change of the mean at each split goes to the
 * column that was tested. base + Σ values = prediction within 1e-9.
 *
 * @param row (nColumns,) NaN is missing.
 * @throws {CoreError} INVALID_SHAPE.
 *
 * Source: A. Saabas (2014), "Interpreting random forests"; Palczewska et al. (2014).
 */
export function forestContributions(forest: Forest, row: Float32Array): { base: number; values: Float64Array } {
  const { nColumns, root, feature, threshold, missingLeft, left, value, scale } = forest;
  if (row.length !== nColumns) {
    throw new CoreError('INVALID_SHAPE', { name: 'row', expected: `(${nColumns},)`, got: `(${row.length},)` });
  }
  let rootSum = 0;
  const values = new Float64Array(nColumns);
  for (let tree = 0; tree < root.length; tree++) {
    let node = root[tree]!;
    rootSum += value[node]!;
    for (let column = feature[node]!; column !== LEAF; column = feature[node]!) {
      const x = row[column]!;
      const goesLeft = x <= threshold[node]! || (x !== x && missingLeft[node] === 1);
      const child = goesLeft ? left[node]! : left[node]! + 1;
      values[column]! += scale * (value[child]! - value[node]!);
      node = child;
    }
  }
  return { base: forest.base[0]! + scale * rootSum, values };
}
