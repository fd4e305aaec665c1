const NICE = [1, 2, 5, 10];

/** Round steps from below the smallest value to beyond the largest, about five of them. */
export const steps = (values: readonly number[]): number[] => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const rough = (most - least || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (NICE.find((nice) => nice * power >= rough) ?? 10);
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, n) => Number(((first + n) * step).toPrecision(6)));
};
