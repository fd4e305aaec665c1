import type { Core } from '@strapi/strapi';

import { foresight } from './foresight';
import { say } from './progress';

interface Score {
  readonly name: string;
  readonly rmse: number | null;
  readonly spearman: number | null;
}

interface TextScore {
  readonly accuracy: number | null;
  readonly macroF1: number | null;
  readonly auc: number | null;
  readonly logLoss: number | null;
}

interface Detail {
  readonly modelVersion: string;
  readonly algorithm: string;
  readonly decision: string;
  readonly ranker: {
    readonly horizonDays: number;
    readonly closedLabels: number;
    readonly articles: number;
    readonly overall: readonly Score[];
    readonly byAge: readonly {
      readonly ageHours: number;
      readonly rows: number;
      readonly scores: readonly Score[];
      readonly coverage: number | null;
    }[];
  } | null;
  readonly text: (TextScore & { readonly testDocuments: number; readonly baseline: TextScore }) | null;
}

const figure = (value: number | null | undefined) => (value == null ? '-' : value.toFixed(3)).padStart(7);

/** Prints how the newest version of each kind did on later data, beside the simple guesses, and what its gate said. */
export async function printReport(strapi: Core.Strapi): Promise<void> {
  const registry = foresight(strapi, 'registry');
  const versions = (await registry.list()) as readonly { id: string; kind: string; versionNumber: number }[];
  const newest = new Map<string, { id: string; versionNumber: number }>();
  for (const version of versions) {
    if (version.versionNumber > (newest.get(version.kind)?.versionNumber ?? 0)) newest.set(version.kind, version);
  }
  if (!newest.has('ranker')) say('  No ranker was trained: the site-level baseline answers.');
  for (const kind of ['ranker', 'topic', 'performance-text']) {
    const version = newest.get(kind);
    if (version) printVersion((await registry.detail(version.id)) as Detail);
  }
}

function printVersion({ modelVersion, algorithm, decision, ranker, text }: Detail): void {
  say('');
  if (ranker) printRanker(modelVersion, ranker);
  if (text) printText(modelVersion, algorithm, text);
  say('');
  say(`  ${decision}`);
}

function printRanker(modelVersion: string, ranker: NonNullable<Detail['ranker']>): void {
  say(`  ${modelVersion}: views over ${ranker.horizonDays} days, judged on ${ranker.articles} later articles`);
  say(`  (${ranker.closedLabels} closed labels; RMSE in log1p(views), lower is better; Spearman, higher is better;`);
  say('  inside: share of actual views within the 90 % range)');
  say('');
  const head = `${'Spearman'.padStart(9)}${'RMSE'.padStart(9)}${'inside'.padStart(9)}`;
  say(`  ${'age'.padEnd(8)}${'rows'.padStart(6)}  ${'who'.padEnd(16)}${head}`);
  const groups = [
    ...ranker.byAge.map((at) => ({ ...at, age: `${at.ageHours} h`, rows: String(at.rows) })),
    { age: 'all', rows: '', scores: ranker.overall, coverage: null },
  ];
  for (const { age, rows, scores, coverage } of groups) {
    for (const [index, { name, spearman, rmse }] of scores.entries()) {
      const label = index === 0 ? `${age.padEnd(8)}${rows.padStart(6)}` : ' '.repeat(14);
      const inside = index === 0 && coverage !== null ? figure(coverage).padStart(9) : '';
      say(`  ${label}  ${name.padEnd(16)}${figure(spearman).padStart(9)}${figure(rmse).padStart(9)}${inside}`);
    }
  }
}

function printText(modelVersion: string, algorithm: string, text: NonNullable<Detail['text']>): void {
  say(`  ${modelVersion} (${algorithm}): judged on ${text.testDocuments} later articles`);
  say('');
  const columns = ['accuracy', 'macroF1', 'auc', 'logLoss'] as const;
  say(`  ${' '.repeat(16)}${columns.map((name) => name.padStart(10)).join('')}`);
  for (const [who, score] of [['model', text] as const, ['simple guess', text.baseline] as const]) {
    say(`  ${who.padEnd(16)}${columns.map((name) => figure(score[name]).padStart(10)).join('')}`);
  }
}
