const NICE = [1, 2, 5, 10];

/** Round steps from below the smallest value to beyond the largest, about five of them. */
export const steps = (values: readonly number[]): number[] => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const rough = (most - least || 1) / 4;
  const exponent = Math.floor(Math.log10(rough));
  const nice = NICE.find((each) => each * 10 ** exponent >= rough) ?? 10;
  const step = nice * 10 ** exponent;
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  // Divided by a whole power of ten, three steps of a tenth are 0.3 and not 0.30000000000000004.
  const at = (n: number) => (exponent < 0 ? (n * nice) / 10 ** -exponent : n * step);
  return Array.from({ length: last - first + 1 }, (_, n) => at(first + n));
};
