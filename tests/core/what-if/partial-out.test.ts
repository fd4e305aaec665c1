import { createRandom } from '../../../server/src/core/math/random';
import type { DesignColumn } from '../../../server/src/core/what-if/design';
import { createPartialOut } from '../../../server/src/core/what-if/partial-out';

const n = 60;
const random = createRandom(4);
const draw = () => Float64Array.from({ length: n }, () => random.normal());
const column = (values: Float64Array, penalty = 0): DesignColumn => ({ block: 'site', source: null, values, penalty });
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** Slopes by elimination with the largest pivot: another way than the one under test. */
function leastSquares(X: readonly Float64Array[], y: Float64Array): number[] {
  const rows = X.map((a) => [...X.map((b) => dot(a, b)), dot(a, y)]);
  for (let at = 0; at < rows.length; at++) {
    const pivot = rows.slice(at).reduce((best, row) => (Math.abs(row[at]!) > Math.abs(best[at]!) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(at, 0, pivot);
    rows.forEach((row, other) => {
      if (other === at) return;
      const by = row[at]! / pivot[at]!;
      row.forEach((value, k) => (row[k] = value - by * pivot[k]!));
    });
  }
  return rows.map((row, at) => row[rows.length]! / row[at]!);
}

describe('partialling out', () => {
  const [a, b, d, noise] = [draw(), draw(), draw(), draw()];
  const lever = d.map((value, at) => value + 0.8 * a[at]!);
  const y = lever.map((value, at) => 0.7 * value - 2 * a[at]! + b[at]! + 3 + 0.1 * noise[at]!);
  const partialOut = createPartialOut([column(a), column(b), column(draw())], n);

  it('leaves the slope that a regression on everything together has (Frisch and Waugh)', () => {
    const { residuals } = partialOut([y, lever], [0, 1]);
    const [left, own] = residuals as [Float64Array, Float64Array];
    const [together] = leastSquares([lever, a, b, new Float64Array(n).fill(1)], y);
    expect(dot(own, left) / dot(own, own)).toBeCloseTo(together!, 9);
  });

  it('spends as many parameters as it has, and fewer with a penalty', () => {
    const spent = (penalty: number) =>
      createPartialOut([column(a, penalty), column(b, penalty)], n)([y], [0, 1]).leverage.reduce(
        (sum, h) => sum + h,
        0
      );
    expect(spent(0)).toBeCloseTo(3, 9);
    expect(spent(60)).toBeLessThan(2.5);
    expect(spent(1e9)).toBeCloseTo(1, 4);
  });

  it('does not care in which order the controls come, nor for one that is there twice', () => {
    const twice = createPartialOut([column(a, 1e-6), column(b, 1e-6), column(a, 1e-6)], n);
    const [once] = partialOut([y], [1, 0]).residuals as [Float64Array];
    const [again] = twice([y], [0, 1, 2]).residuals as [Float64Array];
    once.forEach((value, row) => expect(again[row]).toBeCloseTo(value, 4));
  });
});
