/** Predictions of articles by models that had not seen them, in few bytes: kept with the model for the next run. */
export interface OutOfFold {
  /** `targetId` of each judged article. */
  readonly articles: readonly string[];
  /** (n,) index into `articles`. */
  readonly article: Int32Array;
  readonly ageHours: Float64Array;
  /** (n,) start of the period the row was judged in; the model knew labels closed by then. */
  readonly origin: Float64Array;
  readonly closesAt: Float64Array;
  /** (n,) how uncertain each prediction was beside others: the unit its error is measured in. Above 0. */
  readonly spread: Float64Array;
  /** (n,) log1p of the views that had come by the snapshot. */
  readonly seen: Float64Array;
  /** (n,) log1p(V): predicted, come true, and by the best baseline of the row's age. */
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
  readonly baseline: Float64Array;
}

/** Losses row by row, of a model and of the best baseline: what promotion compares. */
export interface JudgedRows {
  /** (n,) what the row is about; the same row of two models has the same id. */
  readonly ids: readonly string[];
  /** (n,) the article it belongs to: rows of one article are drawn together. */
  readonly articles: readonly string[];
  /** (n,) squared error in log1p(V) (ranker), Brier score (text). Lower is better. */
  readonly loss: Float64Array;
  readonly baselineLoss: Float64Array;
}

export function judgedRowsOf(outOfFold: OutOfFold): JudgedRows {
  const { articles, article, ageHours, predicted, actual, baseline } = outOfFold;
  const rows = Array.from(article, (index) => articles[index]!);
  return {
    ids: rows.map((id, row) => `${id}|${ageHours[row]}`),
    articles: rows,
    loss: predicted.map((value, row) => (actual[row]! - value) ** 2),
    baselineLoss: baseline.map((value, row) => (actual[row]! - value) ** 2),
  };
}
