/**
 * CSV as RFC 4180 has it, in steps: fields in quotes may hold delimiters, line breaks and doubled quotes; CRLF or LF; the
 * last row perhaps without either. It works on bytes, because every sign that matters is ASCII and UTF-8 hides none
 * in its other characters: so a row's end is known to the byte, and reading can go on from there.
 *
 * More lenient than the RFC where people's files are: a quote inside an unquoted field is a character, and what stands
 * behind a closing quote belongs to the field. A quote that is never closed costs its own line only.
 */
import { endsInCr } from './line-reader';
import { bomLength, FILE_START, LF, type RawRow, type RowReader, type RowStart } from './rows';

const QUOTE = 0x22;

interface Cut {
  readonly fields: string[];
  /** First byte after the row; -1 when it is not complete yet. */
  readonly next: number;
  /** Line breaks in it. */
  readonly breaks: number;
}

/**
 * @param delimiter one ASCII character.
 * @param maxBytes of one row: what is longer, or has a quote that is not closed within so much, is a problem.
 */
export function createCsvReader(delimiter: string, maxBytes: number, start: RowStart = FILE_START): RowReader {
  const separator = delimiter.charCodeAt(0);
  let { offset, line } = start;
  let bytes: Buffer = Buffer.alloc(0);
  /** Inside a line that is too long and of which the beginning was let go. */
  let skipping = false;

  const cut = (from: number, atEnd: boolean): Cut => {
    const fields: string[] = [];
    let [at, breaks] = [from, 0];
    for (;;) {
      const isQuoted = bytes[at] === QUOTE;
      let text = '';
      if (isQuoted) {
        let begin = ++at;
        for (; ; at++) {
          if (at >= bytes.length) return { fields, next: -1, breaks };
          if (bytes[at] === LF) breaks++;
          if (bytes[at] !== QUOTE) continue;
          // At the end of what is here the next byte decides whether this quote is doubled.
          if (at + 1 >= bytes.length && !atEnd) return { fields, next: -1, breaks };
          text += bytes.toString('utf8', begin, at);
          if (bytes[at + 1] !== QUOTE) break;
          text += '"';
          begin = ++at + 1;
        }
        at++;
      }
      const begin = at;
      while (at < bytes.length && bytes[at] !== separator && bytes[at] !== LF) at++;
      if (at >= bytes.length && !atEnd) return { fields, next: -1, breaks };
      const isLast = at >= bytes.length || bytes[at] === LF;
      fields.push(text + bytes.toString('utf8', begin, isLast && endsInCr(bytes, at) && at > begin ? at - 1 : at));
      if (isLast) return { fields, next: Math.min(at + 1, bytes.length), breaks: breaks + (at < bytes.length ? 1 : 0) };
      at++;
    }
  };

  const advance = (from: number, to: number, breaks: number): { line: number; nextLine: number; end: number } => {
    const place = { line, nextLine: line + breaks, end: offset + (to - from) };
    ({ nextLine: line, end: offset } = place);
    return place;
  };

  /** The row's first line alone is a problem; what follows it is read anew. */
  const giveUp = (from: number, got: string, expected: string): { row: RawRow; next: number } | null => {
    const lf = bytes.indexOf(LF, from);
    if (lf === -1) return null;
    const row = { ...advance(from, lf + 1, 1), fields: [], problem: { got, expected } };
    return { row, next: lf + 1 };
  };

  const drain = (atEnd: boolean): RawRow[] => {
    const rows: RawRow[] = [];
    let from = 0;
    if (offset === 0 && (bytes.length >= 3 || atEnd)) from = advance(0, bomLength(bytes), 0).end;
    else if (offset === 0) return rows;
    while (from < bytes.length) {
      if (skipping) {
        const lf = bytes.indexOf(LF, from);
        const to = lf === -1 ? bytes.length : lf + 1;
        const place = advance(from, to, lf === -1 ? 0 : 1);
        from = to;
        if (lf === -1 && !atEnd) break;
        skipping = false;
        rows.push({ ...place, fields: [], problem: tooLong(maxBytes) });
        continue;
      }
      const { fields, next, breaks } = cut(from, atEnd);
      if (next !== -1 && next - from <= maxBytes) {
        const place = advance(from, next, breaks);
        if (fields.some((field) => field.trim() !== '')) rows.push({ ...place, fields, problem: null });
        from = next;
        continue;
      }
      if (next === -1 && !atEnd && bytes.length - from <= maxBytes) break;
      const { got, expected } = next === -1 ? NOT_CLOSED : tooLong(maxBytes);
      const given = giveUp(from, got, expected);
      if (given !== null) {
        rows.push(given.row);
        from = given.next;
        continue;
      }
      // One line without an end: what is here of it goes, and the rest when it comes.
      if (atEnd) {
        rows.push({ ...advance(from, bytes.length, 0), fields: [], problem: { got, expected } });
        from = bytes.length;
      } else {
        skipping = true;
      }
    }
    if (atEnd && skipping) rows.push({ ...advance(0, 0, 0), fields: [], problem: tooLong(maxBytes) });
    bytes = Buffer.from(bytes.subarray(from));
    return rows;
  };

  return {
    push(chunk) {
      bytes = bytes.length === 0 ? Buffer.from(chunk) : Buffer.concat([bytes, chunk]);
      return drain(false);
    },
    end: () => drain(true),
  };
}

const NOT_CLOSED = { got: 'a quote that is not closed', expected: 'a second quote that ends the field' };
const tooLong = (maxBytes: number) => ({ got: 'a very long row', expected: `at most ${maxBytes} bytes` });
