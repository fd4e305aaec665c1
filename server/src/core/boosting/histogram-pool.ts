/** Histograms by slot, made when first needed and used again and again. */
export interface HistogramPool {
  /** The numbers of a slot, (length,). */
  at(slot: number): Float64Array;
  /** A free slot, or -1 when every one is taken. */
  take(): number;
  give(slot: number): void;
}

/** @param limit Most histograms there may be, at least 2: a parent's and a child's. */
export function createHistogramPool(length: number, limit: number): HistogramPool {
  const histograms: Float64Array[] = [];
  const free: number[] = [];
  return {
    at: (slot) => histograms[slot]!,
    take() {
      const slot = free.pop();
      if (slot !== undefined) return slot;
      if (histograms.length === limit) return -1;
      return histograms.push(new Float64Array(length)) - 1;
    },
    give: (slot) => void free.push(slot),
  };
}

/** Memory that kept histograms may take: 64 MB, the ones of 2,000 nodes at 29 columns of 64 bins. */
const MAX_BYTES = 64 * 1024 * 1024;

/** How many histograms of so many numbers are kept. A node whose own was given up has its children counted instead. */
export const histogramLimit = (length: number): number =>
  Math.max(2, Math.floor(MAX_BYTES / (length * Float64Array.BYTES_PER_ELEMENT)));
