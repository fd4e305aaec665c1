import type { JudgedRows } from '../out-of-fold';

/** Losses of two models on the rows both have judged. */
export interface PairedRows {
  readonly own: readonly number[];
  readonly other: readonly number[];
  readonly articles: readonly string[];
}

export function pairRows(own: JudgedRows, other: JudgedRows): PairedRows {
  const lossOf = new Map(other.ids.map((id, row) => [id, other.loss[row]!]));
  const shared = { own: [] as number[], other: [] as number[], articles: [] as string[] };
  own.ids.forEach((id, row) => {
    const loss = lossOf.get(id);
    if (loss === undefined) return;
    shared.own.push(own.loss[row]!);
    shared.other.push(loss);
    shared.articles.push(own.articles[row]!);
  });
  return shared;
}
