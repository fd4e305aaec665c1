/**
 * Reuters-21578 ModApte as docs/benchmarks.md compares on it. Several labels: documents with a topic, labels with a
 * training and a test document. Eight classes: documents with exactly one topic, of the eight most frequent.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface BenchDocument {
  readonly text: string;
  readonly labels: readonly string[];
}

export interface BenchSet {
  readonly name: string;
  readonly several: boolean;
  readonly labels: readonly string[];
  readonly train: readonly BenchDocument[];
  readonly test: readonly BenchDocument[];
}

interface Story {
  readonly split: 'train' | 'test';
  readonly topics: readonly string[];
  readonly title: string;
  readonly body: string;
}

/** Both sets, in the order of the file. @throws {Error} where the data is absent. */
export function reutersSets(directory: string | undefined): BenchSet[] {
  const file = path.join(directory ?? '', 'reuters', 'modapte.jsonl.gz');
  if (directory === undefined || !existsSync(file)) {
    throw new Error('FORESIGHT_DATA must name the folder of the data sets, with reuters/modapte.jsonl.gz in it');
  }
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const stories = lines.map((line) => JSON.parse(line) as Story);
  return [severalLabels(stories), eightClasses(stories)];
}

function severalLabels(stories: readonly Story[]): BenchSet {
  const some = stories.filter(({ topics }) => topics.length > 0);
  return keep('several labels', true, some, inBoth(some));
}

function eightClasses(stories: readonly Story[]): BenchSet {
  const single = stories.filter(({ topics }) => topics.length === 1);
  const size = new Map<string, number>();
  for (const { split, topics } of single) {
    if (split === 'train') size.set(topics[0]!, (size.get(topics[0]!) ?? 0) + 1);
  }
  const classes = inBoth(single).sort((a, b) => size.get(b)! - size.get(a)!);
  return keep('8 classes', false, single, classes.slice(0, 8).sort());
}

/** Topics with a training and a test document, in ascending order. */
function inBoth(stories: readonly Story[]): string[] {
  const of = (split: Story['split']) => new Set(stories.filter((s) => s.split === split).flatMap((s) => s.topics));
  const later = of('test');
  return [...of('train')].filter((topic) => later.has(topic)).sort();
}

function keep(name: string, several: boolean, stories: readonly Story[], labels: readonly string[]): BenchSet {
  const known = new Set(labels);
  const of = (split: Story['split']): BenchDocument[] =>
    stories
      .filter((story) => story.split === split)
      .map(({ title, body, topics }) => ({
        text: `${title}\n${body}`,
        labels: topics.filter((topic) => known.has(topic)),
      }))
      .filter((document) => document.labels.length > 0);
  return { name, several, labels, train: of('train'), test: of('test') };
}
