import { corrupt, type JsonObject } from '../artifact';
import { CoreError } from '../errors';
import {
  createExplainer,
  decodeForest,
  encodeForest,
  forestContributions,
  forestImportance,
  predictForest,
  resolveForestParams,
  trainClassForest,
  type Explanation,
  type Forest,
  type ForestParams,
  type GrowTrees,
} from '../forest';
import type { ClassificationLearner, ClassificationModel } from './types';

const TASK = 'classification';

/** A forest that predicts probabilities of classes; parameters left out take their defaults. @throws {CoreError} INVALID_VALUE. */
export function createClassificationLearner(
  given: Partial<ForestParams> = {},
  growTrees?: GrowTrees
): ClassificationLearner {
  const params = resolveForestParams(given);
  return {
    params,
    fit(input, onProgress, isCancelled) {
      const { forest, outOfBag } = trainClassForest(input, params, { onProgress, isCancelled, growTrees });
      const { nClasses, X } = input;
      const meta = { task: TASK, nClasses, params: { ...params }, nRows: X.nRows };
      return createModel(forest, nClasses, meta, () => complete(outOfBag(), nClasses));
    },
  };
}

/** @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE. */
export function decodeClassificationModel(bytes: Uint8Array): ClassificationModel {
  const { forest, meta } = decodeForest(bytes);
  const { task, nClasses } = meta;
  const fits =
    task === TASK && Number.isInteger(nClasses) && forest.nOutputs === ((nClasses as number) <= 2 ? 1 : nClasses);
  if (!fits) throw corrupt('a forest of classes', `${String(task)} of ${String(nClasses)} classes`);
  return createModel(forest, nClasses as number, meta);
}

function createModel(
  forest: Forest,
  nClasses: number,
  meta: JsonObject,
  outOfBag?: () => Float64Array
): ClassificationModel {
  let explain: ReturnType<typeof createExplainer> | undefined;
  /** Reasons for one class, from those for the outputs the forest has: of two classes the second's only. */
  const ofClass = (classNumber: number, reasonsFor: (output: number) => Explanation): Explanation => {
    if (!(Number.isInteger(classNumber) && classNumber >= 0 && classNumber < nClasses)) {
      const expected = `a class below ${nClasses}`;
      throw new CoreError('INVALID_VALUE', { name: 'classNumber', expected, got: String(classNumber) });
    }
    if (nClasses !== 2) return reasonsFor(classNumber);
    const { base, values } = reasonsFor(0);
    return classNumber === 1 ? { base, values } : { base: 1 - base, values: values.map((value) => -value) };
  };
  return {
    nColumns: forest.nColumns,
    nClasses,
    nTrees: forest.root.length,
    predictProba: (X) => complete(predictForest(forest, X), nClasses),
    ...(outOfBag ? { outOfBag } : {}),
    importance: () => forestImportance(forest),
    contributions: (row, classNumber) => ofClass(classNumber, (output) => forestContributions(forest, row, output)),
    explain: (row, classNumber) => {
      explain ??= createExplainer(forest);
      return ofClass(classNumber, (output) => explain!(row, output));
    },
    encode: () => encodeForest(forest, meta),
  };
}

/** Probabilities of all classes from the forest's outputs: of two classes it has the second's only. */
function complete(outputs: Float64Array, nClasses: number): Float64Array {
  if (nClasses !== 2) return outputs;
  const both = new Float64Array(2 * outputs.length);
  outputs.forEach((second, row) => {
    both[2 * row] = 1 - second;
    both[2 * row + 1] = second;
  });
  return both;
}
