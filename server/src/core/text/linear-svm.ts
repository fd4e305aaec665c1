import { createRandom } from '../math/random';
import { CoordinateDescent } from './coordinate-descent';
import { lengthsOf } from './dual-svm';
import type { LinearWeights, TrainWeights } from './linear-weights';
import type { TextParams } from './params';

/** The projected slopes of the dual lie this near to one another at the end; scikit-learn's LinearSVC has the same. */
const TOLERANCE = 1e-4;

/**
 * Linear support vector machines with squared hinge loss, one label against the rest; of two labels that exclude each
 * other the second's decision is the first's, negated. The bias is the weight of a constant feature of 1. Every label
 * is learned by itself with the same seed: its weights do not depend on the other labels or their order.
 *
 * `balanced`: an error costs c · nRows / (2 · rows of its side).
 */
export const trainLinearSvm =
  ({ c, balanced }: Pick<TextParams, 'c' | 'balanced'>): TrainWeights =>
  (X, { members, exclusive }, seed, checkpoint, rowWeights): LinearWeights => {
    const { nRows, nColumns } = X;
    const nLabels = members.length;
    const weights = new Float32Array(nColumns * nLabels);
    const bias = new Float32Array(nLabels);
    const solver = new CoordinateDescent(nRows, nColumns);
    const lengths = lengthsOf(X);
    const sign = new Int8Array(nRows);
    const slack = new Float64Array(nRows);
    const total = rowWeights ? rowWeights.reduce((sum, weight) => sum + weight, 0) : nRows;

    const keep = (label: number, w: Float64Array, factor: number) => {
      for (let j = 0; j < nColumns; j++) weights[j * nLabels + label] = factor * w[j]!;
      bias[label] = factor * w[nColumns]!;
    };

    const pair = exclusive && nLabels === 2;
    for (let label = 0; label < (pair ? 1 : nLabels); label++) {
      checkpoint();
      const own = members[label]!;
      if (own.length === 0 || own.length === nRows) continue;
      sign.fill(-1);
      for (const row of own) sign[row] = 1;
      let positive = 0;
      for (const row of own) positive += rowWeights ? rowWeights[row]! : 1;
      const costPositive = balanced ? (c * total) / (2 * positive) : c;
      const costNegative = balanced ? (c * total) / (2 * (total - positive)) : c;
      for (let row = 0; row < nRows; row++) {
        const times = rowWeights ? rowWeights[row]! : 1;
        slack[row] = 0.5 / (times * (sign[row]! > 0 ? costPositive : costNegative));
      }
      const { w } = solver.solve({ X, sign, slack, ...lengths }, TOLERANCE, createRandom(seed), checkpoint);
      keep(label, w, 1);
      if (pair) keep(1, w, -1);
    }
    return { weights, bias };
  };
