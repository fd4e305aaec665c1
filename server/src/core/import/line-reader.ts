import { bomLength, CR, FILE_START, LF, type RawRow, type RowReader, type RowStart } from './rows';

/**
 * Lines that end in LF or CRLF, the last one perhaps in nothing. A line of more than `maxBytes` is a problem and is not
 * held in memory: O(maxBytes) space, O(bytes) time.
 */
export function createLineReader(maxBytes: number, start: RowStart = FILE_START): RowReader {
  let { offset, line } = start;
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes of a line that is too long, which were let go. */
  let dropped = 0;

  const rowOf = (bytes: Buffer, length: number): RawRow | null => {
    const whole = dropped + length;
    const isLong = whole > maxBytes + 2;
    const begin = offset === 0 && dropped === 0 ? bomLength(bytes) : 0;
    const text = isLong ? '' : bytes.toString('utf8', begin, bytes.length).replace(/\r?\n?$/, '');
    offset += whole;
    line += 1;
    dropped = 0;
    const place = { line: line - 1, nextLine: line, end: offset };
    if (isLong) {
      const problem = { got: `a line of ${whole} bytes`, expected: `at most ${maxBytes}` };
      return { ...place, fields: [], problem };
    }
    return text.trim() === '' ? null : { ...place, fields: [text], problem: null };
  };

  return {
    push(chunk) {
      const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
      const rows: RawRow[] = [];
      let from = 0;
      for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, from)) {
        const row = rowOf(bytes.subarray(from, at + 1), at + 1 - from);
        if (row !== null) rows.push(row);
        from = at + 1;
      }
      rest = Buffer.from(bytes.subarray(from));
      if (dropped + rest.length > maxBytes + 2) {
        dropped += rest.length;
        rest = Buffer.alloc(0);
      }
      return rows;
    },
    end() {
      if (rest.length + dropped === 0) return [];
      const last = rowOf(rest, rest.length);
      rest = Buffer.alloc(0);
      return last === null ? [] : [last];
    },
  };
}

/** A text without the CR that a Windows line ends in. */
export const endsInCr = (bytes: Buffer, end: number): boolean => end > 0 && bytes[end - 1] === CR;
