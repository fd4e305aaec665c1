import {
  checkGuardrails,
  GUARDRAILS,
  TOP,
  type Guarded,
  type GuardrailName,
} from '../../../server/src/core/evaluate/gate/guardrails';
import type { OutOfFold } from '../../../server/src/core/evaluate/out-of-fold';
import { createRandom } from '../../../server/src/core/math/random';
import { DAY } from '../features/synthetic-site';

const PERIODS = 8;
const PER_PERIOD = 30;

/** Predictions that are right on average; `say` makes them wrong in one way. */
function outOfFold(say: (said: number, period: number, luck: number) => number = (said) => said, seed = 1): OutOfFold {
  const random = createRandom(seed);
  const rows = Array.from({ length: PERIODS * PER_PERIOD }, (_, row) => {
    const period = Math.floor(row / PER_PERIOD);
    const actual = 4 + random.normal();
    const luck = random.normal();
    return { period, actual, predicted: say(4 + 0.9 * (actual - 4) + 0.2 * luck, period, random.normal()) };
  });
  const of = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  return {
    articles: rows.map((_, row) => `a${row}`),
    article: Int32Array.from(rows.keys()),
    ageHours: of(() => 0),
    origin: of(({ period }) => period * 7 * DAY),
    closesAt: of(({ period }) => (period + 1) * 7 * DAY),
    predicted: of(({ predicted }) => predicted),
    actual: of(({ actual }) => actual),
    baseline: of(() => 4),
    spread: of(() => 0.3),
    seen: of(() => 0),
  };
}

const guarded = (given: Partial<Guarded> = {}): Guarded => ({
  outOfFold: outOfFold(),
  horizonMs: 7 * DAY,
  bytes: 3_000_000,
  msPerForecast: 0.02,
  current: Float64Array.from({ length: 40 }, (_, i) => i),
  ...given,
});
const broken = (own: Guarded, live: Guarded | null): GuardrailName[] =>
  checkGuardrails(own, live, 1).flatMap(({ name, broken: is }) => (is ? [name] : []));

describe('guardrails', () => {
  it('hold for a model as good as the live one, and for a first one', () => {
    expect(broken(guarded(), guarded())).toEqual([]);
    expect(broken(guarded(), null)).toEqual([]);
  });

  it.each([
    ['bias', { outOfFold: outOfFold((said) => said + 0.4) }],
    ['bias', { outOfFold: outOfFold((said) => said - 0.4) }],
    ['slope', { outOfFold: outOfFold((said) => 4 + 0.4 * (said - 4)) }],
    ['slope', { outOfFold: outOfFold((said) => 4 + 2 * (said - 4)) }],
    ['coverage', { outOfFold: outOfFold((said, period, luck) => said + 0.25 * period * luck) }],
    ['size', { bytes: GUARDRAILS.mostBytes + 1 }],
    ['latency', { msPerForecast: 1.1 }],
  ] as const)('catch what breaks one, with or without a live model: %s', (name, given) => {
    expect(broken(guarded(given), guarded())).toContain(name);
    expect(broken(guarded(given), null)).toContain(name);
  });

  it('let a model be as far off as the live one: then it is the site that moves', () => {
    for (const outOfFoldOf of [outOfFold((said) => said + 0.4), outOfFold((said, p, luck) => said + 0.25 * p * luck)]) {
      const both = guarded({ outOfFold: outOfFoldOf });
      expect(broken(both, both)).toEqual([]);
    }
  });

  it('do not take chance for a fault: few articles with a large error in one direction', () => {
    const few = outOfFold((said, _, luck) => said + 0.25 + luck);
    const some = (values: Float64Array) => values.slice(0, 5);
    const short: OutOfFold = {
      ...few,
      articles: few.articles.slice(0, 5),
      article: few.article.slice(0, 5),
      ageHours: some(few.ageHours),
      origin: some(few.origin),
      closesAt: some(few.closesAt),
      predicted: some(few.predicted),
      actual: some(few.actual),
      baseline: some(few.baseline),
      spread: some(few.spread),
      seen: some(few.seen),
    };
    expect(broken(guarded({ outOfFold: short }), null)).toEqual([]);
  });

  it('let small models grow freely, and large ones not to several times the live one', () => {
    expect(broken(guarded({ bytes: 7_000_000 }), guarded({ bytes: 10_000 }))).toEqual([]);
    expect(broken(guarded({ bytes: 13_000_000 }), guarded({ bytes: 3_000_000 }))).toEqual(['size']);
    expect(broken(guarded({ bytes: 13_000_000 }), guarded({ bytes: 4_000_000 }))).toEqual([]);
  });

  it('count how many of the ten first articles are others, and say nothing of a handful', () => {
    const order = (moved: number, n = 40) =>
      Float64Array.from({ length: n }, (_, i) => (i < moved ? 1_000 + i : i >= n - moved ? -i : i));
    const check = (moved: number, n?: number) =>
      checkGuardrails(guarded({ current: order(moved, n) }), guarded({ current: order(0, n) }), 1).at(-1);
    for (let moved = 0; moved <= TOP; moved++) {
      expect(check(moved)).toMatchObject({ value: moved, broken: moved > GUARDRAILS.mostChangedOfTop });
    }
    expect(check(8, 2 * TOP - 1)).toMatchObject({ value: null, broken: false });
  });

  it('say the value, the live one and the limit on the side it is nearest to', () => {
    const checks = checkGuardrails(guarded({ outOfFold: outOfFold((said) => said + 0.4) }), guarded(), 1);
    expect(checks.map(({ name }) => name)).toEqual(['bias', 'slope', 'coverage', 'size', 'latency', 'top-changed']);
    expect(checks[0]).toMatchObject({ limit: -GUARDRAILS.mostBias, broken: true });
    expect(checks[0]!.value!).toBeCloseTo(-0.4, 1);
    expect(checks[0]!.live!).toBeCloseTo(0, 1);
  });

  it('ask nothing of a model that was judged on nothing', () => {
    const none = { ...outOfFold(), articles: [], article: new Int32Array(0) };
    const empty = new Float64Array(0);
    const nothing: OutOfFold = {
      ...none,
      ageHours: empty,
      origin: empty,
      closesAt: empty,
      predicted: empty,
      actual: empty,
      baseline: empty,
      spread: empty,
      seen: empty,
    };
    expect(broken(guarded({ outOfFold: nothing, msPerForecast: null, current: [] }), guarded())).toEqual([]);
  });
});
