export interface Fold {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** From this many documents on, folds go forward in time. */
const FORWARD_FROM = 60;
/** Below this, no fold leaves anything to learn from. */
const LEAST_DOCUMENTS = 6;
const FORWARD_CUTS = [0.4, 0.6, 0.8, 1];

/**
 * Folds over documents in time order: each part is judged by what came before it; of few documents every third is
 * judged by the others, because forward parts would hold next to nothing; of very few there are no folds.
 */
export function foldsInTime(n: number): Fold[] {
  const rows = Uint32Array.from({ length: n }, (_, row) => row);
  if (n < LEAST_DOCUMENTS) return [];
  if (n < FORWARD_FROM) {
    return [0, 1, 2].map((part) => ({
      train: rows.filter((row) => row % 3 !== part),
      test: rows.filter((row) => row % 3 === part),
    }));
  }
  const cuts = FORWARD_CUTS.map((share) => Math.floor(share * n));
  return cuts.slice(1).map((end, i) => ({ train: rows.slice(0, cuts[i]!), test: rows.slice(cuts[i]!, end) }));
}
