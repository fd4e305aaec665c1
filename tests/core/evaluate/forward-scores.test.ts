import fc from 'fast-check';

import { TOP_QUARTER, topQuarterThreshold, type TextExample } from '../../../server/src/core/evaluate/text/examples';
import { forwardScores } from '../../../server/src/core/evaluate/text/forward-scores';
import { scoreWords, topQuarterOf, withTextScores } from '../../../server/src/core/evaluate/text/text-scorer';
import { buildLabels, buildTrainingMatrix } from '../../../server/src/core/features';
import { createRandom } from '../../../server/src/core/math/random';
import { auc } from '../../../server/src/core/metrics';
import { targetId } from '../../../server/src/core/target';
import { createTextLearner } from '../../../server/src/core/text';
import { START, syntheticSite } from '../features/synthetic-site';

const DAY = 86_400_000;
const COMMON =
  'people often think that this year something different happened in town and we asked them about it'.split(' ');
const GOOD = ['surprising', 'secret', 'finally', 'revealed'];

/** One article a day and its label a week later; good words go along with three times the views. */
function examples(n: number, seed: number): TextExample[] {
  const random = createRandom(seed);
  return Array.from({ length: n }, (_, i): TextExample => {
    const good = random.next() < 0.3;
    const words = Array.from({ length: 30 }, () => COMMON[random.int(COMMON.length)]!);
    if (good) words.push(GOOD[random.int(4)]!, GOOD[random.int(4)]!);
    return {
      id: `d${i}`,
      document: { text: words.join(' '), language: 'en' },
      publishedAt: START + i * DAY,
      closesAt: START + (i + 7) * DAY,
      truth: Math.round((good ? 300 : 100) * Math.exp(0.3 * random.normal())),
      locale: 'en',
    };
  });
}

const all = examples(260, 3);

describe('what words say of articles, forward in time', () => {
  const { scores, scorer } = forwardScores(all, 1);

  it('is unknown before sixty labels had closed, and known of every article since', () => {
    const start = all[59]!.closesAt;
    for (const { id, publishedAt } of all) expect([id, scores.has(id)]).toEqual([id, publishedAt >= start]);
  });

  it('tells articles of the later top quarter from others', () => {
    const judged = all.filter(({ id }) => scores.has(id));
    const threshold = topQuarterThreshold(all)('en');
    const truth = judged.map((example) => Number(example.truth) > threshold);
    expect(
      auc(
        truth,
        judged.map(({ id }) => scores.get(id)!)
      )
    ).toBeGreaterThan(0.8);
  });

  it('is what a classifier says that knows only labels closed before, fitted anew at every half as many again', () => {
    const windows = [60, 90, 135, 202];
    for (const example of all.filter((_, i) => i % 9 === 0)) {
      const known = all.filter(({ closesAt }) => closesAt <= example.publishedAt);
      const size = windows.filter((labels) => labels <= known.length).at(-1);
      if (size === undefined) continue;
      const window = known.slice(0, size);
      const threshold = topQuarterThreshold(window)('en');
      const model = createTextLearner('complement-nb', { maxVocabulary: 20_000, seed: 1 }).fit({
        documents: window.map(({ document }) => document),
        labels: window.map(({ truth }) => (Number(truth) > threshold ? TOP_QUARTER : 'others')),
      });
      expect(scores.get(example.id)).toBe(topQuarterOf(model, example.document));
    }
  });

  it('is changed by nothing published, closed or corrected after an article’s own publication', () => {
    fc.assert(
      fc.property(fc.integer({ min: 70, max: 255 }), fc.nat(1000), fc.nat(40), (at, views, more) => {
        const instant = all[at]!.publishedAt;
        const future = examples(more, views + 7).map((example, i) => ({
          ...example,
          id: `new${i}`,
          publishedAt: instant + 1 + i * 1000,
          closesAt: instant + 1 + i * 1000 + 7 * DAY,
        }));
        const changed = all.map((example) =>
          example.closesAt > instant
            ? {
                ...example,
                truth: views,
                ...(example.publishedAt > instant ? { document: { text: 'x', language: 'en' } } : {}),
              }
            : example
        );
        const otherwise = forwardScores([...future, ...changed].reverse(), 1).scores;
        const before = all.slice(0, at + 1).map(({ id }) => scores.get(id));
        expect(all.slice(0, at + 1).map(({ id }) => otherwise.get(id))).toEqual(before);
      }),
      { numRuns: 8 }
    );
  });

  it('goes along with the last classifier, which would remember the articles it learned from', () => {
    expect([...scorer!.known.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
    for (const { id } of all) expect(scorer!.known.get(id)).toBe(scores.get(id) ?? NaN);
    const good = topQuarterOf(scorer!.model, { text: 'a surprising secret in town, finally revealed', language: 'en' });
    const plain = topQuarterOf(scorer!.model, { text: 'people asked about it in town', language: 'en' });
    expect(good).toBeGreaterThan(plain + 0.2);
    expect(scoreWords(scorer!, { title: 'A secret revealed', text: ' \n', language: 'en' })).toBeNaN();
  });

  it('is nothing for a site without texts, with too few, or where all do alike', () => {
    expect(forwardScores([], 1)).toEqual({ scores: new Map(), scorer: null });
    expect(forwardScores(all.slice(0, 59), 1).scorer).toBeNull();
    const alike = all.map((example) => ({ ...example, truth: 10 }));
    expect(forwardScores(alike, 1)).toEqual({ scores: new Map(), scorer: null });
  });

  it('says how far it is, and stops when it is told to', () => {
    const steps: string[] = [];
    forwardScores(all, 1, (done, total) => steps.push(`${done}/${total}`));
    expect(steps).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
    expect(() => forwardScores(all, 1, undefined, () => true)).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
  });
});

describe('a history with scores', () => {
  it('has them in the matrix at every age and version, and is itself where there are none', () => {
    const site = syntheticSite({ seed: 3, articles: 30, days: 20 });
    expect(withTextScores(site, new Map())).toBe(site);
    const asOf = START + 60 * DAY;
    const [first, second] = buildLabels(site, asOf).map(({ key }) => targetId(key));
    const matrix = buildTrainingMatrix(
      withTextScores(
        site,
        new Map([
          [first!, 0.4],
          [second!, NaN],
        ])
      ),
      { asOf, ageHours: [1, 6] }
    );
    const column = matrix.columns.indexOf('textTopQuarter');
    const values = Array.from(matrix.y.keys(), (row) => matrix.X.data[row * matrix.X.nColumns + column]!);
    expect(values.slice(0, 2)).toEqual([Math.fround(0.4), Math.fround(0.4)]);
    expect(values.slice(2).every(Number.isNaN)).toBe(true);
  });
});
