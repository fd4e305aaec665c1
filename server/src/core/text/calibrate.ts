import type { CountedDocuments } from './count-terms';
import { foldsInTime } from './folds';
import { decide, rowOf, type TrainWeights } from './linear-weights';
import type { TextParams } from './params';
import { fitSigmoid, type Sigmoid } from './sigmoid';
import { takeTargets, type Targets } from './targets';
import { vectorize } from './vectorize';
import { fitVocabulary } from './vocabulary';

/** With fewer unseen positives a label shares the sigmoid of all labels. */
const LEAST_POSITIVES = 5;
/** For sets too small for any fold: a decision of 1, where the margin lies, becomes 88 %. */
const UNFITTED: Sigmoid = { slope: -2, offset: 0 };

/** Decisions about texts the classifier had not seen, and whether they carried the label (1 or 0). */
export interface Unseen {
  readonly decisions: readonly number[];
  readonly positive: readonly number[];
}

/**
 * Decisions of every label on documents the classifier had not seen; vocabulary and weights are fitted anew for every
 * fold, so nothing of the judged part is known. A label is judged where some of the earlier documents carried it.
 *
 * @param targets of all documents, which are in time order.
 * @returns (nLabels,)
 */
export function decideUnseen(
  documents: CountedDocuments,
  targets: Targets,
  train: TrainWeights,
  params: TextParams,
  maxTerms: number,
  checkpoint: () => void,
  onFold: () => void
): Unseen[] {
  const unseen = targets.members.map(() => ({ decisions: [] as number[], positive: [] as number[] }));
  for (const fold of foldsInTime(documents.nRows)) {
    const earlier = takeTargets(targets, fold.train);
    const known = [...earlier.members.keys()].filter((label) => earlier.members[label]!.length > 0);
    // Of labels that exclude one another the only one known teaches nothing.
    if (known.length > (targets.exclusive ? 1 : 0)) {
      const vocabulary = fitVocabulary(documents, fold.train, params, maxTerms);
      const weights = train(vectorize(documents, fold.train, vocabulary), earlier, params.seed, checkpoint);
      const X = vectorize(documents, fold.test, vocabulary);
      const later = takeTargets(targets, fold.test).members.map((rows) => new Set(rows));
      const decisions = new Float64Array(targets.members.length);
      for (let row = 0; row < X.nRows; row++) {
        decide(weights, rowOf(X, row), decisions);
        for (const label of known) {
          unseen[label]!.decisions.push(decisions[label]!);
          unseen[label]!.positive.push(later[label]!.has(row) ? 1 : 0);
        }
      }
    }
    onFold();
  }
  return unseen;
}

/** One sigmoid per label; labels seen too seldom share that of all. */
export function fitSigmoids(unseen: readonly Unseen[]): Sigmoid[] {
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
