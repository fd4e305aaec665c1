/** The newest 30 % of the articles, and rows whose 14 days had ended before the first of those was published. */
import type { TrainingMatrix } from '../../server/src/core/features/training-matrix';

const TRAIN_SHARE = 0.7;

export interface Split {
  /** First publication of the oldest test article: nothing after it is learned from. */
  readonly asOf: number;
  /** Rows of the matrix. */
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly testArticles: ReadonlySet<string>;
}

export function splitByTime({ articles, groups, firstPublishedAt, closesAt }: TrainingMatrix): Split {
  const first = new Float64Array(articles.length);
  groups.forEach((group, row) => (first[group] = firstPublishedAt[row]!));
  const order = [...first.keys()].sort((a, b) => first[a]! - first[b]!);
  const newest = new Set(order.slice(Math.floor(TRAIN_SHARE * order.length)));
  const asOf = Math.min(...[...newest].map((group) => first[group]!));
  const rows = Int32Array.from(groups.keys());
  return {
    asOf,
    train: rows.filter((row) => closesAt[row]! <= asOf),
    test: rows.filter((row) => newest.has(groups[row]!)),
    testArticles: new Set([...newest].map((group) => articles[group]!.id)),
  };
}
