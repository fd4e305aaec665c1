import type { CountedDocuments } from './count-terms';
import { foldsInTime } from './folds';
import { decide, type TrainWeights } from './linear-weights';
import type { TextParams } from './params';
import { fitSigmoid, type Sigmoid } from './sigmoid';
import { vectorize } from './vectorize';
import { fitVocabulary } from './vocabulary';

/** With fewer unseen positives a class shares the sigmoid of all classes. */
const LEAST_POSITIVES = 5;
/** For sets too small for any fold: a decision of 1, where the margin lies, becomes 88 %. */
const UNFITTED: Sigmoid = { slope: -2, offset: 0 };

interface Unseen {
  readonly decisions: number[];
  readonly positive: number[];
}

/**
 * One sigmoid per class from decisions on documents the classifier had not seen; vocabulary and weights are fitted
 * anew for every fold, so nothing of the judged part is known.
 *
 * @param labels (nRows,) class of each document, in time order.
 */
export function calibrate(
  documents: CountedDocuments,
  labels: Uint16Array,
  nClasses: number,
  train: TrainWeights,
  params: TextParams,
  maxTerms: number,
  checkpoint: () => void,
  onFold: () => void
): Sigmoid[] {
  const unseen: Unseen[] = Array.from({ length: nClasses }, () => ({ decisions: [], positive: [] }));
  for (const fold of foldsInTime(documents.nRows)) {
    const trainLabels = Uint16Array.from(fold.train, (row) => labels[row]!);
    const known = new Set(trainLabels);
    if (known.size > 1) {
      const vocabulary = fitVocabulary(documents, fold.train, params, maxTerms);
      const X = vectorize(documents, fold.train, vocabulary);
      const weights = train(X, trainLabels, nClasses, params.seed, checkpoint);
      const later = vectorize(documents, fold.test, vocabulary);
      fold.test.forEach((row, i) => {
        const decisions = decide(weights, later, i);
        for (const k of known) {
          unseen[k]!.decisions.push(decisions[k]!);
          unseen[k]!.positive.push(labels[row] === k ? 1 : 0);
        }
      });
    }
    onFold();
  }
  return sigmoids(unseen);
}

function sigmoids(unseen: readonly Unseen[]): Sigmoid[] {
  const pooled: Unseen = {
    decisions: unseen.flatMap(({ decisions }) => decisions),
    positive: unseen.flatMap(({ positive }) => positive),
  };
  const shared = pooled.decisions.length > 0 ? fitSigmoid(pooled.decisions, pooled.positive) : UNFITTED;
  return unseen.map(({ decisions, positive }) => {
    const nPositive = positive.reduce((sum, one) => sum + one, 0);
    const enough = nPositive >= LEAST_POSITIVES && positive.length - nPositive >= LEAST_POSITIVES;
    return enough ? fitSigmoid(decisions, positive) : shared;
  });
}
