import { CoreError } from '../errors';
import { LEAF, type Forest } from './forest';

/**
 * What each column did to one row's prediction: along every path, the change of the mean at each split goes to the
 * column that was tested. base + Σ values = prediction within 1e-9.
 *
 * @param row    (nColumns,) NaN is missing.
 * @param output Which of the forest's outputs is explained.
 * @throws {CoreError} INVALID_SHAPE.
 *
 * Source: A. Saabas (2014), "Interpreting random forests"; Palczewska et al. (2014).
 */
export function forestContributions(
  forest: Forest,
  row: Float32Array,
  output = 0
): { base: number; values: Float64Array } {
  const { nColumns, root, feature, threshold, missingLeft, left, scale, nOutputs } = forest;
  const valueAt = (node: number) => forest.value[node * nOutputs + output]!;
  if (row.length !== nColumns) {
    throw new CoreError('INVALID_SHAPE', { name: 'row', expected: `(${nColumns},)`, got: `(${row.length},)` });
  }
  let rootSum = 0;
  const values = new Float64Array(nColumns);
  for (let tree = 0; tree < root.length; tree++) {
    let node = root[tree]!;
    rootSum += valueAt(node);
    for (let column = feature[node]!; column !== LEAF; column = feature[node]!) {
      const x = row[column]!;
      const goesLeft = x <= threshold[node]! || (x !== x && missingLeft[node] === 1);
      const child = goesLeft ? left[node]! : left[node]! + 1;
      values[column]! += scale * (valueAt(child) - valueAt(node));
      node = child;
    }
  }
  return { base: forest.base[output]! + scale * rootSum, values };
}
