import fc from 'fast-check';

import { createTermCounter } from '../../../server/src/core/text/count-terms';
import { foldsInTime } from '../../../server/src/core/text/folds';
import { PairTable } from '../../../server/src/core/text/pair-table';
import { termsOf, vectorize } from '../../../server/src/core/text/vectorize';
import { createVectorizer } from '../../../server/src/core/text/vectorizer';
import { fitVocabulary } from '../../../server/src/core/text/vocabulary';

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const corpus = fc.array(fc.array(word, { maxLength: 12 }), { minLength: 1, maxLength: 12 });

const count = (documents: Iterable<readonly string[]>, ngramMax: number, minDf: number) => {
  const counter = createTermCounter(ngramMax, minDf);
  for (const words of documents) counter.add(words);
  return counter.finish();
};

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
        const counted = count(documents, ngramMax, minDf);
        const rows = Uint32Array.from(documents.keys());
        const vocabulary = fitVocabulary(counted, rows, { minDf, maxDf: 0.6 }, 1000);
        const X = vectorize(counted, rows, vocabulary);
        const terms = Array.from(vocabulary.termIds, (id) => counted.terms[id]!);
        const vectorizer = createVectorizer(terms, vocabulary.idf);

        bruteForce(documents, ngramMax, minDf, 0.6).forEach((expected, row) => {
          const slots = [...Array(X.rowStart[row + 1]! - X.rowStart[row]!).keys()].map((i) => X.rowStart[row]! + i);
          const got = new Map(slots.map((k) => [terms[X.columns[k]!]!, X.values[k]!]));
          expect([...got.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [term, value] of expected) expect(got.get(term)).toBeCloseTo(value, 5);

          const one = vectorizer.ofWords(documents[row]!);
          const alone = [...Array(one.end).keys()].map((k) => [terms[one.columns[k]!]!, one.values[k]!] as const);
          expect(alone.length).toBe(expected.size);
          for (const [term, value] of alone) expect(value).toBeCloseTo(got.get(term)!, 5);
        });
      })
    );
  });

  it('counts documents from a stream, reading each once', () => {
    let read = 0;
    function* stream() {
      for (const words of [
        ['a', 'b'],
        ['a', 'c', 'a'],
        ['b', 'a'],
      ]) {
        read++;
        yield words;
      }
    }
    const counted = count(stream(), 2, 2);
    expect(read).toBe(3);
    expect(counted).toEqual(
      count(
        [
          ['a', 'b'],
          ['a', 'c', 'a'],
          ['b', 'a'],
        ],
        2,
        2
      )
    );
    expect(counted.terms).toEqual(['a', 'b']);
    expect([...counted.counts]).toEqual([1, 1, 2, 1, 1]);
  });

  it('keeps the most frequent terms when there are too many', () => {
    const counted = count([['a', 'b'], ['a', 'b'], ['a', 'c'], ['d', 'c'], ['a']], 1, 1);
    const { termIds } = fitVocabulary(counted, Uint32Array.of(0, 1, 2, 3, 4), { minDf: 1, maxDf: 1 }, 2);
    expect(Array.from(termIds, (id) => counted.terms[id])).toEqual(['a', 'b']);
  });

  it('learns a vocabulary from the given rows only', () => {
    const counted = count([['a'], ['a'], ['b'], ['b']], 1, 1);
    const { termIds } = fitVocabulary(counted, Uint32Array.of(0, 1), { minDf: 1, maxDf: 1 }, 10);
    expect(Array.from(termIds, (id) => counted.terms[id])).toEqual(['a']);
  });
});

describe('a table of pairs', () => {
  it('numbers pairs as a map of strings would', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 3000 }), fc.array(pair, { maxLength: 50 }), (added, asked) => {
        const table = new PairTable();
        const map = new Map<string, number>();
        for (const [a, b] of added) {
          if (!map.has(`${a} ${b}`)) map.set(`${a} ${b}`, map.size);
          expect(table.add(a, b)).toBe(map.get(`${a} ${b}`));
        }
        expect(table.size).toBe(map.size);
        for (const [a, b] of [...asked, ...added]) expect(table.find(a, b)).toBe(map.get(`${a} ${b}`) ?? -1);
      }),
      { numRuns: 30 }
    );
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
