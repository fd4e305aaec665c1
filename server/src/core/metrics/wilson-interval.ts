import { CoreError } from '../errors';

/** Standard normal quantile at .95: two-sided 90 %. */
const Z_90 = 1.6448536269514722;

/**
 * 90 % interval of a share seen in `n` independent trials. Never leaves [0, 1], and is not empty at 0 or 1, where the
 * plain one is.
 *
 * @param share in [0, 1].
 * @throws {CoreError} INVALID_VALUE for n < 1 or a share outside [0, 1].
 *
 * Source: Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22.
 */
export function wilsonInterval(share: number, n: number): { low: number; high: number } {
  if (!(n >= 1)) throw new CoreError('INVALID_VALUE', { name: 'n', expected: 'at least 1', got: `${n}` });
  if (!(share >= 0 && share <= 1))
    throw new CoreError('INVALID_VALUE', { name: 'share', expected: 'in [0, 1]', got: `${share}` });
  const z2 = Z_90 ** 2;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_90 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { low: Math.min(share, Math.max(0, centre - half)), high: Math.max(share, Math.min(1, centre + half)) };
}
