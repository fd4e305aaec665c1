import {
  decidePromotion,
  decisionByHand,
  decisionOfDamage,
  decisionOfImport,
  type LiveModel,
  type PromotionCandidate,
} from '../../../server/src/core/evaluate/gate/decide-promotion';
import { decisionMessages, decisionSentence, type DecisionCode } from '../../../server/src/core/evaluate/gate/messages';
import type { DamageCheck } from '../../../server/src/core/evaluate/damage-check';
import type { GuardrailCheck, GuardrailName } from '../../../server/src/core/evaluate/gate/guardrails';
import type { JudgedRows } from '../../../server/src/core/evaluate/out-of-fold';
import { createRandom } from '../../../server/src/core/math/random';

const ARTICLES = 120;

/** Losses of 120 articles at two ages around a mean; the same seed gives the same luck to both models. */
function judged(meanLoss: number, options: { articles?: number; from?: number; noise?: number } = {}): JudgedRows {
  const { articles = ARTICLES, from = 0, noise = 0 } = options;
  const random = createRandom(7);
  const rows = Array.from({ length: articles * 2 }, (_, row) => ({ id: `a${from + (row >> 1)}`, age: row % 2 }));
  const luck = rows.map(() => 0.5 + random.next());
  return {
    ids: rows.map(({ id, age }) => `${id}|${age}`),
    articles: rows.map(({ id }) => id),
    loss: Float64Array.from(luck, (each) => each * meanLoss * (1 + noise * (random.next() - 0.5))),
    baselineLoss: Float64Array.from(luck),
  };
}

const INTACT: DamageCheck = {
  intact: true,
  damage: null,
  rows: 200,
  spearman: 0.97,
  error: 0.3,
  judgedError: 0.4,
  treeSpread: 1.2,
  lostColumn: null,
};
const damaged = (damage: NonNullable<DamageCheck['damage']>, given: Partial<DamageCheck> = {}): DamageCheck => ({
  ...INTACT,
  intact: false,
  damage,
  ...given,
});
const guardrail = (name: GuardrailName, broken: boolean): GuardrailCheck => ({
  name,
  broken,
  value: 5,
  live: 1,
  limit: 2,
});
const GUARDRAIL_NAMES = ['bias', 'slope', 'coverage', 'size', 'latency', 'top-changed'] as const;

const candidate = (rows: JudgedRows, given: Partial<PromotionCandidate> = {}): PromotionCandidate => ({
  recipe: 'same',
  closedLabels: 200,
  neededLabels: 60,
  judged: rows,
  damage: INTACT,
  guardrails: GUARDRAIL_NAMES.map((name) => guardrail(name, false)),
  ...given,
});
const live = (rows: JudgedRows, recipe = 'same'): LiveModel => ({ recipe, judged: rows });
const codeOf = (own: PromotionCandidate, other: LiveModel | null) => decidePromotion(own, other, 1).code;

describe('without a live model', () => {
  it('a candidate needs enough labels and enough later articles', () => {
    expect(decidePromotion(candidate(judged(0.5), { closedLabels: 59 }), null, 1)).toMatchObject({
      promote: false,
      code: 'not-enough-labels',
      values: { needed: 60, got: 59 },
    });
    expect(codeOf(candidate(judged(0.5, { articles: 19 })), null)).toBe('not-enough-later-articles');
  });

  it('goes live when it beats the best simple guess by the interval, and not otherwise', () => {
    expect(decidePromotion(candidate(judged(0.8)), null, 1)).toMatchObject({
      promote: true,
      code: 'first-model-beats-baseline',
      values: { articles: ARTICLES },
    });
    expect(codeOf(candidate(judged(0.99, { noise: 0.5 })), null)).toBe('no-better-than-baseline');
    expect(codeOf(candidate(judged(1.3)), null)).toBe('worse-than-baseline');
  });
});

describe('a refresh', () => {
  it('goes live unless it is more than 2 % worse and the interval agrees', () => {
    const before = live(judged(0.5));
    expect(codeOf(candidate(judged(0.5)), before)).toBe('refresh-ok');
    expect(codeOf(candidate(judged(0.505)), before)).toBe('refresh-ok');
    expect(codeOf(candidate(judged(0.3)), before)).toBe('refresh-ok');
    expect(codeOf(candidate(judged(0.6)), before)).toBe('refresh-worse');
    expect(decidePromotion(candidate(judged(0.6)), before, 1).promote).toBe(false);
  });

  it('is judged against the simple guess when no article is shared with the live model', () => {
    const elsewhere = live(judged(0.1, { from: 1000 }));
    expect(codeOf(candidate(judged(0.8)), elsewhere)).toBe('first-model-beats-baseline');
    expect(codeOf(candidate(judged(1.2)), elsewhere)).toBe('worse-than-baseline');
  });
});

describe('a new recipe', () => {
  it('must be better by its interval: as good is not enough', () => {
    const before = live(judged(0.5), 'other');
    expect(codeOf(candidate(judged(0.4)), before)).toBe('recipe-better');
    expect(codeOf(candidate(judged(0.5)), before)).toBe('recipe-not-better');
    expect(codeOf(candidate(judged(0.5, { noise: 0.3 })), before)).toBe('recipe-not-better');
  });
});

describe('damage', () => {
  const damage = damaged('order', { spearman: 0.31 });

  it('stops what would have gone live, and says so', () => {
    const decision = decidePromotion(candidate(judged(0.5), { damage }), live(judged(0.5)), 1);
    expect(decision).toMatchObject({ promote: false, code: 'damaged', values: { spearman: 0.31 } });
    expect(codeOf(candidate(judged(0.6), { damage }), live(judged(0.5)))).toBe('refresh-worse');
  });

  it.each([
    ['fit', 'damaged-fit', { model: 0.3, judged: 0.4 }],
    ['trees', 'damaged-trees', { spread: 1.2, most: 1.5 }],
    ['column', 'damaged-column', { feature: 'earlyViews' }],
  ] as const)('names what it found: %s', (found, code, values) => {
    const decision = decidePromotion(
      candidate(judged(0.3), { damage: damaged(found, { lostColumn: 'earlyViews' }) }),
      live(judged(0.5)),
      1
    );
    expect(decision).toMatchObject({ promote: false, code, values });
  });
});

describe('a guardrail', () => {
  it.each(GUARDRAIL_NAMES)('that is broken (%s) stops every model, however much better, and says which', (name) => {
    const guardrails = GUARDRAIL_NAMES.map((each) => guardrail(each, each === name));
    for (const before of [null, live(judged(0.9)), live(judged(0.9), 'other')]) {
      const decision = decidePromotion(candidate(judged(0.1), { guardrails }), before, 1);
      expect(decision).toMatchObject({ promote: false, code: `guardrail-${name}` });
    }
  });

  it('is not spoken of where the model would not have gone live anyway, or is damaged', () => {
    const guardrails = [guardrail('bias', true)];
    expect(codeOf(candidate(judged(0.9), { guardrails }), live(judged(0.5)))).toBe('refresh-worse');
    expect(codeOf(candidate(judged(0.5), { guardrails, damage: damaged('fit') }), null)).toBe('damaged-fit');
  });
});

describe('decisions', () => {
  it('leave no hole in their sentence', () => {
    const decisions = [
      decidePromotion(candidate(judged(0.5), { closedLabels: 3 }), null, 1),
      decidePromotion(candidate(judged(0.5, { articles: 3 })), null, 1),
      decidePromotion(candidate(judged(0.5)), null, 1),
      decidePromotion(candidate(judged(0.99, { noise: 0.5 })), null, 1),
      decidePromotion(candidate(judged(2)), null, 1),
      decidePromotion(candidate(judged(0.5)), live(judged(0.5)), 1),
      decidePromotion(candidate(judged(0.9)), live(judged(0.5)), 1),
      decidePromotion(candidate(judged(0.4)), live(judged(0.5), 'other'), 1),
      decidePromotion(candidate(judged(0.5)), live(judged(0.5), 'other'), 1),
      ...(['order', 'fit', 'trees', 'column'] as const).map((damage) =>
        decidePromotion(candidate(judged(0.5), { damage: damaged(damage) }), null, 1)
      ),
      ...GUARDRAIL_NAMES.map((name) =>
        decidePromotion(candidate(judged(0.5), { guardrails: [guardrail(name, true)] }), null, 1)
      ),
      decisionByHand('restored', 'Ada', 'it read {better}'),
      decisionByHand('promoted', 'Ada', 'the night was wrong'),
      decisionOfDamage('ranker-2'),
      decisionOfImport('Ada', 'ranker-7'),
    ];
    expect(new Set(decisions.map(({ code }) => code))).toEqual(new Set(Object.keys(decisionMessages)));
    for (const { code, values, sentence } of decisions) {
      if (values.why === undefined) expect(sentence).not.toMatch(/[{}]/);
      expect(sentence).toBe(decisionSentence(code as DecisionCode, values));
    }
  });

  it('speak of chance only where the model looks better than the guess', () => {
    for (const loss of [0.5, 0.8, 0.95, 0.99, 1, 1.01, 1.05, 1.3, 2]) {
      const { code, values, sentence } = decidePromotion(candidate(judged(loss, { noise: 0.5 })), null, 1);
      const [model, baseline] = [Number(values['model']), Number(values['baseline'])];
      expect({ loss, code, chance: /chance/.test(sentence) }).toEqual({
        loss,
        code,
        chance: code === 'no-better-than-baseline',
      });
      if (code === 'worse-than-baseline') expect(model).toBeGreaterThanOrEqual(baseline);
      else expect(model).toBeLessThanOrEqual(baseline);
    }
  });

  it('are the same for the same seed', () => {
    const decide = () => decidePromotion(candidate(judged(0.98, { noise: 0.3 })), null, 5);
    expect(decide()).toEqual(decide());
  });
});
