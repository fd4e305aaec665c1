import { collectArticles } from '../articles';
import { closedLabels } from '../labels';
import { buildTrainingMatrix, type MatrixOptions } from '../training-matrix';
import type { SiteHistory } from '../types';
import { DAY_MS } from '../../rollup/zone-clock';
import { DATA_CHECKS } from './check-list';
import type { DataFinding, FindingSeverity } from './finding';
import type { Concern, DataToCheck } from './types';

/** Findings one training keeps and shows; the gravest first. */
const MAX_FINDINGS = 20;
const RANK: Readonly<Record<FindingSeverity, number>> = { blocking: 0, warning: 1, info: 2 };

/** What checks read of a history, in the same window and rows as the training. */
export function dataToCheck(
  history: SiteHistory,
  options: MatrixOptions,
  more: Pick<DataToCheck, 'neededLabels' | 'importance' | 'events'>
): DataToCheck {
  const { asOf, windowDays = Infinity } = options;
  const articles = collectArticles(history);
  const labels = closedLabels(history, articles, asOf).filter(
    ({ firstPublishedAt }) => firstPublishedAt >= asOf - windowDays * DAY_MS
  );
  return { history, asOf, articles, labels, matrix: buildTrainingMatrix(history, options), ...more };
}

/**
 * Run every check about what a model reads.
 *
 * @returns the gravest first, at most 20.
 */
export const runDataChecks = (data: DataToCheck, concerns: readonly Concern[]): DataFinding[] =>
  DATA_CHECKS.filter((check) => concerns.includes(check.concerns))
    .flatMap((check) => check.run(data))
    .sort((a, b) => RANK[a.severity] - RANK[b.severity])
    .slice(0, MAX_FINDINGS);

/** Findings that stop a training: all blocking ones, or of a person who trains despite them those nobody can overrule. */
export const blockingFindings = (findings: readonly DataFinding[], despite: boolean): DataFinding[] =>
  findings.filter(({ severity, overridable }) => severity === 'blocking' && !(despite && overridable));

/** The history without the attributes that know the outcome: no row is trained on them. */
export function withoutLeaks(history: SiteHistory, findings: readonly DataFinding[]): SiteHistory {
  const leaking = new Set(findings.flatMap(({ code, columns }) => (code === 'leaking-column' ? columns : [])));
  if (leaking.size === 0) return history;
  const publications = history.publications.map((record) => {
    const kept = Object.entries(record.snapshot.features).filter(([name]) => !leaking.has(name));
    return { ...record, snapshot: { ...record.snapshot, features: Object.fromEntries(kept) } };
  });
  return { ...history, publications };
}
