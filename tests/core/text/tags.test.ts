import fc from 'fast-check';

import { createRandom } from '../../../server/src/core/math/random';
import { f1 } from '../../../server/src/core/metrics';
import { createTextLearner, decodeTagModel, TEXT_ALGORITHMS, type TextDocument } from '../../../server/src/core/text';
import { bestThreshold, DEFAULT_THRESHOLD, labelThresholds } from '../../../server/src/core/text/thresholds';

const WORDS: Readonly<Record<string, string>> = {
  cooking: 'oven butter recipe flour dough pan garlic simmer roast spice',
  travel: 'train harbour island museum hotel ticket beach passport luggage trail',
  health: 'sleep heart doctor vitamin muscle stress breathing walking immune clinic',
};
const COMMON =
  'people often think that this year something different happened in town and we asked them about it'.split(' ');

/** Texts about one topic, two, or none. */
function corpus(n: number, seed: number) {
  const random = createRandom(seed);
  const pick = (words: readonly string[]) => words[random.int(words.length)]!;
  const labels = Array.from({ length: n }, () => Object.keys(WORDS).filter(() => random.next() < 0.4));
  const documents = labels.map((own): TextDocument => {
    const words = Array.from({ length: 25 }, () => pick(COMMON));
    for (const label of own) for (let i = 0; i < 7; i++) words.push(pick(WORDS[label]!.split(' ')));
    return { text: random.shuffle(words).join(' '), language: 'en' };
  });
  return { documents, labels };
}
const english = (text: string): TextDocument => ({ text, language: 'en' });

/** Every text learner must pass this, for several labels per text. */
describe.each(TEXT_ALGORITHMS)('%s, several labels', (name) => {
  const learner = createTextLearner(name);
  const model = learner.fitTags(corpus(400, 1));
  const given = (document: TextDocument) =>
    model
      .tag(document)
      .filter((each) => each.given)
      .map(({ label }) => label);

  it('gives later texts their labels: one, two or none', () => {
    const later = corpus(300, 2);
    expect(model.algorithm).toBe(name);
    expect(model.classes).toEqual(['cooking', 'health', 'travel']);
    expect(f1(later.labels, later.documents.map(given)).micro).toBeGreaterThan(0.9);
    expect(later.documents.some((document) => given(document).length === 2)).toBe(true);
    expect(later.documents.some((document) => given(document).length === 0)).toBe(true);
  });

  it('gives a label from its threshold on, likeliest first, and says how likely each is by itself', () => {
    for (const document of corpus(50, 3).documents) {
      const all = model.tag(document);
      expect(all.map(({ probability }) => probability)).toEqual(
        all.map(({ probability }) => probability).sort((a, b) => b - a)
      );
      for (const { label, probability, given: isGiven } of all) {
        expect(isGiven).toBe(probability >= model.thresholds[model.classes.indexOf(label)]!);
      }
    }
  });

  it('abstains on a text it knows nothing of', () => {
    expect(model.tag(english('zzz qqq')).some((each) => each.given)).toBe(false);
    expect(
      model
        .tag(english(''))
        .map(({ label }) => label)
        .sort()
    ).toEqual([...model.classes]);
  });

  it('answers the same after saving and loading, and equal input gives equal bytes', () => {
    const bytes = model.encode();
    const loaded = decodeTagModel(bytes);
    for (const document of corpus(20, 4).documents) {
      expect(loaded.tag(document)).toEqual(model.tag(document));
      expect(loaded.topTerms(document, 'travel', 3)).toEqual(model.topTerms(document, 'travel', 3));
    }
    expect(Buffer.from(loaded.encode()).equals(bytes)).toBe(true);
    expect(Buffer.from(learner.fitTags(corpus(400, 1)).encode()).equals(bytes)).toBe(true);
  });

  it('reads documents from a stream once', () => {
    const { documents, labels } = corpus(400, 1);
    let read = 0;
    function* stream() {
      for (const document of documents) {
        read++;
        yield document;
      }
    }
    const streamed = learner.fitTags({ documents: stream(), labels });
    expect(read).toBe(400);
    expect(Buffer.from(streamed.encode()).equals(model.encode())).toBe(true);
  });

  it('names the terms that speak for a label', () => {
    const [first] = model.topTerms(english('The hotel near the beach has an oven'), 'cooking', 3);
    expect(first!.term).toBe('oven');
  });

  it('does not mind the order of labels within a text, nor repetitions', () => {
    const { documents, labels } = corpus(100, 5);
    const turned = labels.map((own) => [...own, ...own].reverse());
    const straight = learner.fitTags({ documents, labels });
    expect(Buffer.from(learner.fitTags({ documents, labels: turned }).encode()).equals(straight.encode())).toBe(true);
  });

  it.each([1, 2, 7, 40, 70])('works with %p documents, and with a label of one or of all', (n) => {
    const { documents, labels } = corpus(n, 6);
    const more = labels.map((own, i) => (i === n - 1 ? [...own, 'all', 'lonely'] : [...own, 'all']));
    const small = learner.fitTags({ documents, labels: more });
    for (const { probability } of small.tag(documents[0]!)) expect(probability >= 0 && probability <= 1).toBe(true);
  });

  it('refuses no documents, no labels, labels that do not match, and stops when told to', () => {
    const { documents, labels } = corpus(10, 1);
    const refused = (work: () => unknown, code: string) => expect(work).toThrow(expect.objectContaining({ code }));
    refused(() => learner.fitTags({ documents: [], labels: [] }), 'NOT_ENOUGH_ROWS');
    refused(() => learner.fitTags({ documents, labels: documents.map(() => []) }), 'INVALID_VALUE');
    refused(() => learner.fitTags({ documents, labels: labels.slice(1) }), 'INVALID_SHAPE');
    refused(() => learner.fitTags({ documents: documents.slice(1), labels }), 'INVALID_SHAPE');
    refused(() => learner.fitTags({ documents, labels }, undefined, () => true), 'CANCELLED');
    refused(() => model.topTerms(english('x'), 'absent', 2), 'INVALID_VALUE');
  });
});

describe('thresholds', () => {
  const judged = fc.array(
    fc.record({ probability: fc.constantFrom(0.1, 0.2, 0.4, 0.5, 0.7, 0.9), positive: fc.constantFrom(0, 1) }),
    { minLength: 1, maxLength: 30 }
  );
  const columns = (rows: readonly { probability: number; positive: number }[]) => ({
    probabilities: rows.map(({ probability }) => probability),
    positive: rows.map(({ positive }) => positive),
  });

  it('are best in F1, found by trying all', () => {
    fc.assert(
      fc.property(judged, (rows) => {
        const truth = rows.map(({ positive }) => (positive ? ['x'] : []));
        const score = (threshold: number) =>
          f1(
            truth,
            rows.map(({ probability }) => (probability >= threshold ? ['x'] : [])),
            ['x']
          ).micro;
        const threshold = bestThreshold([columns(rows)]);
        if (!rows.some(({ positive }) => positive)) expect(threshold).toBeNull();
        else expect(score(threshold!)).toBeCloseTo(Math.max(...[0, 0.15, 0.3, 0.45, 0.6, 0.8, 1].map(score)), 12);
      })
    );
  });

  it('of a rare label are nearly those of all, of a frequent one nearly its own', () => {
    const own = (n: number, cut: number) =>
      columns(
        Array.from({ length: 2 * n }, (_, i) => ({ probability: i / (2 * n), positive: i / (2 * n) >= cut ? 1 : 0 }))
      );
    const frequent = own(2000, 0.2);
    const rare = { probabilities: [0.95, 0.9], positive: [1, 0] };
    const [a, b] = labelThresholds([frequent, rare]);
    expect(Math.abs(a! - 0.2)).toBeLessThan(0.01);
    expect(Math.abs(b! - 0.2)).toBeLessThan(0.05);
    expect([...labelThresholds([{ probabilities: [], positive: [] }])]).toEqual([DEFAULT_THRESHOLD]);
  });
});
