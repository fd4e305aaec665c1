import type { Split } from '../../server/src/core/text/count-terms';
import { WordTable } from '../../server/src/core/text/word-table';

/** Words as scikit-learn's pattern `\b\w\w+\b` finds them in lower-case text, without the given stop words. */
export function createSplit(stopWords: Iterable<string>): Split {
  const stops = new WordTable();
  for (const word of stopWords) stops.add(word, 0, word.length);

  return (text, visit) => {
    const lower = text.toLowerCase();
    let start = -1;
    for (let at = 0; at <= lower.length; at++) {
      if (at < lower.length && isWordCharacter(lower.charCodeAt(at))) {
        if (start < 0) start = at;
      } else if (start >= 0) {
        if (at - start > 1 && stops.find(lower, start, at) < 0) visit(lower, start, at);
        start = -1;
      }
    }
  };
}

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

const isWordCharacter = (code: number): boolean =>
  code < 128 ? ASCII[code] === 1 : /[\p{L}\p{N}]/u.test(String.fromCharCode(code));
