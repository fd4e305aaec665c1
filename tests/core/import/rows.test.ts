/** Files cut into rows: whatever the pieces they arrive in, and from whatever row reading goes on. */
import fc from 'fast-check';

import {
  createCsvReader,
  createLineReader,
  FILE_START,
  type RawRow,
  type RowReader,
  type RowStart,
} from '../../../server/src/core/import';

const MAX = 1_000;
const csv = (start: RowStart = FILE_START, delimiter = ',') => createCsvReader(delimiter, MAX, start);
const lines = (start: RowStart = FILE_START) => createLineReader(MAX, start);

/** Every row of some bytes, which arrive in pieces of these lengths, over and over. */
const readAll = (reader: RowReader, bytes: Buffer, pieces: readonly number[] = [bytes.length || 1]): RawRow[] => {
  const rows: RawRow[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = pieces[turn % pieces.length] ?? 1;
    rows.push(...reader.push(bytes.subarray(at, at + length)));
    at += length;
  }
  return [...rows, ...reader.end()];
};
const fieldsOf = (rows: readonly RawRow[]) => rows.map(({ fields }) => fields);
const quote = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

describe('CSV', () => {
  const table = fc.array(
    fc.array(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('"', 'a,b', 'x\r\ny', '""\n', 'é')),
      {
        minLength: 1,
        maxLength: 5,
      }
    ),
    { minLength: 1, maxLength: 8 }
  );
  const isThere = (row: readonly string[]) => row.some((field) => field.trim() !== '');
  /** A field of its own may end in a CR only in quotes, as RFC 4180 writes it. */
  const textOf = (rows: readonly (readonly string[])[], end: string) =>
    rows.map((row) => row.map(quote).join(',')).join(end);

  it('is read as it was written, whatever the pieces it arrives in', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
        (rows, end, closed, pieces) => {
          const bytes = Buffer.from(textOf(rows, end) + (closed ? end : ''));
          const whole = readAll(csv(), bytes);
          expect(fieldsOf(whole)).toEqual(rows.filter(isThere));
          expect(readAll(csv(), bytes, pieces)).toEqual(whole);
        }
      )
    );
  });

  it('goes on behind any row with the rows that are left', () => {
    fc.assert(
      fc.property(table, fc.nat(), (rows, pick) => {
        const bytes = Buffer.from(textOf(rows, '\n'));
        const whole = readAll(csv(), bytes);
        if (whole.length === 0) return;
        const at = pick % whole.length;
        const { end, nextLine } = whole[at] as RawRow;
        expect(readAll(csv({ offset: end, line: nextLine }), bytes.subarray(end))).toEqual(whole.slice(at + 1));
      })
    );
  });

  it('knows the line each row begins on, also after fields with line breaks', () => {
    const rows = readAll(csv(), Buffer.from('a,b\n1,"two\nlines"\n\n3,4\n'));
    expect(rows.map(({ line, fields }) => [line, fields[0]])).toEqual([
      [1, 'a'],
      [2, '1'],
      [5, '3'],
    ]);
  });

  it('lets go of the mark of UTF-8, of CRLF, and of blank lines, and keeps empty fields', () => {
    expect(fieldsOf(readAll(csv(), Buffer.from('\ufeffa,b\r\n,2\r\n\r\n"",""\r\n3,\r\n')))).toEqual([
      ['a', 'b'],
      ['', '2'],
      ['3', ''],
    ]);
  });

  it('takes a quote in the middle of a field for a character, and what follows a closing one for part of the field', () => {
    expect(fieldsOf(readAll(csv(), Buffer.from('5" screen,b\n"a"b,c\n')))).toEqual([
      ['5" screen', 'b'],
      ['ab', 'c'],
    ]);
  });

  it('loses no more than its line to a quote that is not closed', () => {
    const long = Array.from({ length: 200 }, (_, n) => `row ${n},x`);
    const rows = readAll(csv(), Buffer.from(['a,b', '1,"open', ...long].join('\n')), [64]);
    expect(rows[1]).toMatchObject({ line: 2, fields: [], problem: { got: 'a quote that is not closed' } });
    expect(fieldsOf(rows.slice(2))).toEqual(long.map((text) => text.split(',')));
    const short = readAll(csv(), Buffer.from('a,b\n1,"open\n2,3'));
    expect(short.map(({ problem }) => problem === null)).toEqual([true, false, true]);
  });

  it('does not hold a row that is too long, and goes on behind it', () => {
    const bytes = Buffer.from(`a,b\n${'x'.repeat(5 * MAX)},1\n2,3\n${'y'.repeat(3 * MAX)}`);
    const rows = readAll(csv(), bytes, [100]);
    expect(rows.map(({ line, problem }) => [line, problem === null])).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [4, false],
    ]);
    expect(rows[3]?.end).toBe(bytes.length);
  });

  it.each([';', '\t', '|'])('is cut at %j where that is its sign', (delimiter) => {
    const text = Buffer.from(['a', 'b,c'].join(delimiter));
    expect(fieldsOf(readAll(csv(FILE_START, delimiter), text))).toEqual([['a', 'b,c']]);
  });
});

describe('lines', () => {
  it('are the same whatever the pieces they arrive in, and from wherever reading goes on', () => {
    const text = fc.array(
      fc.string({ maxLength: 20 }).map((one) => one.replace(/[\r\n]/g, '')),
      { maxLength: 10 }
    );
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        (all, end, piece, pick) => {
          const bytes = Buffer.from(all.join(end));
          const whole = readAll(lines(), bytes);
          expect(whole.map(({ fields }) => fields[0])).toEqual(all.filter((line) => line.trim() !== ''));
          expect(readAll(lines(), bytes, [piece])).toEqual(whole);
          if (whole.length === 0) return;
          const at = pick % whole.length;
          const row = whole[at] as RawRow;
          const rest = readAll(lines({ offset: row.end, line: row.nextLine }), bytes.subarray(row.end));
          expect(rest).toEqual(whole.slice(at + 1));
        }
      )
    );
  });

  it('that are too long are problems, and are not held', () => {
    const bytes = Buffer.from(`one\n${'x'.repeat(5 * MAX)}\nthree`);
    const rows = readAll(lines(), bytes, [64]);
    expect(rows.map(({ line, problem }) => [line, problem?.got ?? null])).toEqual([
      [1, null],
      [2, `a line of ${5 * MAX + 1} bytes`],
      [3, null],
    ]);
  });
});
