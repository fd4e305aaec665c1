/** Which rows carry which label. */
export interface Targets {
  readonly nRows: number;
  /** (nLabels,) numbers of the rows that carry each label, ascending. */
  readonly members: readonly Int32Array[];
  /** Every row carries exactly one label: a text of one is a text of no other. */
  readonly exclusive: boolean;
}

/** The targets of some rows, in their order; row i of the result is rows[i]. */
export function takeTargets({ nRows, members, exclusive }: Targets, rows: Uint32Array): Targets {
  const place = new Int32Array(nRows).fill(-1);
  rows.forEach((row, i) => (place[row] = i));
  return {
    nRows: rows.length,
    members: members.map((own) =>
      own
        .map((row) => place[row]!)
        .filter((i) => i >= 0)
        .sort()
    ),
    exclusive,
  };
}
