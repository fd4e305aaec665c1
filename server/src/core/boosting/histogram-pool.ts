/** Most histograms kept at once: about 15 MB at 58 columns of 255 bins. */
const MAX_HISTOGRAMS = 64;

/** Histograms by slot, made when first needed and used again and again. */
export interface HistogramPool {
  /** The numbers of a slot, (length,). */
  at(slot: number): Float64Array;
  /** A free slot, or -1 when every one is taken. */
  take(): number;
  give(slot: number): void;
}

export function createHistogramPool(length: number): HistogramPool {
  const histograms: Float64Array[] = [];
  const free: number[] = [];
  return {
    at: (slot) => histograms[slot]!,
    take() {
      const slot = free.pop();
      if (slot !== undefined) return slot;
      if (histograms.length === MAX_HISTOGRAMS) return -1;
      return histograms.push(new Float64Array(length)) - 1;
    },
    give: (slot) => void free.push(slot),
  };
}
