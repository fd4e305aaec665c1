import type { Guarded } from '../../../server/src/core/evaluate/gate/guardrails';
import type { OutOfFold } from '../../../server/src/core/evaluate/out-of-fold';
import { mean } from '../../../server/src/core/math/mean';
import { createRandom } from '../../../server/src/core/math/random';

const MEGABYTE = 1024 * 1024;

export const BROKEN = ['bias', 'slope', 'coverage', 'size', 'times-the-size', 'latency', 'top-changed'] as const;

/** In log1p(V): what makes the live model worse than any candidate below. */
const LIVE_NOISE = 0.8;
const SHIFT = 0.35;
const PRESSED = 0.55;
const NOISE_PER_PERIOD = 0.12;

type Predicted = Pick<OutOfFold, 'predicted'>;

/** The live model, made worse: no candidate that breaks a guardrail may go live just for being worse as well. */
export const withNoise = (outOfFold: OutOfFold, seed: number): OutOfFold => noisy(outOfFold, seed, () => LIVE_NOISE);

/** A candidate with one guardrail broken. */
export function brokenCandidate(name: (typeof BROKEN)[number], own: Guarded, seed: number): Guarded {
  const { outOfFold } = own;
  const { predicted } = outOfFold;
  const saying = (other: Predicted): Guarded => ({ ...own, outOfFold: { ...outOfFold, ...other } });
  switch (name) {
    case 'bias':
      return saying({ predicted: predicted.map((said) => said + SHIFT) });
    case 'slope': {
      const middle = mean(predicted);
      return saying({ predicted: predicted.map((said) => middle + PRESSED * (said - middle)) });
    }
    case 'coverage': {
      const periods = [...new Set(outOfFold.origin)].sort((a, b) => a - b);
      return saying(noisy(outOfFold, seed, (row) => NOISE_PER_PERIOD * periods.indexOf(outOfFold.origin[row]!)));
    }
    case 'size':
      return { ...own, bytes: 33 * MEGABYTE };
    case 'times-the-size':
      return { ...own, bytes: 12 * MEGABYTE };
    case 'latency':
      return { ...own, msPerForecast: 0.5 };
    case 'top-changed':
      return { ...own, current: Float64Array.from(own.current, (expected) => -expected) };
  }
}

function noisy(outOfFold: OutOfFold, seed: number, deviation: (row: number) => number): OutOfFold {
  const random = createRandom(seed);
  const predicted = outOfFold.predicted.map((said, row) => said + deviation(row) * random.normal());
  return { ...outOfFold, predicted };
}
