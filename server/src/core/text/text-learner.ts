import { CoreError } from '../errors';
import { decideUnseen, fitSigmoids, type Unseen } from './calibrate';
import { encodeTagModel, encodeTextModel } from './codec';
import { trainComplementNb } from './complement-nb';
import { createTermCounter, type CountedDocuments } from './count-terms';
import { foldsInTime } from './folds';
import { trainLinearSvm } from './linear-svm';
import type { TextModelParts } from './linear-text';
import type { TrainWeights } from './linear-weights';
import { MAX_WEIGHTS, resolveTextParams, type TextParams } from './params';
import { applySigmoid } from './sigmoid';
import { createTagModel } from './tag-model';
import type { Targets } from './targets';
import { createTextModel } from './text-model';
import { labelThresholds } from './thresholds';
import { createAnalyzers } from './tokenize';
import { TEXT_ALGORITHMS, type TextAlgorithm, type TextDocument, type TextLearner } from './types';
import { vectorize } from './vectorize';
import { fitVocabulary } from './vocabulary';

const TRAINERS: Readonly<Record<TextAlgorithm, (params: TextParams) => TrainWeights>> = {
  'linear-svm': trainLinearSvm,
  'complement-nb': trainComplementNb,
};
const MAX_CLASSES = 65_535;
/** Cancelling is looked for after this many documents are tokenized. */
const TOKENIZE_BATCH = 100;

/** A learner by name; parameters left out take their defaults. @throws {CoreError} INVALID_VALUE. */
export function createTextLearner(name: TextAlgorithm, params: Partial<TextParams> = {}): TextLearner {
  if (!TEXT_ALGORITHMS.includes(name)) {
    throw new CoreError('INVALID_VALUE', { name: 'algorithm', expected: TEXT_ALGORITHMS.join(' or '), got: name });
  }
  const resolved = resolveTextParams(params);
  const checkpointOf = (isCancelled?: () => boolean) => () => {
    if (isCancelled?.()) throw new CoreError('CANCELLED', { got: 'while training a text classifier' });
  };

  return {
    name,
    params: resolved,
    fit({ documents, labels }, onProgress, isCancelled) {
      const sets = labels.map((label) => [label]);
      const { parts } = fitParts(name, resolved, documents, sets, true, onProgress, checkpointOf(isCancelled));
      return createTextModel(parts, () => encodeTextModel(parts));
    },
    fitTags({ documents, labels }, onProgress, isCancelled) {
      const fitted = fitParts(name, resolved, documents, labels, false, onProgress, checkpointOf(isCancelled));
      const parts = { ...fitted.parts, thresholds: thresholdsOf(fitted) };
      return createTagModel(parts, () => encodeTagModel(parts));
    },
  };
}

interface Fitted {
  readonly parts: TextModelParts;
  readonly unseen: readonly Unseen[];
}

function fitParts(
  algorithm: TextAlgorithm,
  params: TextParams,
  documents: Iterable<TextDocument>,
  labels: readonly (readonly string[])[],
  exclusive: boolean,
  onProgress: ((done: number, total: number) => void) | undefined,
  checkpoint: () => void
): Fitted {
  const { classes, targets } = numberLabels(labels, exclusive);
  const steps = foldsInTime(labels.length).length + 2;
  let done = 0;
  const step = () => onProgress?.(++done, steps);

  const counted = countDocuments(documents, labels.length, params, checkpoint);
  step();

  const train = TRAINERS[algorithm](params);
  const maxTerms = Math.max(1, Math.min(params.maxVocabulary, Math.floor(MAX_WEIGHTS / classes.length)));
  const unseen = decideUnseen(counted, targets, train, params, maxTerms, checkpoint, step);

  const rows = Uint32Array.from({ length: counted.nRows }, (_, row) => row);
  const { termIds, idf } = fitVocabulary(counted, rows, params, maxTerms);
  const X = vectorize(counted, rows, { termIds, idf });
  const { weights, bias } = train(X, targets, params.seed, checkpoint);
  step();

  const priors = Float64Array.from(targets.members, ({ length }) => length / counted.nRows);
  const terms = Array.from(termIds, (id) => counted.terms[id]!);
  const sigmoids = fitSigmoids(unseen);
  return {
    parts: { algorithm, classes, ngramMax: params.ngramMax, terms, idf, weights, bias, sigmoids, priors },
    unseen,
  };
}

/** Reads the documents one by one; of their texts nothing is kept. */
function countDocuments(
  documents: Iterable<TextDocument>,
  expected: number,
  { ngramMax, minDf }: TextParams,
  checkpoint: () => void
): CountedDocuments {
  const counter = createTermCounter(ngramMax, minDf);
  const analyze = createAnalyzers();
  let n = 0;
  for (const { text, language } of documents) {
    if (n % TOKENIZE_BATCH === 0) checkpoint();
    if (++n > expected) break;
    counter.add(analyze(text, language).map(({ stem }) => stem));
  }
  if (n !== expected) {
    const needed = n > expected ? `(more than ${expected},)` : `(${n},)`;
    throw new CoreError('INVALID_SHAPE', { name: 'labels', expected: needed, got: `(${expected},)` });
  }
  if (n === 0) throw new CoreError('NOT_ENOUGH_ROWS', { expected: 'at least 1', got: '0' });
  return counter.finish();
}

function numberLabels(labels: readonly (readonly string[])[], exclusive: boolean) {
  const classes = [...new Set(labels.flat())].sort();
  if (classes.length > MAX_CLASSES) {
    const expected = `of at most ${MAX_CLASSES} classes`;
    throw new CoreError('INVALID_VALUE', { name: 'labels', expected, got: `${classes.length}` });
  }
  if (classes.length === 0 && labels.length > 0) {
    throw new CoreError('INVALID_VALUE', { name: 'labels', expected: 'at least one label', got: 'none' });
  }
  const rowsOf = new Map(classes.map((label): [string, number[]] => [label, []]));
  labels.forEach((own, row) => new Set(own).forEach((label) => rowsOf.get(label)!.push(row)));
  const members = classes.map((label) => Int32Array.from(rowsOf.get(label)!));
  const targets: Targets = { nRows: labels.length, members, exclusive };
  return { classes, targets };
}

function thresholdsOf({ parts, unseen }: Fitted): Float64Array {
  return labelThresholds(
    unseen.map(({ decisions, positive }, label) => ({
      probabilities: decisions.map((decision) => applySigmoid(parts.sigmoids[label]!, decision)),
      positive,
    }))
  );
}
