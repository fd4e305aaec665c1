import { createRandom } from '../../../server/src/core/math/random';
import { auc } from '../../../server/src/core/metrics';
import { createTextLearner, decodeTextModel, TEXT_ALGORITHMS, type TextDocument } from '../../../server/src/core/text';
import { applySigmoid, fitSigmoid } from '../../../server/src/core/text/sigmoid';

const TOPICS: Record<string, string[]> = {
  sport: 'match goal team league striker referee stadium season coach penalty'.split(' '),
  food: 'recipe butter onion oven flavour kitchen sauce pepper baking chef'.split(' '),
  travel: 'airport beach hotel island luggage passport border train museum coast'.split(' '),
};
const COMMON = 'people city report week start plan great small story question answer work'.split(' ');

/** Documents of mixed words: mostly common ones, some of the topic, a few of any topic. */
function corpus(n: number, seed: number, names = Object.keys(TOPICS)) {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random.int(list.length)]!;
  const labels = Array.from({ length: n }, () => pick(names));
  const documents = labels.map((label): TextDocument => {
    const words = Array.from({ length: 14 }, () => {
      const draw = random.next();
      return draw < 0.55 ? pick(COMMON) : draw < 0.85 ? pick(TOPICS[label]!) : pick(TOPICS[pick(Object.keys(TOPICS))]!);
    });
    return { text: words.join(' '), language: 'en' };
  });
  return { documents, labels };
}

const english = (text: string): TextDocument => ({ text, language: 'en' });

/** Every text learner must pass this. */
describe.each(TEXT_ALGORITHMS)('%s', (name) => {
  const learner = createTextLearner(name);
  const model = learner.fit(corpus(300, 1));
  const later = corpus(300, 2);

  it('finds the topic of later documents', () => {
    const hits = later.documents.filter((doc, i) => model.classify(doc)[0]!.label === later.labels[i]).length;
    expect(model.algorithm).toBe(name);
    expect(model.classes).toEqual(['food', 'sport', 'travel']);
    expect(hits / 300).toBeGreaterThan(0.8);
  });

  it('gives probabilities that sum to 1, in order, and about as sure as they are right', () => {
    let sureness = 0;
    let hits = 0;
    later.documents.forEach((doc, i) => {
      const all = model.classify(doc).map(({ probability }) => probability);
      expect(all.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
      expect(all).toEqual([...all].sort((a, b) => b - a));
      sureness += all[0]! / 300;
      hits += model.classify(doc)[0]!.label === later.labels[i] ? 1 / 300 : 0;
    });
    expect(Math.abs(sureness - hits)).toBeLessThan(0.1);
  });

  it('answers the same after saving and loading, and equal input gives equal bytes', () => {
    const loaded = decodeTextModel(model.encode());
    for (const doc of later.documents.slice(0, 20)) {
      expect(loaded.classify(doc)).toEqual(model.classify(doc));
      expect(loaded.topTerms(doc, 'food', 3)).toEqual(model.topTerms(doc, 'food', 3));
    }
    expect(Buffer.from(learner.fit(corpus(300, 1)).encode()).equals(model.encode())).toBe(true);
    expect(Buffer.from(loaded.encode()).equals(model.encode())).toBe(true);
  });

  it('names the terms that speak for a label, as the text has them', () => {
    const terms = model.topTerms(english('Recipes for the great city: onions!'), 'food', 4);
    expect(terms.map(({ term }) => term)).toEqual(expect.arrayContaining(['onions', 'recipes']));
    expect(terms[0]!.weight).toBeGreaterThan(0);
    expect(() => model.topTerms(english('x'), 'absent', 2)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  it('falls back to the training shares for a text it knows nothing of', () => {
    const shares = new Map(
      model.classes.map((label) => [label, corpus(300, 1).labels.filter((l) => l === label).length / 300])
    );
    for (const doc of [english(''), english('zzz qqq'), { text: '東京', language: 'ja' }]) {
      for (const { label, probability } of model.classify(doc)) expect(probability).toBeCloseTo(shares.get(label)!, 9);
    }
  });

  it('separates two classes', () => {
    const two = learner.fit(corpus(200, 3, ['food', 'sport']));
    const test = corpus(200, 4, ['food', 'sport']);
    const scores = test.documents.map((doc) => two.classify(doc).find(({ label }) => label === 'food')!.probability);
    expect(
      auc(
        test.labels.map((label) => label === 'food'),
        scores
      )
    ).toBeGreaterThan(0.9);
  });

  it('is certain when it has seen one class only', () => {
    const { documents } = corpus(20, 1);
    const one = learner.fit({ documents, labels: documents.map(() => 'all') });
    expect(one.classify(english('match goal'))).toEqual([{ label: 'all', probability: 1 }]);
    expect(decodeTextModel(one.encode()).classify(english(''))).toEqual([{ label: 'all', probability: 1 }]);
  });

  it.each([1, 2, 3, 7, 40, 70])('works with %p documents, classes of one among them', (n) => {
    const { documents, labels } = corpus(n, 5);
    const small = learner.fit({ documents, labels: labels.map((label, i) => (i === n - 1 ? 'lonely' : label)) });
    const answer = small.classify(documents[0]!);
    expect(answer).toHaveLength(small.classes.length);
    expect(answer.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  it('works when every text is empty', () => {
    const documents = Array(80).fill(english(''));
    const empty = learner.fit({ documents, labels: documents.map((_, i) => (i % 4 === 0 ? 'a' : 'b')) });
    expect(empty.classify(english('word'))).toEqual([
      { label: 'b', probability: expect.closeTo(0.75, 9) },
      { label: 'a', probability: expect.closeTo(0.25, 9) },
    ]);
  });

  it('refuses labels that do not match, and no documents', () => {
    const { documents, labels } = corpus(10, 1);
    const refused = (input: { documents: TextDocument[]; labels: string[] }, code: string) =>
      expect(() => learner.fit(input)).toThrow(expect.objectContaining({ code }));
    refused({ documents, labels: labels.slice(1) }, 'INVALID_SHAPE');
    refused({ documents: [], labels: [] }, 'NOT_ENOUGH_ROWS');
    expect(() => createTextLearner(name, { minDf: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  it('reports progress to the end, stops when told to, and refuses damaged bytes', () => {
    const seen: number[] = [];
    learner.fit(corpus(80, 1), (done, total) => seen.push(done / total));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    expect(() => learner.fit(corpus(80, 1), undefined, () => true)).toThrow(
      expect.objectContaining({ code: 'CANCELLED' })
    );

    const damaged = model.encode();
    damaged[damaged.length >> 1]! ^= 1;
    expect(() => decodeTextModel(damaged)).toThrow(expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }));
  });
});

describe('a sigmoid', () => {
  const random = createRandom(9);

  it('finds the probabilities the decisions came with', () => {
    const decisions = Array.from({ length: 5000 }, () => 2 * random.normal());
    const positive = decisions.map((d) => (random.next() < 1 / (1 + Math.exp(-1.5 * d + 0.5)) ? 1 : 0));
    const { slope, offset } = fitSigmoid(decisions, positive);
    expect(Math.abs(slope + 1.5)).toBeLessThan(0.15);
    expect(Math.abs(offset - 0.5)).toBeLessThan(0.15);
    expect(applySigmoid({ slope, offset }, 1e9)).toBe(1);
    expect(applySigmoid({ slope, offset }, -1e9)).toBe(0);
  });

  it('never lets more decision mean less probability, and stays finite on nothing to learn', () => {
    expect(fitSigmoid([1, 2, 3, 4], [1, 1, 0, 0]).slope).toBeCloseTo(0, 12);
    for (const positive of [
      [0, 0],
      [1, 1],
    ]) {
      const p = applySigmoid(fitSigmoid([5, 5], positive), 5);
      expect(p > 0 && p < 1).toBe(true);
    }
  });
});
