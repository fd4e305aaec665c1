import fc from 'fast-check';

import { decidePromotion } from '../../../server/src/core/evaluate/gate/decide-promotion';
import { abstentionThreshold, DEFAULT_ABSTAIN_BELOW } from '../../../server/src/core/evaluate/text/abstain';
import {
  performanceExamples,
  TOP_QUARTER,
  topicExamples,
  topQuarterThreshold,
  type TextRecord,
} from '../../../server/src/core/evaluate/text/examples';
import { classifyText, decodeTextBundle, encodeTextBundle } from '../../../server/src/core/evaluate/text/text-bundle';
import { NEEDED_DOCUMENTS, trainText, type TextOptions } from '../../../server/src/core/evaluate/text/train-text';
import type { Label } from '../../../server/src/core/features/labels';
import { createRandom } from '../../../server/src/core/math/random';

const DAY = 86_400_000;
const WORDS: Readonly<Record<string, string>> = {
  cooking: 'oven butter recipe flour dough pan garlic simmer roast spice',
  travel: 'train harbour island museum hotel ticket beach passport luggage trail',
  health: 'sleep heart doctor vitamin muscle stress breathing walking immune clinic',
};
const COMMON = 'people often think that this year something different happened in town and we asked them about it';
const GOOD = 'surprising secret finally revealed';

interface Made {
  readonly records: TextRecord[];
  readonly labels: Label[];
}

/** Articles of three categories; texts with the good words get three times the views. */
function articles(n: number, seed: number): Made {
  const random = createRandom(seed);
  const draw = (words: string, count: number) => {
    const all = words.split(' ');
    return Array.from({ length: count }, () => all[random.int(all.length)]!).join(' ');
  };
  const made: Made = { records: [], labels: [] };
  for (let i = 0; i < n; i++) {
    const category = Object.keys(WORDS)[random.int(3)]!;
    const good = random.next() < 0.25;
    const key = { uid: 'api::article.article', documentId: `d${i}`, locale: '' };
    const firstPublishedAt = i * DAY;
    const text = `${draw(COMMON, 40)}. ${draw(WORDS[category]!, 12)}. ${good ? draw(GOOD, 4) : ''}`;
    made.records.push({ key, firstPublishedAt, version: 1, title: draw(COMMON, 5), text, category, language: 'en' });
    const views = (good ? 300 : 100) + random.int(50);
    made.labels.push({ key, firstPublishedAt, closesAt: firstPublishedAt + 7 * DAY, views });
  }
  return made;
}

const { records, labels } = articles(240, 4);
const topic: TextOptions = { kind: 'topic', algorithm: 'auto' };
const performance: TextOptions = { kind: 'performance-text', algorithm: 'auto' };

describe('examples', () => {
  it('are the latest version for topics and the first for performance, each document once', () => {
    const [record] = records;
    const corrected = { ...record!, version: 2, text: 'corrected' };
    const both = [corrected, ...records];
    const own = (examples: ReturnType<typeof topicExamples>) => examples.filter(({ id }) => id.includes('|d0|'));
    expect(own(topicExamples(both)).map(({ document }) => document.text)).toEqual([`${record!.title}\ncorrected`]);
    expect(own(performanceExamples(both, labels)).map(({ document }) => document.text)).toEqual([
      `${record!.title}\n${record!.text}`,
    ]);
  });

  it('leave out documents without a category, and without a closed label', () => {
    const bare = records.map((record) => ({ ...record, category: null }));
    expect(topicExamples(bare)).toEqual([]);
    expect(performanceExamples(records, labels.slice(0, 9))).toHaveLength(9);
  });

  it('have a top quarter of their own locale where it has enough documents', () => {
    const example = (locale: string, truth: number) => ({
      id: '',
      document: { text: '', language: '' },
      publishedAt: 0,
      closesAt: 0,
      truth,
      locale,
    });
    const many = Array.from({ length: 100 }, (_, i) => example('en', i));
    const few = Array.from({ length: 5 }, () => example('de', 1000));
    const threshold = topQuarterThreshold([...many, ...few]);
    expect(threshold('en')).toBeCloseTo(99 * 0.75, 10);
    expect(threshold('de')).toBe(78);
  });
});

describe('a topic classifier', () => {
  const trained = trainText(topicExamples(records), topic);

  it('is judged on the newest fifth, beats the most frequent class, and reports both algorithms', () => {
    const { report } = trained;
    expect(report.testDocuments).toBe(48);
    expect(report.macroF1!).toBeGreaterThan(0.9);
    expect(report.baseline.macroF1!).toBeLessThan(0.4);
    expect(report.auc).toBeNull();
    expect(report.algorithms.map(({ name }) => name)).toEqual(['linear-svm', 'complement-nb']);
    expect(report.algorithms.filter(({ chosen }) => chosen)).toHaveLength(1);
    expect(report.classes.map(({ label }) => label).sort()).toEqual(Object.keys(WORDS).sort());
    for (const { label, terms } of report.classes) {
      expect(terms.some((term) => WORDS[label]!.includes(term))).toBe(true);
    }
  });

  it('says the same after a round trip through bytes, with its terms', () => {
    const bundle = trained.bundle!;
    const decoded = decodeTextBundle(encodeTextBundle(bundle), 'topic');
    const document = { text: 'Roast the garlic in butter and simmer', language: 'en' };
    const answer = classifyText(decoded, document, 3);
    expect(answer).toEqual(classifyText(bundle, document, 3));
    expect(answer.labels[0]!.label).toBe('cooking');
    expect(answer.terms.length).toBeGreaterThan(0);
    expect(decoded.judged).toEqual(bundle.judged);
    expect(() => decodeTextBundle(encodeTextBundle(bundle), 'performance-text')).toThrow(
      expect.objectContaining({ code: 'ARTIFACT_CORRUPT' })
    );
  });

  it('keeps silent where it is not sure', () => {
    const unsure = { ...trained.bundle!, abstainBelow: 1.01 };
    expect(classifyText(unsure, { text: 'garlic', language: 'en' }, 3)).toEqual({
      labels: [],
      abstained: true,
      terms: [],
    });
  });

  it('goes live by the same gate as a ranker', () => {
    const candidate = {
      recipe: 'r',
      closedLabels: trained.report.documents,
      neededLabels: NEEDED_DOCUMENTS,
      judged: trained.judged,
      damage: null,
      guardrails: [],
    };
    expect(decidePromotion(candidate, null, 1).code).toBe('first-model-beats-baseline');
    expect(decidePromotion(candidate, { recipe: 'r', judged: trained.judged }, 1).code).toBe('refresh-ok');
  });
});

describe('a performance classifier', () => {
  it('finds the words of the top quarter on later data', () => {
    const { report, bundle } = trainText(performanceExamples(records, labels), performance);
    expect(report.auc!).toBeGreaterThan(0.9);
    expect(report.baseline.auc).toBe(0.5);
    expect(report.logLoss!).toBeLessThan(report.baseline.logLoss!);
    const [top] = report.classes.filter(({ label }) => label === TOP_QUARTER);
    expect(top!.documents / report.documents).toBeCloseTo(0.25, 1);
    expect(bundle!.abstainBelow).toBe(0);
  });

  it('learns nothing from labels that had not closed when the test began', () => {
    const examples = performanceExamples(records, labels);
    const testBegins = examples[192]!.publishedAt;
    // Turn the truth of everything that closed later, test labels aside: nothing judged may move.
    const turned = examples.map((example) =>
      example.closesAt >= testBegins && example.publishedAt < testBegins ? { ...example, truth: 9999 } : example
    );
    expect(turned).not.toEqual(examples);
    expect(trainText(turned, performance).judged).toEqual(trainText(examples, performance).judged);
  });
});

describe('with too little to learn from', () => {
  it('there is a report without a model', () => {
    const few = trainText(topicExamples(records.slice(0, 30)), topic);
    expect(few).toMatchObject({ bundle: null, report: { documents: 30, testDocuments: 0, macroF1: null } });
    const one = records.map((record) => ({ ...record, category: 'all' }));
    expect(trainText(topicExamples(one), topic).bundle).toBeNull();
    expect(trainText([], performance)).toMatchObject({ bundle: null, report: { documents: 0 } });
  });

  it('classes of one or two documents are no classes', () => {
    const rare = records.map((record, i) => (i < 2 ? { ...record, category: 'rare' } : record));
    const { report } = trainText(topicExamples(rare), topic);
    expect(report.classes.map(({ label }) => label)).not.toContain('rare');
  });
});

describe('the abstention threshold', () => {
  it('is the lowest from which on four answers in five are right, found by trying all', () => {
    const answers = fc.array(
      fc.record({ probability: fc.constantFrom(0.2, 0.4, 0.5, 0.6, 0.8, 0.9), right: fc.boolean() }),
      {
        maxLength: 40,
      }
    );
    fc.assert(
      fc.property(answers, (given) => {
        const good = [0.2, 0.4, 0.5, 0.6, 0.8, 0.9].filter((threshold) => {
          const kept = given.filter(({ probability }) => probability >= threshold);
          const ends = given.some(({ probability }) => probability === threshold);
          return ends && kept.length >= 10 && kept.filter(({ right }) => right).length / kept.length >= 0.8;
        });
        expect(abstentionThreshold(given)).toBe(good[0] ?? DEFAULT_ABSTAIN_BELOW);
      })
    );
  });
});
