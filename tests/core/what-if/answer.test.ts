import { forecast, trainRanker } from '../../../server/src/core/evaluate';
import { decodeRanker, encodeRanker } from '../../../server/src/core/evaluate/ranker-model';
import { buildScoringMatrix } from '../../../server/src/core/features/scoring-matrix';
import { answerWhatIf, changeOf, type Changes, type WhatIfVariant } from '../../../server/src/core/what-if';
import { targetId } from '../../../server/src/core/target';
import { DAY, HOUR, snapshotOf, START, syntheticSite } from '../features/synthetic-site';

const DAYS = 120;
const asOf = START + DAYS * DAY;
/** More words and evenings do better here; images are as many as the author's number, and do nothing. */
const site = syntheticSite({ seed: 5, articles: 320, days: DAYS });
const { model } = trainRanker(site, {
  asOf,
  ageHours: [0],
  weeks: 1,
  learner: { name: 'forest', params: { nEstimators: 30, minSamplesLeaf: 5, seed: 3 } },
});
const effects = model!.whatIf!;

const noon = Math.floor(asOf / DAY) * DAY + 14 * HOUR;
const base = {
  key: null,
  locale: 'en',
  snapshot: snapshotOf({
    category: 'category1',
    author: 'author2',
    features: { textWords: 300, titleWords: 6, images: 2, 'field.noise': 0.5 },
  }),
  firstPublishedAt: noon,
  ageHours: 0,
};
const ask = (...variants: Changes[]) =>
  answerWhatIf(site, model!, effects, { base, variants, language: 'en', windowDays: 365, showCategories: true }, asOf);
const one = (changes: Partial<Changes>): WhatIfVariant => ask({ numbers: {}, ...changes }).variants[0]!;
const refusal = (changes: Partial<Changes>) => {
  try {
    one(changes);
  } catch (error) {
    const { code, details } = error as { code: string; details: object };
    return { code, ...details };
  }
  return null;
};

describe('an article otherwise', () => {
  it('has the forecast of the article as it is for its beginning', () => {
    const matrix = buildScoringMatrix(site, [base], asOf, model!);
    expect(ask().current).toMatchObject(forecast(model!, matrix)[0]!);
  });

  it('is expected as much more as goes along with the change, and its interval is the wider for it', () => {
    const { current, variants } = ask({ numbers: { textWords: 700 } });
    const { change, prediction, wording, sentence } = variants[0]!;
    // 0.8 per factor e: exp(.8 ln(700 / 300)) - 1 = .97
    expect(change!.low).toBeLessThan(0.97);
    expect(change!.high).toBeGreaterThan(0.97);
    expect(wording).toBe('association');
    expect(sentence).toMatch(
      /^Articles like this with 700 words did about \d+ % better here \(between \d+ % and \d+ % better\)/
    );
    expect((prediction!.expectedViews + 1) / (current!.expectedViews + 1)).toBeCloseTo(1 + change!.expected, 6);
    const width = (of: { low: number; high: number }) => Math.log1p(of.high) - Math.log1p(of.low);
    expect(width(prediction!)).toBeGreaterThan(width(current!));
  });

  it('goes back by what it went forth, and nowhere with the values it has', () => {
    const there = one({ numbers: { textWords: 600 } }).change!;
    const effect = effects.levers.find(({ lever }) => lever.name === 'textWords')!;
    const back = changeOf(effects, [{ effect, from: 600, to: 300 }])!;
    expect(Math.log1p(there.expected)).toBeCloseTo(-back.expected, 9);
    expect(Math.log1p(there.low)).toBeCloseTo(-back.high, 9);
    expect(one({ numbers: { textWords: 300 } })).toMatchObject({
      change: { low: 0, expected: 0, high: 0 },
      wording: 'none',
      sentence: 'In what articles are told apart by here, this one stays as it is.',
    });
  });

  it('adds up over several changes', () => {
    const log = (variant: WhatIfVariant) => Math.log1p(variant.change!.expected);
    const evening = noon + 5 * HOUR;
    const both = one({ numbers: { textWords: 600 }, publishAt: evening });
    expect(log(both)).toBeCloseTo(log(one({ numbers: { textWords: 600 } })) + log(one({ publishAt: evening })), 9);
  });

  it('says nothing of what others decide alone', () => {
    const { change, prediction, sentence } = one({ numbers: { images: 4 } });
    expect([change, prediction]).toEqual([null, null]);
    expect(sentence).toMatch(/^Too few articles here differ/);
  });

  it('makes no promise', () => {
    const said = ask(
      { numbers: { textWords: 600 } },
      { numbers: { 'field.noise': 0.9 } },
      { numbers: {}, publishAt: noon + 5 * HOUR, category: 'category0' }
    ).variants.map(({ sentence }) => sentence);
    for (const sentence of said) expect(sentence).not.toMatch(/\b(?:lift|will|would|gain|boost)\b/i);
  });

  it('tells what finished articles like that did, and how many there are', () => {
    const { articles, medianViews } = one({ numbers: { textWords: 700 } }).comparable;
    const near = site.publications.filter(
      ({ snapshot, firstPublishedAt }) =>
        firstPublishedAt + 7 * DAY <= asOf && Math.abs(Math.log(snapshot.features['textWords']! / 700)) < 0.25
    );
    expect(articles).toBeGreaterThanOrEqual(10);
    expect(articles).toBeLessThanOrEqual(near.length);
    const views = near.map(({ key }) => site.ageCounters.get(targetId(key))!.at(-1)!.views);
    expect(medianViews).toBeGreaterThanOrEqual(Math.min(...views));
    expect(medianViews).toBeLessThanOrEqual(Math.max(...views));
    expect(one({ numbers: { textWords: 700 }, category: 'category0' }).comparable.articles).toBeLessThan(articles);
  });

  it('measures a title as training did', () => {
    const title = 'A title of thirty-one characters';
    const { levers } = answerWhatIf(
      site,
      model!,
      effects,
      {
        base: { ...base, snapshot: { ...base.snapshot, features: { ...base.snapshot.features, titleCharacters: 32 } } },
        variants: [],
        language: 'en',
        windowDays: 365,
        showCategories: true,
      },
      asOf
    );
    expect([...title].length).toBe(levers.find(({ name }) => name === 'titleCharacters')!.value);
    expect(refusal({ title: 'Short' })).toMatchObject({
      path: 'variants.0.changes.title',
      code: 'OUTSIDE_TRAINING_RANGE',
    });
  });
});

describe('what can not be answered', () => {
  it('is refused with the range that was learned from', () => {
    expect(refusal({ numbers: { textWords: 5_000 } })).toEqual({
      code: 'OUTSIDE_TRAINING_RANGE',
      path: 'variants.0.changes.textWords',
      got: 'textWords of 5000',
      expected: expect.stringMatching(/^textWords from 1\d\d(\.\d+)? to 9\d\d(\.\d+)?$/),
    });
    expect(refusal({ category: 'category9' })).toMatchObject({
      code: 'OUTSIDE_TRAINING_RANGE',
      path: 'variants.0.changes.category',
      got: 'category9',
      expected: expect.stringContaining('category0'),
    });
  });

  it('is refused by name where nobody can change it', () => {
    for (const name of ['authorPast', 'siteLevel', 'categoryPast', 'nonsense', '__proto__x']) {
      expect(refusal({ numbers: { [name]: 1 } })).toMatchObject({
        code: 'INVALID_REQUEST',
        path: `variants.0.changes.${name}`,
      });
    }
  });

  it('tells no category to who may not read them', () => {
    const question = { base, variants: [], language: 'en', windowDays: 365, showCategories: false };
    expect(answerWhatIf(site, model!, effects, question, asOf).categories).toEqual([]);
  });
});

describe('the effects kept with a ranker', () => {
  it('are the same after a round trip through bytes', () => {
    expect(decodeRanker(encodeRanker(model!)).whatIf).toEqual(effects);
  });

  it('may be missing, which makes no other difference', () => {
    const without = decodeRanker(encodeRanker({ ...model!, whatIf: null }));
    expect(without.whatIf).toBeNull();
    const matrix = buildScoringMatrix(site, [base], asOf, model!);
    expect(forecast(without, matrix)).toEqual(forecast(model!, matrix));
  });

  it('are few bytes', () => {
    expect(encodeRanker(model!).length - encodeRanker({ ...model!, whatIf: null }).length).toBeLessThan(32 * 1024);
  });
});

describe('a site of which little is known', () => {
  it('has no effects, and says so of each change', () => {
    const small = syntheticSite({ seed: 2, articles: 70, days: 30 });
    const until = START + 30 * DAY;
    const trained = trainRanker(small, {
      asOf: START + 36 * DAY,
      ageHours: [0],
      weeks: 1,
      learner: { name: 'forest', params: { nEstimators: 5, minSamplesLeaf: 5, seed: 3 } },
    }).model!;
    const question = {
      base,
      variants: [{ numbers: { textWords: 400 } }],
      language: 'en',
      windowDays: 365,
      showCategories: true,
    };
    const [variant] = answerWhatIf(small, trained, trained.whatIf!, question, until).variants;
    expect(trained.whatIf!.rows).toBeLessThan(70);
    if (trained.whatIf!.slopes.length === 0) expect(variant!.change).toBeNull();
    else expect(variant!.change!.low).toBeLessThan(variant!.change!.high);
  });
});
