import type { LinearWeights, TrainWeights } from './linear-weights';
import type { TextParams } from './params';

/**
 * Complement naive Bayes: a class is likely where the OTHER classes' documents are unlike the text. Of classes that
 * exclude one another the weights are centred over the classes, which keeps their order and gives a text without known
 * terms no class. A label of several is judged against the texts without it.
 *
 * Source: Rennie, Shih, Teevan and Karger (2003), "Tackling the Poor Assumptions of Naive Bayes Text Classifiers",
 * ICML, section 3.1.
 */
export const trainComplementNb =
  ({ alpha }: Pick<TextParams, 'alpha'>): TrainWeights =>
  (X, { members, exclusive }, _seed, checkpoint, rowWeights): LinearWeights => {
    const { nColumns, rowStart, columns, values } = X;
    const nLabels = members.length;
    const weights = new Float32Array(nColumns * nLabels);

    /** Adds the rows' values to `out`. @returns the sum of what was added. */
    const addUp = (rows: Iterable<number>, out: Float64Array): number => {
      let sum = 0;
      for (const row of rows) {
        const times = rowWeights ? rowWeights[row]! : 1;
        for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
          out[columns[k]!]! += times * values[k]!;
          sum += times * values[k]!;
        }
      }
      return sum;
    };
    const total = new Float64Array(nColumns);
    const sum = addUp(Array(X.nRows).keys(), total);
    const own = new Float64Array(nColumns);
    const centre = new Float64Array(nColumns);
    for (let label = 0; label < nLabels; label++) {
      checkpoint();
      own.fill(0);
      const ownSum = addUp(members[label]!, own);
      const trained = members[label]!.length > 0 && members[label]!.length < X.nRows;
      if (!exclusive && !trained) continue;
      const others = Math.log(Math.max(sum - ownSum, 0) + alpha * nColumns);
      const mine = Math.log(ownSum + alpha * nColumns);
      for (let j = 0; j < nColumns; j++) {
        // Rounding may take a sum of its own parts a hair below 0.
        const unlike = others - Math.log(Math.max(total[j]! - own[j]!, 0) + alpha);
        const weight = exclusive ? unlike : unlike - (mine - Math.log(own[j]! + alpha));
        weights[j * nLabels + label] = weight;
        centre[j]! += weight / nLabels;
      }
    }
    if (exclusive)
      for (let slot = 0; slot < weights.length; slot++) weights[slot]! -= centre[Math.floor(slot / nLabels)]!;
    return { weights, bias: new Float32Array(nLabels) };
  };
