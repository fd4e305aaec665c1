/**
 * The text kernel against scikit-learn's LinearSVC on Reuters ModApte: the same words, weights and settings on both
 * sides, in turns, every library held to one thread. Without scikit-learn its rows are left out.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import stopWordsEn from 'natural/lib/natural/util/stopwords.js';

import { accuracy, f1 } from '../server/src/core/metrics';
import { startChild, type Child } from './text/child';
import { reutersSets, type BenchDocument, type BenchSet } from './text/sets';

export interface TextOptions {
  /** Folder of the data sets. */
  readonly data: string | undefined;
  readonly rounds: number;
}

export interface TextResult {
  readonly set: string;
  readonly way: string;
  readonly by: string;
  /** Medians over rounds: CPU seconds of vectorise + fit, and of vectorise + predict. */
  readonly fitSeconds: number;
  readonly predictSeconds: number;
  readonly documentsPerSecond: number;
  readonly peakMegabytes: number;
  readonly microF1: number;
  readonly macroF1: number;
  /** null with several labels. */
  readonly accuracy: number | null;
}

interface Answer {
  readonly fit: number;
  readonly predict: number;
  readonly given: readonly (readonly string[])[];
  readonly rss: number;
}

/** Rounds before the first that counts: machine code is compiled in them. */
const WARM_UP = 2;
const PYTHON = '/usr/bin/python3';
const WAYS = {
  svm: 'C = 1',
  balanced: 'C = 1, balanced',
  threshold: 'C = 1, one threshold',
  product: '1-2 words, thresholds',
} as const;
type Way = keyof typeof WAYS;

interface Entrant {
  readonly way: Way;
  readonly by: string;
  readonly start: () => Child;
}

const own = (way: Way): Entrant => ({
  way,
  by: way === 'product' ? "Foresight, natural's stems" : 'Foresight',
  start: () => startChild(process.execPath, [path.join(__dirname, 'text', 'own.mjs')]),
});
const peer = (way: Way): Entrant => ({
  way,
  by: 'scikit-learn',
  start: () => startChild(PYTHON, [path.join(__dirname, 'peers', 'text.py')]),
});

export async function text(
  { data, rounds }: TextOptions,
  report: (line: string) => void
): Promise<{ results: TextResult[]; peerVersion: string | null }> {
  const sets = reutersSets(data);
  const peerVersion = versionOfPeer();
  const words = peerVersion === null ? stopWordsEn.words : await stopWordsOfPeer();
  const results: TextResult[] = [];
  for (const set of sets) results.push(...(await onOne(set, words, peerVersion !== null, rounds, report)));
  return { results, peerVersion };
}

async function onOne(
  set: BenchSet,
  stopWords: readonly string[],
  withPeer: boolean,
  rounds: number,
  report: (line: string) => void
): Promise<TextResult[]> {
  const ways: Way[] = set.several ? ['svm', 'balanced', 'threshold'] : ['svm'];
  const entrants = [...ways.flatMap((way) => (withPeer ? [own(way), peer(way)] : [own(way)])), own('product')];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'foresight-bench-'));
  const children: Child[] = [];
  try {
    const files = { train: write(folder, 'train', set.train), test: write(folder, 'test', set.test) };
    const load = { do: 'load', ...files, labels: set.labels, several: set.several, stopWords };
    for (const { start } of entrants) {
      const child = start();
      children.push(child);
      await child.ask(load);
    }
    const answers: Answer[][] = entrants.map(() => []);
    for (let round = 1 - WARM_UP; round <= rounds; round++) {
      for (const [i, { way }] of entrants.entries()) {
        // The learner of the plugin has no one to be compared with: once is enough.
        if (way === 'product' && round !== rounds) continue;
        const answer = await children[i]!.ask<Answer>({ do: 'run', way });
        if (round > 0) answers[i]!.push(answer);
      }
      report(`${set.name}: round ${round} of ${rounds}`);
    }
    return entrants.map((entrant, i) => summary(set, entrant, answers[i]!));
  } finally {
    children.forEach((child) => child.end());
    rmSync(folder, { recursive: true });
  }
}

function write(folder: string, name: string, documents: readonly BenchDocument[]): string {
  const file = path.join(folder, `${name}.jsonl`);
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  return file;
}

function summary(set: BenchSet, { way, by }: Entrant, answers: readonly Answer[]): TextResult {
  const truth = set.test.map(({ labels }) => labels);
  const { given } = answers[0]!;
  const { micro, macro } = f1(truth, given, set.labels);
  const predictSeconds = median(answers.map(({ predict }) => predict));
  return {
    set: set.name,
    way: WAYS[way],
    by,
    fitSeconds: median(answers.map(({ fit }) => fit)),
    predictSeconds,
    documentsPerSecond: set.test.length / predictSeconds,
    peakMegabytes: Math.max(...answers.map(({ rss }) => rss)),
    microF1: micro,
    macroF1: macro,
    accuracy: set.several
      ? null
      : accuracy(
          truth.map(([label]) => label!),
          given.map(([label]) => label!)
        ),
  };
}

async function stopWordsOfPeer(): Promise<readonly string[]> {
  const child = peer('svm').start();
  const { words } = await child.ask<{ words: readonly string[] }>({ do: 'stop-words' });
  child.end();
  return words;
}

/** null where scikit-learn is not installed. */
function versionOfPeer(): string | null {
  try {
    const args = ['-c', 'import sklearn; print(sklearn.__version__)'];
    return execFileSync(PYTHON, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
