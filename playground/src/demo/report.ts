import type { Core } from '@strapi/strapi';

import { foresight } from './foresight';
import { say } from './progress';

interface Score {
  readonly name: string;
  readonly rmse: number | null;
  readonly spearman: number | null;
}

interface Detail {
  readonly modelVersion: string;
  readonly decision: string;
  readonly rows: number;
  readonly ranker: {
    readonly horizonDays: number;
    readonly closedLabels: number;
    readonly articles: number;
    readonly overall: readonly Score[];
    readonly byAge: readonly { readonly ageHours: number; readonly rows: number; readonly scores: readonly Score[] }[];
  } | null;
}

const figure = (value: number | null | undefined) => (value == null ? '-' : value.toFixed(3)).padStart(7);

/** Prints the newest ranker's evaluation on later data: per age, model and baselines, Spearman and RMSE. */
export async function printReport(strapi: Core.Strapi): Promise<void> {
  const registry = foresight(strapi, 'registry');
  const versions = (await registry.list()) as readonly { id: string; kind: string; versionNumber: number }[];
  const newest = versions.filter(({ kind }) => kind === 'ranker').sort((a, b) => b.versionNumber - a.versionNumber)[0];
  if (!newest) return say('  No ranker was trained: the site-level baseline answers.');
  const { modelVersion, decision, ranker } = (await registry.detail(newest.id)) as Detail;
  if (!ranker) return say(`  ${modelVersion} has no evaluation.`);

  say('');
  say(`  ${modelVersion}: views over ${ranker.horizonDays} days, judged on ${ranker.articles} later articles`);
  say(`  (${ranker.closedLabels} closed labels; RMSE in log1p(views), lower is better; Spearman, higher is better)`);
  say('');
  say(`  ${'age'.padEnd(8)}${'rows'.padStart(6)}  ${'who'.padEnd(16)}${'Spearman'.padStart(9)}${'RMSE'.padStart(9)}`);
  const groups = [
    ...ranker.byAge.map(({ ageHours, rows, scores }) => ({ age: `${ageHours} h`, rows: String(rows), scores })),
    { age: 'all', rows: '', scores: ranker.overall },
  ];
  for (const { age, rows, scores } of groups) {
    for (const [index, { name, spearman, rmse }] of scores.entries()) {
      const label = index === 0 ? `${age.padEnd(8)}${rows.padStart(6)}` : ' '.repeat(14);
      say(`  ${label}  ${name.padEnd(16)}${figure(spearman).padStart(9)}${figure(rmse).padStart(9)}`);
    }
  }
  say('');
  say(`  ${decision}`);
}
