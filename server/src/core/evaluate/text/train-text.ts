import { CoreError } from '../../errors';
import {
  createTextLearner,
  TEXT_ALGORITHMS,
  type ClassProbability,
  type TextAlgorithm,
  type TextModel,
  type TextParams,
} from '../../text';
import type { JudgedRows } from '../out-of-fold';
import type { TextReport } from '../report';
import { abstentionThreshold, DEFAULT_ABSTAIN_BELOW } from './abstain';
import { OTHERS, TOP_QUARTER, topQuarterThreshold, type TextExample } from './examples';
import { classF1, scoreText, type TextScore } from './score-text';
import type { TextBundle, TextKind } from './text-bundle';

/** Documents a text classifier needs, and how many a class needs to be one. */
export const NEEDED_DOCUMENTS = 60;
const CLASS_DOCUMENTS = 3;
const TEST_SHARE = 0.2;
const LEAST_TEST_DOCUMENTS = 10;
const REPORTED_TERMS = 8;
const TERM_SAMPLE = 20;

export interface TextOptions {
  readonly kind: TextKind;
  readonly algorithm: TextAlgorithm | 'auto';
  readonly params?: Partial<TextParams>;
}

export interface TrainedText {
  /** null without enough documents or with one class only. */
  readonly bundle: TextBundle | null;
  readonly report: TextReport;
  readonly judged: JudgedRows;
}

interface Labelled {
  readonly example: TextExample;
  readonly label: string;
}

interface Candidate {
  readonly algorithm: TextAlgorithm;
  readonly answers: readonly (readonly ClassProbability[])[];
  readonly score: TextScore;
}

/**
 * Judge text classifiers on the newest fifth (trained on what had closed before it), keep the better one, and fit it on
 * everything. For performance-text the top quarter is that of the training window, both times.
 *
 * @throws {CoreError} CANCELLED.
 */
export function trainText(
  examples: readonly TextExample[],
  options: TextOptions,
  onProgress?: (done: number, total: number) => void,
  isCancelled?: () => boolean
): TrainedText {
  const inTime = [...examples].sort((a, b) => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1));
  const algorithms = options.algorithm === 'auto' ? TEXT_ALGORITHMS : [options.algorithm];
  const step = progress(algorithms.length + 1, onProgress, isCancelled);

  const split = splitInTime(inTime, options.kind);
  const all = labelled(inTime, inTime, options.kind);
  const candidates = split ? algorithms.map((name) => step(() => judge(name, split, options))) : [];
  const chosen = best(candidates, options.kind);
  const trainable = inTime.length >= NEEDED_DOCUMENTS && new Set(all.map(({ label }) => label)).size > 1;
  const algorithm = chosen?.algorithm ?? algorithms[0]!;
  const model = trainable ? step(() => fit(algorithm, all, options)) : null;

  const judged = judgedRows(split, chosen);
  const report = reportOf(all, split, candidates, chosen, model);
  if (!model) return { bundle: null, report, judged };
  const abstainBelow = options.kind === 'topic' ? abstentionOf(split, chosen) : 0;
  return { bundle: { kind: options.kind, model, abstainBelow, judged }, report, judged };
}

interface Split {
  readonly train: readonly Labelled[];
  readonly test: readonly Labelled[];
}

/** Newest fifth against everything that had closed before it began; null where either has too little. */
function splitInTime(inTime: readonly TextExample[], kind: TextKind): Split | null {
  const first = inTime[Math.floor(inTime.length * (1 - TEST_SHARE))];
  if (!first) return null;
  const window = inTime.filter(({ closesAt }) => closesAt < first.publishedAt);
  const later = inTime.filter(({ publishedAt }) => publishedAt >= first.publishedAt);
  const train = labelled(window, window, kind);
  const known = new Set(train.map(({ label }) => label));
  const test = labelled(later, window, kind).filter(({ label }) => known.has(label));
  const enough = train.length >= NEEDED_DOCUMENTS / 2 && test.length >= LEAST_TEST_DOCUMENTS && known.size > 1;
  return enough ? { train, test } : null;
}

/** Labels of examples, the top quarter and the classes worth learning taken from a window alone. */
function labelled(examples: readonly TextExample[], window: readonly TextExample[], kind: TextKind): Labelled[] {
  if (kind === 'performance-text') {
    const threshold = topQuarterThreshold(window);
    return examples.map((example) => ({
      example,
      label: Number(example.truth) > threshold(example.locale) ? TOP_QUARTER : OTHERS,
    }));
  }
  const counts = countBy(window.map(({ truth }) => String(truth)));
  return examples
    .map((example) => ({ example, label: String(example.truth) }))
    .filter(({ label }) => (counts.get(label) ?? 0) >= CLASS_DOCUMENTS);
}

function fit(algorithm: TextAlgorithm, rows: readonly Labelled[], { params }: TextOptions): TextModel {
  return createTextLearner(algorithm, params).fit({
    documents: rows.map(({ example }) => example.document),
    labels: rows.map(({ label }) => label),
  });
}

function judge(algorithm: TextAlgorithm, { train, test }: Split, options: TextOptions): Candidate {
  const model = fit(algorithm, train, options);
  const answers = test.map(({ example }) => model.classify(example.document));
  return { algorithm, answers, score: scoreText(labelsOf(test), answers) };
}

/** Topics: better macro-F1. Performance: lower log loss, because its probability is shown. */
function best(candidates: readonly Candidate[], kind: TextKind): Candidate | undefined {
  const worth = ({ score }: Candidate) => (kind === 'topic' ? score.macroF1 : -score.logLoss);
  return [...candidates].sort((a, b) => worth(b) - worth(a) || a.score.logLoss - b.score.logLoss)[0];
}

/** Always the training shares: the most frequent class first. */
function baseRates(train: readonly Labelled[]): ClassProbability[] {
  return [...countBy(labelsOf(train))]
    .map(([label, count]) => ({ label, probability: count / train.length }))
    .sort((a, b) => b.probability - a.probability || (a.label < b.label ? -1 : 1));
}

function baselineScore({ train, test }: Split): TextScore {
  const rates = baseRates(train);
  return scoreText(
    labelsOf(test),
    test.map(() => rates)
  );
}

function judgedRows(split: Split | null, chosen: Candidate | undefined): JudgedRows {
  const ids = split && chosen ? split.test.map(({ example }) => example.id) : [];
  return {
    ids,
    articles: ids,
    loss: split && chosen ? chosen.score.brier : new Float64Array(0),
    baselineLoss: split && chosen ? baselineScore(split).brier : new Float64Array(0),
  };
}

function abstentionOf(split: Split | null, chosen: Candidate | undefined): number {
  if (!split || !chosen) return DEFAULT_ABSTAIN_BELOW;
  return abstentionThreshold(
    split.test.map(({ label }, i) => {
      const [answer] = chosen.answers[i]!;
      return { probability: answer?.probability ?? 0, right: answer?.label === label };
    })
  );
}

function reportOf(
  all: readonly Labelled[],
  split: Split | null,
  candidates: readonly Candidate[],
  chosen: Candidate | undefined,
  model: TextModel | null
): TextReport {
  const truth = split ? labelsOf(split.test) : [];
  const guesses = chosen ? chosen.answers.map(([answer]) => answer?.label ?? '') : [];
  const simple = split ? baselineScore(split) : null;
  const withAuc = truth.includes(TOP_QUARTER);
  return {
    documents: all.length,
    classes: [...countBy(labelsOf(all))]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([label, documents]) => ({
        label,
        documents,
        f1: truth.includes(label) ? classF1(truth, guesses, label) : null,
        terms: model ? termsOf(model, all, label) : [],
      })),
    testDocuments: truth.length,
    accuracy: chosen?.score.accuracy ?? null,
    macroF1: chosen?.score.macroF1 ?? null,
    auc: withAuc ? (chosen?.score.auc ?? null) : null,
    logLoss: chosen?.score.logLoss ?? null,
    baseline: {
      accuracy: simple?.accuracy ?? null,
      macroF1: simple?.macroF1 ?? null,
      auc: withAuc ? (simple?.auc ?? null) : null,
      logLoss: simple?.logLoss ?? null,
    },
    algorithms: candidates.map(({ algorithm, score }) => ({
      name: algorithm,
      macroF1: score.macroF1,
      logLoss: score.logLoss,
      chosen: algorithm === chosen?.algorithm,
    })),
  };
}

/** Terms that speak most for a class over its latest documents. */
function termsOf(model: TextModel, all: readonly Labelled[], label: string): string[] {
  const sums = new Map<string, number>();
  const latest = all.filter((row) => row.label === label).slice(-TERM_SAMPLE);
  for (const { example } of latest) {
    for (const { term, weight } of model.topTerms(example.document, label, REPORTED_TERMS)) {
      sums.set(term, (sums.get(term) ?? 0) + weight);
    }
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, REPORTED_TERMS)
    .map(([term]) => term);
}

const labelsOf = (rows: readonly Labelled[]) => rows.map(({ label }) => label);

function countBy(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Runs steps one by one, tells how many are done, and stops between them when asked to. */
function progress(total: number, onProgress?: (done: number, total: number) => void, isCancelled?: () => boolean) {
  let done = 0;
  return <T>(work: () => T): T => {
    if (isCancelled?.()) throw new CoreError('CANCELLED', { got: 'while training a text classifier' });
    const result = work();
    onProgress?.(++done, total);
    return result;
  };
}
