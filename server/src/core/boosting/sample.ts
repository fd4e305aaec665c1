import type { Groups } from '../forest/bag';
import type { Random } from '../math/random';

/**
 * A sampler of rows: those of a share of the groups, drawn without replacement, in ascending order.
 *
 * @param rows The rows to draw from, ascending.
 * @returns    A function to the rows drawn; the array is reused from call to call.
 *
 * Source: Friedman (2002), "Stochastic Gradient Boosting", by group so that rows of one article stay together; drawn by
 * algorithm S of Knuth (1969), "The Art of Computer Programming", volume 2, section 3.4.2.
 */
export function createRowSampler(rows: Uint32Array, { nGroups, ofRow }: Groups, share: number) {
  const groups = groupsOf(rows, ofRow);
  const nKept = Math.max(1, Math.round(share * groups.length));
  const kept = new Uint8Array(nGroups);
  const drawn = new Uint32Array(rows.length);

  return (random: Random): Uint32Array => {
    if (nKept === groups.length) return rows;
    let missing = nKept;
    for (let i = 0; i < groups.length; i++) {
      const keep = random.next() * (groups.length - i) < missing ? 1 : 0;
      kept[groups[i]!] = keep;
      missing -= keep;
    }
    let n = 0;
    for (let i = 0; i < rows.length; i++) {
      drawn[n] = rows[i]!;
      n += kept[ofRow[rows[i]!]!]!;
    }
    return drawn.subarray(0, n);
  };
}

const groupsOf = (rows: Uint32Array, ofRow: Uint32Array): Uint32Array =>
  Uint32Array.from(new Set(rows.map((row) => ofRow[row]!)));

/** Columns drawn without replacement, ascending. */
export function sampleColumns(nColumns: number, nDrawn: number, random: Random): Uint32Array {
  const columns = Uint32Array.from({ length: nColumns }, (_, column) => column);
  return nDrawn === nColumns ? columns : random.shuffle(columns).slice(0, nDrawn).sort();
}

/** Fewer groups than this can't tell whether a round helped. */
const LEAST_GROUPS = 10;

/**
 * Part rows, oldest first, into those of the newest groups and the others; null when either side would say too little.
 * A group is as new as its last row.
 */
export function holdOutNewest(
  rows: Uint32Array,
  { ofRow }: Groups,
  share: number
): { readonly older: Uint32Array; readonly newest: Uint32Array } | null {
  const nGroups = groupsOf(rows, ofRow).length;
  const wanted = Math.round(share * nGroups);
  if (wanted < LEAST_GROUPS || nGroups - wanted < LEAST_GROUPS) return null;

  const held = new Set<number>();
  for (let i = rows.length - 1; held.size < wanted; i--) held.add(ofRow[rows[i]!]!);
  return {
    older: rows.filter((row) => !held.has(ofRow[row]!)),
    newest: rows.filter((row) => held.has(ofRow[row]!)),
  };
}
