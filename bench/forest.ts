/** Everything about forests and boosting in one go, as the text of docs/benchmarks.md. */
import path from 'node:path';

import { benchBoosting, type BoostingRow } from './forest/boosting';
import { benchExplain } from './forest/explain';
import {
  benchForests,
  benchLargeForests,
  benchSmallForests,
  benchThreads,
  type ForestRow,
  type ThreadRow,
} from './forest/forests';
import { loadOnlineNews } from './forest/online-news';

const TREES = [100, 300];
const PEER = 'scikit-learn';

/** @param data Folder with onp/. @returns Markdown, and the lines of what was to be shown that don't hold. */
export function forest(
  { data, seeds, rounds }: { readonly data: string; readonly seeds: readonly number[]; readonly rounds: number },
  report: (line: string) => void
): { readonly text: string } {
  const folder = path.join(data, 'onp');
  const forests = benchForests({ folder, seeds, trees: TREES }, report);
  const large = benchLargeForests({ folder, seeds: seeds.slice(0, 3) }, report);
  const small = benchSmallForests({ folder, seeds: seeds.slice(0, 3) }, report);
  const threads = benchThreads({ folder, rounds }, report);
  const boosting = benchBoosting({ folder, seeds }, report);
  const explain = benchExplain(loadOnlineNews(folder));
  return {
    text: `Online News Popularity, oldest quarter: learned from the oldest 7,899 articles, judged on the newest 1,975; 58 columns. *Quality*:
AUC of "1,400 shares and more" (classification: 7 columns a node, leaves of 1), Spearman of log1p(shares) (regression: 19 columns,
leaves of 5). Each fit in a process of its own, one thread, libraries in turns; medians of ${seeds.length} seeds, quality with least and
greatest. *Fit*: CPU seconds of the fit alone. *Ratio*: of fit times, median over seeds of the pairs with ${PEER}.

${forestTable(forests)}

Own less ${PEER}'s quality, seed by seed: ${pairedLines(forests)}.

**31,000 rows**, drawn with replacement, numbers × (1 + N(0, .01)), 100 trees, ${Math.min(3, seeds.length)} seeds:

${forestTable(large)}

**\`ml-random-forest\`** on the newest 1,000 articles, 10 trees (through the plugin's learner, as the option it is):

${forestTable(small, 'foresight')}

**Threads**, 100 trees, by the clock, medians of ${rounds} rounds in turns; the forest is the same to the byte: ${threads.every(({ equal }) => equal) ? 'yes' : 'NO'}.

${threadTable(threads)}

**Boosting**, 150 rounds of depth 6 at .05:

${boostingTable(boosting)}

**Exact reasons** (TreeSHAP) of one article on a forest of ${explain.trees} trees with ${explain.leaves.toFixed(0)} leaves each: ${explain.medianMs.toFixed(1)} ms CPU, the first ${explain.firstMs.toFixed(1)} ms.`,
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const spread = (values: readonly number[], digits: number): string =>
  values.length === 0
    ? '-'
    : `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
const present = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const whole = (values: readonly number[]): string =>
  values.length === 0 ? '-' : Math.round(median(values)).toLocaleString('en');

function groupBy<T>(rows: readonly T[], key: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
}

function forestTable(rows: readonly ForestRow[], peer = PEER): string {
  const of = ({ task, trees, seed }: ForestRow) => `${task} ${trees} ${seed}`;
  const peers = new Map(rows.filter(({ library }) => library === peer).map((row) => [of(row), row]));
  const groups = groupBy(rows, ({ task, trees, library }) => `${task} ${trees} ${library}`);
  const order = (group: ForestRow[]) => `${group[0]!.task} ${group[0]!.trees}`;
  const lines = groups
    .sort((a, b) => order(a).localeCompare(order(b)))
    .map((group) => {
      const { task, trees, library } = group[0]!;
      const ratios = group.flatMap((row) => {
        const beside = peers.get(of(row));
        return beside ? [row.fitCpuSeconds / beside.fitCpuSeconds] : [];
      });
      return `| ${task} | ${trees} | ${library} | ${spread(present(group.map(({ quality }) => quality)), 4)} | ${median(group.map(({ fitCpuSeconds }) => fitCpuSeconds)).toFixed(2)} | ${ratios.length > 0 ? median(ratios).toFixed(2) : '-'} | ${whole(present(group.map(({ rowsPerSecond }) => rowsPerSecond)))} | ${whole(group.map(({ peakMb }) => peakMb))} |`;
    });
  return [
    '| task | trees | library | quality | fit, CPU s | ratio | rows/s | peak, MB |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Mean difference and what chance allows: the standard deviation of the differences over the root of their number. */
function pairedLines(rows: readonly ForestRow[]): string {
  const own = rows.filter(({ library }) => library === 'foresight');
  return groupBy(own, ({ task, trees }) => `${task} ${trees}`)
    .flatMap((group) => {
      const differences = group.flatMap(({ task, trees, seed, quality }) => {
        const peer = rows.find(
          (row) => row.library === PEER && row.task === task && row.trees === trees && row.seed === seed
        );
        return peer ? [quality! - peer.quality!] : [];
      });
      if (differences.length === 0) return [];
      const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length;
      const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / Math.max(differences.length - 1, 1);
      const { task, trees } = group[0]!;
      return [`${task}, ${trees} trees ${mean.toFixed(4)} ± ${Math.sqrt(variance / differences.length).toFixed(4)}`];
    })
    .join('; ');
}

function threadTable(rows: readonly ThreadRow[]): string {
  const lines = rows.map(({ task, rows: nRows, threads, seconds }) => {
    const one = rows.find((row) => row.task === task && row.rows === nRows && row.threads === 1)!;
    return `| ${task} | ${nRows.toLocaleString('en')} | ${threads} | ${seconds.toFixed(2)} | ${(one.seconds / seconds).toFixed(2)} |`;
  });
  return ['| task | rows | threads | seconds | times as fast |', '|---|---|---|---|---|', ...lines].join('\n');
}

function boostingTable(rows: readonly BoostingRow[]): string {
  const lines = groupBy(rows, ({ task, subsample, library }) => `${task} ${subsample} ${library}`).map((group) => {
    const { task, subsample, maxFeatures, library } = group[0]!;
    const quality = present(group.map(({ auc, spearman }) => auc ?? spearman));
    return `| ${task} | ${subsample} / ${maxFeatures} | ${library} | ${spread(quality, 4)} | ${median(group.map(({ fitCpuSeconds }) => fitCpuSeconds)).toFixed(2)} | ${whole(group.map(({ rowsPerSecond }) => rowsPerSecond))} | ${whole(group.map(({ peakMb }) => peakMb))} |`;
  });
  return [
    '| task | rows / columns a tree | library | quality | fit, CPU s | rows/s | peak, MB |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}
