import { checkSameLength } from './check';

/** Share of equal labels. @throws {CoreError} INVALID_SHAPE. */
export function accuracy<T>(actual: readonly T[], predicted: readonly T[]): number {
  checkSameLength({ actual, predicted });
  return actual.filter((label, i) => label === predicted[i]).length / actual.length;
}

interface Counts {
  hit: number;
  wrong: number;
  missed: number;
}

/**
 * F1 over all labels at once (`micro`) and as the plain mean over labels (`macro`).
 * A document has any number of labels; a label neither given nor predicted right counts 0.
 *
 * @param actual    (n,) the labels of each document.
 * @param predicted (n,) the labels given to each document; none where the classifier abstained.
 * @param labels    the labels macro-F1 runs over; by default all that occur.
 * @throws {CoreError} INVALID_SHAPE.
 *
 * Source: Lewis, Schapire, Callan and Papka (1996), "Training Algorithms for Linear Text Classifiers".
 */
export function f1(
  actual: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
  labels: readonly string[] = [...new Set([...actual.flat(), ...predicted.flat()])]
): { micro: number; macro: number } {
  checkSameLength({ actual, predicted });
  const counts = new Map<string, Counts>(labels.map((label) => [label, { hit: 0, wrong: 0, missed: 0 }]));
  actual.forEach((given, i) => {
    const guessed = new Set(predicted[i]);
    for (const label of new Set(given)) {
      const count = counts.get(label);
      if (!count) continue;
      if (guessed.delete(label)) count.hit++;
      else count.missed++;
    }
    for (const label of guessed) {
      const count = counts.get(label);
      if (count) count.wrong++;
    }
  });

  const all = [...counts.values()];
  const sum = (key: keyof Counts) => all.reduce((total, count) => total + count[key], 0);
  return {
    micro: score({ hit: sum('hit'), wrong: sum('wrong'), missed: sum('missed') }),
    macro: all.length === 0 ? 0 : all.reduce((total, count) => total + score(count), 0) / all.length,
  };
}

/**
 * F1 of one label each. `micro` is the accuracy where every document was given a label that counts.
 *
 * @param predicted (n,) the label given to each document; null where the classifier abstained.
 * @throws {CoreError} INVALID_SHAPE.
 */
export function f1OfSingle(
  actual: readonly string[],
  predicted: readonly (string | null)[],
  labels?: readonly string[]
): { micro: number; macro: number } {
  return f1(actual.map(asList), predicted.map(asList), labels);
}

const asList = (label: string | null): string[] => (label === null ? [] : [label]);

const score = ({ hit, wrong, missed }: Counts) => (hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong + missed));
