import type { LinearWeights, TrainWeights } from './linear-weights';
import type { TextParams } from './params';

/**
 * Complement naive Bayes: a class is likely where the OTHER classes' documents are unlike the text. Weights are centred
 * over the classes, which keeps their order and gives a text without known terms no class.
 *
 * Source: Rennie, Shih, Teevan and Karger (2003), "Tackling the Poor Assumptions of Naive Bayes Text Classifiers",
 * ICML, section 3.1.
 */
export const trainComplementNb =
  ({ alpha }: TextParams): TrainWeights =>
  (X, labels, nClasses, _seed, checkpoint): LinearWeights => {
    checkpoint();
    const { nRows, nColumns, rowStart, columns, values } = X;
    const weights = new Float32Array(nClasses * nColumns);
    const total = new Float64Array(nColumns);
    const ofClass = new Float64Array(nClasses * nColumns);
    for (let row = 0; row < nRows; row++) {
      const offset = labels[row]! * nColumns;
      for (let j = rowStart[row]!; j < rowStart[row + 1]!; j++) {
        ofClass[offset + columns[j]!]! += values[j]!;
        total[columns[j]!]! += values[j]!;
      }
    }
    const sum = total.reduce((all, value) => all + value, 0);
    const centre = new Float64Array(nColumns);
    for (let k = 0; k < nClasses; k++) {
      let own = 0;
      for (let j = 0; j < nColumns; j++) own += ofClass[k * nColumns + j]!;
      const all = Math.log(sum - own + alpha * nColumns);
      for (let j = 0; j < nColumns; j++) {
        // Rounding may take a sum of its own parts a hair below 0.
        const others = Math.max(total[j]! - ofClass[k * nColumns + j]!, 0) + alpha;
        ofClass[k * nColumns + j] = all - Math.log(others);
        centre[j]! += ofClass[k * nColumns + j]! / nClasses;
      }
    }
    for (let slot = 0; slot < weights.length; slot++) weights[slot] = ofClass[slot]! - centre[slot % nColumns]!;
    return { weights, bias: new Float32Array(nClasses) };
  };
