/** Coverage and mean width of ranges, and the width they would have at another coverage. */
import type { Ends } from './cqr';

export interface Judged extends Ends {
  readonly actual: Float64Array;
  /** What no end may lie below; absent where there is nothing. */
  readonly least?: Float64Array;
}

export interface Held {
  readonly coverage: number;
  readonly width: number;
}

/** Ends count as inside. */
export function held({ low, high, actual }: Judged): Held {
  let inside = 0;
  let width = 0;
  actual.forEach((truth, row) => {
    if (truth >= low[row]! - 1e-9 && truth <= high[row]! + 1e-9) inside++;
    width += high[row]! - low[row]!;
  });
  return { coverage: inside / actual.length, width: width / actual.length };
}

/** Mean width when all half-widths are multiplied by the one constant that gives a coverage. */
export function widthAt(coverage: number, judged: Judged): number {
  const scaled = (factor: number): Held => {
    const { low, high, least } = judged;
    const end = (sign: 1 | -1) =>
      low.map((from, row) => {
        const to = high[row]!;
        return Math.max((from + to) / 2 + (sign * factor * (to - from)) / 2, least?.[row] ?? -Infinity);
      });
    return held({ ...judged, low: end(-1), high: end(1) });
  };
  let [narrow, wide] = [0, 4];
  for (let step = 0; step < 40; step++) {
    const middle = (narrow + wide) / 2;
    if (scaled(middle).coverage < coverage) narrow = middle;
    else wide = middle;
  }
  return scaled(wide).width;
}
