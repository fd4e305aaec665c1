/** Our side of `npm run bench -- text`: the same commands and answers as bench/peers/text.py. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { createTextLearner } from '../../server/src/core/text';
import { createTermCounter } from '../../server/src/core/text/count-terms';
import { trainLinearSvm } from '../../server/src/core/text/linear-svm';
import { decide } from '../../server/src/core/text/linear-weights';
import { bestThreshold } from '../../server/src/core/text/thresholds';
import { vectorize } from '../../server/src/core/text/vectorize';
import { createVectorizer } from '../../server/src/core/text/vectorizer';
import { fitVocabulary } from '../../server/src/core/text/vocabulary';
import type { BenchDocument } from './sets';
import { createSplit } from './tokens';
import { timed } from '../timed';

interface Load {
  readonly do: 'load';
  readonly train: string;
  readonly test: string;
  readonly labels: readonly string[];
  readonly several: boolean;
  readonly stopWords: readonly string[];
}
interface Run {
  readonly do: 'run';
  readonly way: 'svm' | 'balanced' | 'threshold' | 'product';
}

type Loaded = Omit<Load, 'train' | 'test' | 'do'> & { train: BenchDocument[]; test: BenchDocument[] };
type Given = string[][];

/** Fits, and gives back what labels new texts. */
type Fit = (set: Loaded) => (documents: readonly BenchDocument[]) => Given;

const everywhere = { minDf: 2, maxDf: 1 };

/** Decisions of the protocol's SVM: tokens, TF-IDF of words, one decision per label. */
function fitDecisions(set: Loaded, train: readonly BenchDocument[], balanced: boolean) {
  const split = createSplit(set.stopWords);
  const counter = createTermCounter(1, everywhere.minDf);
  for (const { text } of train) counter.addText(text, split);
  const counted = counter.finish();
  const rows = Uint32Array.from(train.keys());
  const { termIds, idf } = fitVocabulary(counted, rows, everywhere, Infinity);
  const members = set.labels.map((label) => Int32Array.from(rows.filter((row) => train[row]!.labels.includes(label))));
  const targets = { nRows: train.length, members, exclusive: !set.several };
  const weights = trainLinearSvm({ c: 1, balanced })(vectorize(counted, rows, { termIds, idf }), targets, 1, () => {});
  const terms = Array.from(termIds, (id) => counted.terms[id]!);
  const vectorizer = createVectorizer(terms, idf);
  const decisions = new Float64Array(set.labels.length);
  return (text: string) => decide(weights, vectorizer.ofText(text, split), decisions);
}

const above = (labels: readonly string[], decisions: Float64Array, threshold: number) =>
  labels.filter((_, k) => decisions[k]! > threshold);

const fitSvm =
  (balanced: boolean): Fit =>
  (set) => {
    const decisionsOf = fitDecisions(set, set.train, balanced);
    return (documents) =>
      documents.map(({ text }) => {
        const decisions = decisionsOf(text);
        return set.several ? above(set.labels, decisions, 0) : [set.labels[decisions.indexOf(Math.max(...decisions))]!];
      });
  };

/** One threshold for all labels, best in micro-F1 on the newest fifth of the training part. */
const fitThreshold: Fit = (set) => {
  const cut = Math.floor(0.8 * set.train.length);
  const earlier = fitDecisions(set, set.train.slice(0, cut), false);
  // A label no earlier text carries has a decision of 0 for every text.
  const known = set.labels.filter((label) => set.train.slice(0, cut).some(({ labels }) => labels.includes(label)));
  const judged = set.train.slice(cut).map(({ text, labels }) => {
    const decisions = earlier(text);
    return {
      probabilities: known.map((label) => decisions[set.labels.indexOf(label)]!),
      positive: known.map((label) => (labels.includes(label) ? 1 : 0)),
    };
  });
  const threshold = bestThreshold(judged) ?? 0;
  const decisionsOf = fitDecisions(set, set.train, false);
  return (documents) => documents.map(({ text }) => above(set.labels, decisionsOf(text), threshold));
};

/** As the plugin learns: natural's tokens and stems, pairs of words, calibration and thresholds on later texts. */
const fitProduct: Fit = (set) => {
  const documents = set.train.map(({ text }) => ({ text, language: 'en' }));
  const learner = createTextLearner('linear-svm');
  if (set.several) {
    const model = learner.fitTags({ documents, labels: set.train.map(({ labels }) => labels) });
    return (later) =>
      later.map(({ text }) =>
        model
          .tag({ text, language: 'en' })
          .filter(({ given }) => given)
          .map(({ label }) => label)
      );
  }
  const model = learner.fit({ documents, labels: set.train.map(({ labels }) => labels[0]!) });
  return (later) => later.map(({ text }) => [model.classify({ text, language: 'en' })[0]!.label]);
};

const FITS: Readonly<Record<Run['way'], Fit>> = {
  svm: fitSvm(false),
  balanced: fitSvm(true),
  threshold: fitThreshold,
  product: fitProduct,
};

const read = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as BenchDocument);

function run(set: Loaded, way: Run['way']) {
  const [label, fit] = timed(() => FITS[way](set));
  const [given, predict] = timed(() => label(set.test));
  return { fit, predict, given, rss: process.resourceUsage().maxRSS / 1024 };
}

export async function main(): Promise<void> {
  let set: Loaded | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as Load | Run;
    if (command.do === 'load') set = { ...command, train: read(command.train), test: read(command.test) };
    const answer = command.do === 'run' && set ? run(set, command.way) : {};
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
