/**
 * Documents as counts of terms (words and pairs of neighbouring words), every term a number.
 * Words and pairs in fewer than `minDf` documents are dropped on the way: no part of the documents could use them,
 * and most pairs of a corpus occur once.
 */
export interface CountedDocuments {
  readonly nRows: number;
  /** Term of each number; the two words of a pair are joined by a space. */
  readonly terms: readonly string[];
  /** (nRows + 1,) document i has ids[k], counts[k] for k in rowStart[i]..rowStart[i+1]-1, ids ascending. */
  readonly rowStart: Uint32Array;
  readonly ids: Uint32Array;
  readonly counts: Uint32Array;
}

/** A pair of word numbers as one number; exact below 2^26 words. */
const PAIR = 2 ** 26;

/** Count the terms of tokenized documents. Cost O(tokens · log tokens of a document). */
export function countTerms(
  documents: readonly (readonly string[])[],
  ngramMax: number,
  minDf: number
): CountedDocuments {
  const { words, wordIds } = numberWords(documents);
  const wordDf = documentFrequencies(wordIds);
  const kept = wordIds.map((ids) => ids.filter((id) => wordDf.get(id)! >= minDf));
  const pairs = ngramMax === 2 ? wordIds.map((ids) => pairsOf(ids, wordDf, minDf)) : [];
  const pairIds = numberPairs(documentFrequencies(pairs), minDf, words);

  const rowStart = new Uint32Array(documents.length + 1);
  const ids: number[] = [];
  const counts: number[] = [];
  kept.forEach((wordsOfRow, row) => {
    const pairsOfRow = (pairs[row] ?? new Float64Array()).filter((pair) => pairIds.has(pair));
    const all = Uint32Array.from([...wordsOfRow, ...Array.from(pairsOfRow, (pair) => pairIds.get(pair)!)]).sort();
    for (let i = 0; i < all.length; i++) {
      if (i > 0 && all[i] === all[i - 1]) counts[counts.length - 1]!++;
      else {
        ids.push(all[i]!);
        counts.push(1);
      }
    }
    rowStart[row + 1] = ids.length;
  });
  return {
    nRows: documents.length,
    terms: words,
    rowStart,
    ids: Uint32Array.from(ids),
    counts: Uint32Array.from(counts),
  };
}

function numberWords(documents: readonly (readonly string[])[]) {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const wordIds = documents.map((tokens) =>
    Float64Array.from(tokens, (word) => {
      let id = numbers.get(word);
      if (id === undefined) {
        id = words.push(word) - 1;
        numbers.set(word, id);
      }
      return id;
    })
  );
  return { words, wordIds };
}

function documentFrequencies(rows: readonly Float64Array[]): Map<number, number> {
  const df = new Map<number, number>();
  for (const row of rows) {
    const sorted = row.slice().sort();
    for (let i = 0; i < sorted.length; i++) {
      if (i === 0 || sorted[i] !== sorted[i - 1]) df.set(sorted[i]!, (df.get(sorted[i]!) ?? 0) + 1);
    }
  }
  return df;
}

function pairsOf(ids: Float64Array, wordDf: ReadonlyMap<number, number>, minDf: number): Float64Array {
  const pairs: number[] = [];
  for (let i = 1; i < ids.length; i++) {
    const rare = wordDf.get(ids[i - 1]!)! < minDf || wordDf.get(ids[i]!)! < minDf;
    if (!rare) pairs.push(ids[i - 1]! * PAIR + ids[i]!);
  }
  return Float64Array.from(pairs);
}

/** Give pairs that are frequent enough the numbers after the words, and append them to the terms. */
function numberPairs(df: ReadonlyMap<number, number>, minDf: number, terms: string[]): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const [pair, documents] of df) {
    if (documents < minDf) continue;
    numbers.set(pair, terms.length);
    terms.push(`${terms[Math.floor(pair / PAIR)]!} ${terms[pair % PAIR]!}`);
  }
  return numbers;
}
