import type { ImportReason } from './fields';

/** A row that brought nothing, for whoever mends the file. */
export interface RowExample {
  readonly line: number;
  readonly reason: ImportReason;
  readonly got: string;
  readonly expected: string;
}

/** What became of the rows read so far: accepted + duplicate + all reasons = rows. Plain data, kept as JSON. */
export interface Tally {
  readonly rows: number;
  readonly accepted: number;
  /** Known already: from this file or another one, or sent by a server. */
  readonly duplicate: number;
  readonly reasons: Readonly<Partial<Record<ImportReason, number>>>;
  readonly examples: readonly RowExample[];
  /** Addresses that led nowhere, about how often each, the most frequent among them for sure. */
  readonly unmatched: readonly (readonly [string, number])[];
  /** Earliest and latest time of rows that were read well, in milliseconds since 1970. */
  readonly first: number | null;
  readonly last: number | null;
}

export const EMPTY_TALLY: Tally = {
  rows: 0,
  accepted: 0,
  duplicate: 0,
  reasons: {},
  examples: [],
  unmatched: [],
  first: null,
  last: null,
};

/** What became of one row. */
export interface RowOutcome {
  readonly outcome: 'accepted' | 'duplicate' | ImportReason;
  readonly line: number;
  readonly at: number | null;
  /** Of rows that someone may want to mend. */
  readonly said?: { readonly got: string; readonly expected: string };
  /** Where an address led nowhere: its path. */
  readonly path?: string;
}

export interface TallyBounds {
  /** Examples kept of each reason. */
  readonly examples: number;
  /** Addresses counted at a time. */
  readonly unmatched: number;
}

/** The tally with some rows more. */
export function addOutcomes(tally: Tally, outcomes: readonly RowOutcome[], bounds: TallyBounds): Tally {
  const reasons: Partial<Record<ImportReason, number>> = { ...tally.reasons };
  const examples = [...tally.examples];
  const unmatched = new Map(tally.unmatched);
  let { accepted, duplicate, first, last } = tally;
  for (const { outcome, line, at, said, path } of outcomes) {
    if (at !== null) {
      first = first === null ? at : Math.min(first, at);
      last = last === null ? at : Math.max(last, at);
    }
    if (outcome === 'accepted') accepted++;
    else if (outcome === 'duplicate') duplicate++;
    else {
      reasons[outcome] = (reasons[outcome] ?? 0) + 1;
      if (said !== undefined && examples.filter(({ reason }) => reason === outcome).length < bounds.examples) {
        examples.push({ line, reason: outcome, ...said });
      }
    }
    if (path !== undefined) countPath(unmatched, path, bounds.unmatched);
  }
  const rows = tally.rows + outcomes.length;
  return { rows, accepted, duplicate, reasons, examples, unmatched: [...unmatched], first, last };
}

/**
 * Count in bounded memory: a new address takes the place, and the count, of the rarest. Whatever makes up more than one
 * in `bound` of all is among them, and no count is too low.
 *
 * Source: Metwally, Agrawal and El Abbadi (2005), "Efficient Computation of Frequent and Top-k Elements in Data
 * Streams", ICDT 2005, LNCS 3363, 398–412.
 */
function countPath(counts: Map<string, number>, path: string, bound: number): void {
  const known = counts.get(path);
  if (known !== undefined || counts.size < bound) {
    counts.set(path, (known ?? 0) + 1);
    return;
  }
  let [rarest, least] = ['', Infinity];
  for (const [each, count] of counts) if (count < least) [rarest, least] = [each, count];
  counts.delete(rarest);
  counts.set(path, least + 1);
}

/** The most frequent first. */
export const topUnmatched = ({ unmatched }: Tally, limit: number): (readonly [string, number])[] =>
  [...unmatched].sort((a, b) => b[1] - a[1]).slice(0, limit);
