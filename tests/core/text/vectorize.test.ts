import fc from 'fast-check';

import { countTerms } from '../../../server/src/core/text/count-terms';
import { foldsInTime } from '../../../server/src/core/text/folds';
import { termsOf, vectorize, vectorizeOne } from '../../../server/src/core/text/vectorize';
import { fitVocabulary } from '../../../server/src/core/text/vocabulary';

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const corpus = fc.array(fc.array(word, { maxLength: 12 }), { minLength: 1, maxLength: 12 });

/** TF-IDF by the definition, with maps of strings. */
function bruteForce(documents: string[][], ngramMax: number, minDf: number, maxDf: number) {
  const terms = documents.map((tokens) => termsOf(tokens, ngramMax));
  const df = new Map<string, number>();
  for (const list of terms) for (const term of new Set(list)) df.set(term, (df.get(term) ?? 0) + 1);
  const n = documents.length;
  const kept = [...df].filter(([, count]) => count >= minDf && count <= Math.max(minDf, Math.floor(maxDf * n)));
  return terms.map((list) => {
    const row = new Map<string, number>();
    for (const [term, count] of kept) {
      const tf = list.filter((other) => other === term).length;
      if (tf > 0) row.set(term, (1 + Math.log(tf)) * (Math.log((1 + n) / (1 + count)) + 1));
    }
    const length = Math.sqrt([...row.values()].reduce((sum, x) => sum + x * x, 0));
    return new Map([...row].map(([term, x]) => [term, x / length]));
  });
}

describe('vectorizing', () => {
  it('is TF-IDF as defined, for a corpus and for one document alike', () => {
    fc.assert(
      fc.property(corpus, fc.constantFrom(1, 2), fc.integer({ min: 1, max: 3 }), (documents, ngramMax, minDf) => {
        const counted = countTerms(documents, ngramMax, minDf);
        const rows = Uint32Array.from(documents.keys());
        const vocabulary = fitVocabulary(counted, rows, { minDf, maxDf: 0.6 }, 1000);
        const X = vectorize(counted, rows, vocabulary);
        const terms = Array.from(vocabulary.termIds, (id) => counted.terms[id]!);
        const columnOf = new Map(terms.map((term, column) => [term, column]));

        bruteForce(documents, ngramMax, minDf, 0.6).forEach((expected, row) => {
          const slots = [...Array(X.rowStart[row + 1]! - X.rowStart[row]!).keys()].map((i) => X.rowStart[row]! + i);
          const got = new Map(slots.map((k) => [terms[X.columns[k]!]!, X.values[k]!]));
          expect([...got.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [term, value] of expected) expect(got.get(term)).toBeCloseTo(value, 5);

          const one = vectorizeOne(documents[row]!, columnOf, vocabulary.idf, ngramMax);
          expect([...one.columns]).toEqual(slots.map((k) => X.columns[k]!));
          one.values.forEach((value, i) => expect(value).toBeCloseTo(X.values[slots[i]!]!, 5));
        });
      })
    );
  });

  it('keeps the most frequent terms when there are too many', () => {
    const documents = [['a', 'b'], ['a', 'b'], ['a', 'c'], ['d', 'c'], ['a']];
    const counted = countTerms(documents, 1, 1);
    const { termIds } = fitVocabulary(counted, Uint32Array.of(0, 1, 2, 3, 4), { minDf: 1, maxDf: 1 }, 2);
    expect(Array.from(termIds, (id) => counted.terms[id])).toEqual(['a', 'b']);
  });

  it('learns a vocabulary from the given rows only', () => {
    const counted = countTerms([['a'], ['a'], ['b'], ['b']], 1, 1);
    const { termIds } = fitVocabulary(counted, Uint32Array.of(0, 1), { minDf: 1, maxDf: 1 }, 10);
    expect(Array.from(termIds, (id) => counted.terms[id])).toEqual(['a']);
  });
});

describe('foldsInTime', () => {
  it('judges every part by documents other than its own, and by earlier ones where there are enough', () => {
    for (const n of [0, 5, 6, 30, 59, 60, 1000]) {
      for (const { train, test } of foldsInTime(n)) {
        const seen = new Set(train);
        expect(test.length > 0 && [...test].every((row) => !seen.has(row))).toBe(true);
        if (n >= 60) expect(Math.max(...train)).toBeLessThan(Math.min(...test));
      }
    }
    expect(foldsInTime(5)).toEqual([]);
  });
});
