import { CoreError } from '../errors';
import { calibrate } from './calibrate';
import { encodeTextModel } from './codec';
import { trainComplementNb } from './complement-nb';
import { countTerms } from './count-terms';
import { foldsInTime } from './folds';
import { trainLinearSvm } from './linear-svm';
import type { TrainWeights } from './linear-weights';
import { MAX_WEIGHTS, resolveTextParams, type TextParams } from './params';
import { createTextModel, type TextModelParts } from './text-model';
import { createAnalyzers } from './tokenize';
import { TEXT_ALGORITHMS, type TextAlgorithm, type TextFitInput, type TextLearner } from './types';
import { vectorize } from './vectorize';
import { fitVocabulary } from './vocabulary';

const TRAINERS: Readonly<Record<TextAlgorithm, (params: TextParams) => TrainWeights>> = {
  'linear-svm': trainLinearSvm,
  'complement-nb': trainComplementNb,
};
/** A label is a Uint16. */
const MAX_CLASSES = 65_535;
/** Cancelling is looked for after this many documents are tokenized. */
const TOKENIZE_BATCH = 100;

/** A learner by name; parameters left out take their defaults. @throws {CoreError} INVALID_VALUE. */
export function createTextLearner(name: TextAlgorithm, params: Partial<TextParams> = {}): TextLearner {
  if (!TEXT_ALGORITHMS.includes(name)) {
    throw new CoreError('INVALID_VALUE', { name: 'algorithm', expected: TEXT_ALGORITHMS.join(' or '), got: name });
  }
  const resolved = resolveTextParams(params);
  return {
    name,
    params: resolved,
    fit(input, onProgress, isCancelled) {
      const parts = fitParts(name, resolved, input, onProgress, () => {
        if (isCancelled?.()) throw new CoreError('CANCELLED', { got: 'while training a text classifier' });
      });
      return createTextModel(parts, () => encodeTextModel(parts));
    },
  };
}

function fitParts(
  algorithm: TextAlgorithm,
  params: TextParams,
  { documents, labels }: TextFitInput,
  onProgress: ((done: number, total: number) => void) | undefined,
  checkpoint: () => void
): TextModelParts {
  const { classes, numbers } = numberLabels(documents.length, labels);
  const steps = foldsInTime(documents.length).length + 2;
  let done = 0;
  const step = () => onProgress?.(++done, steps);

  const analyze = createAnalyzers();
  const stems = documents.map(({ text, language }, i) => {
    if (i % TOKENIZE_BATCH === 0) checkpoint();
    return analyze(text, language).map(({ stem }) => stem);
  });
  const counted = countTerms(stems, params.ngramMax, params.minDf);
  step();

  const train = TRAINERS[algorithm](params);
  const maxTerms = Math.max(1, Math.min(params.maxVocabulary, Math.floor(MAX_WEIGHTS / classes.length)));
  const sigmoids = calibrate(counted, numbers, classes.length, train, params, maxTerms, checkpoint, step);

  const rows = Uint32Array.from(documents.keys());
  const { termIds, idf } = fitVocabulary(counted, rows, params, maxTerms);
  const X = vectorize(counted, rows, { termIds, idf });
  const { weights, bias } = train(X, numbers, classes.length, params.seed, checkpoint);
  step();

  const sizes = new Uint32Array(classes.length);
  for (const k of numbers) sizes[k]!++;
  const priors = Float64Array.from(sizes, (size) => size / numbers.length);
  const terms = Array.from(termIds, (id) => counted.terms[id]!);
  return { algorithm, classes, ngramMax: params.ngramMax, terms, idf, weights, bias, sigmoids, priors };
}

function numberLabels(nDocuments: number, labels: readonly string[]) {
  if (labels.length !== nDocuments) {
    throw new CoreError('INVALID_SHAPE', { name: 'labels', expected: `(${nDocuments},)`, got: `(${labels.length},)` });
  }
  if (nDocuments === 0) throw new CoreError('NOT_ENOUGH_ROWS', { expected: 'at least 1', got: '0' });

  const classes = [...new Set(labels)].sort();
  if (classes.length > MAX_CLASSES) {
    const expected = `of at most ${MAX_CLASSES} classes`;
    throw new CoreError('INVALID_VALUE', { name: 'labels', expected, got: `${classes.length}` });
  }
  const numberOf = new Map(classes.map((label, k) => [label, k]));
  return { classes, numbers: Uint16Array.from(labels, (label) => numberOf.get(label)!) };
}
