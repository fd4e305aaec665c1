/** What a file is, told from its beginning; what it is not, with what came and what was expected. */
import { CoreError } from '../../../server/src/core/errors';
import {
  checkHeader,
  checkMapping,
  checkText,
  delimiterOf,
  formatOf,
  guessMapping,
  type ImportFormat,
} from '../../../server/src/core/import';

const refusal = (work: () => unknown): { code: string; got: string; expected: string } => {
  try {
    work();
  } catch (error) {
    if (error instanceof CoreError)
      return { code: error.code, ...(error.details as { got: string; expected: string }) };
    throw error;
  }
  throw new Error('was not refused');
};
const LOG = '203.0.113.7 - - [22/Nov/2026:03:00:00 +0100] "GET /a HTTP/1.1" 200 5 "-" "Mozilla/5.0"';

describe('bytes that are no text', () => {
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a PNG image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2])],
    ['a JPEG image', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['a zip archive or a spreadsheet (.xlsx, .ods)', Buffer.from('PK\x03\x04 and so on')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['text in UTF-16', Buffer.from('\ufefftime,url', 'utf16le')],
    ['text in UTF-16, or binary', Buffer.from('time,url', 'utf16le')],
    ['a binary file', Buffer.from(`${'text '.repeat(20)}\0`)],
    ['gzip inside gzip', Buffer.from([0x1f, 0x8b, 8])],
    ['a SQLite database', Buffer.from('SQLite format 3\0')],
  ])('are named: %s', (got, head) => {
    expect(refusal(() => checkText(head))).toEqual({
      code: 'UNREADABLE_FILE',
      got,
      expected: 'CSV, NDJSON, or an access log in UTF-8, also with gzip',
    });
  });

  it('are named where they are a model, and what to do with it', () => {
    expect(refusal(() => checkText(Buffer.from('FORESITE....'))).got).toMatch(/^a model file .*import-model/);
  });

  it('are told from text', () => {
    expect(() => checkText(Buffer.from('time,url\n'))).not.toThrow();
    expect(() => checkText(Buffer.from('\ufefftime,url\n'))).not.toThrow();
  });
});

describe('the form of a text', () => {
  it.each<[ImportFormat, string[]]>([
    ['log', [LOG]],
    ['log', ['rubbish', LOG, 'more of it']],
    ['ndjson', ['{"time":1,"url":"/a"}', '{"time":2']],
    ['csv', ['time,url', '2026-11-22 03:00:00,/error']],
    ['csv', ['time;url', '1;2']],
  ])('is told: %s', (format, lines) => {
    expect(formatOf(lines)).toBe(format);
  });

  it.each([
    ['a JSON array', ['[{"time":1}]']],
    ['a JSON array', ['[', '{"time":1},']],
    ['JSON over several lines', ['{', '"time": 1']],
    ['HTML or XML', ['<!doctype html>']],
    ['a log in W3C extended format', ['#Software: Microsoft Internet Information Services']],
    ['a file without a line of text', []],
  ])('is refused: %s', (got, lines) => {
    expect(refusal(() => formatOf(lines))).toMatchObject({ code: 'UNREADABLE_FILE', got });
  });

  it('is refused where it is a log of another kind, without showing whose', () => {
    const line = '2026/11/22 03:00:00 [error] 12#0: *1 open() failed, client: 203.0.113.7, server: site.example';
    const { got } = refusal(() => formatOf([line, line]));
    expect(got).toMatch(/^a log of another format: /);
    expect(got).not.toContain('203.0.113.7');
    expect(refusal(() => formatOf(['only words here'])).got).toMatch(/^text without columns: /);
  });

  it('is believed where one line can be read so, and refused where none can', () => {
    expect(formatOf([LOG, 'a,b'], 'csv')).toBe('csv');
    expect(refusal(() => formatOf(['time,url', '1,/a'], 'log'))).toMatchObject({
      got: 'CSV',
      expected: 'an access log',
    });
  });

  it('of CSV says its delimiter, whatever stands in quotes', () => {
    expect([delimiterOf('a;b;"c,d,e,f"'), delimiterOf('a\tb'), delimiterOf('one')]).toEqual([';', '\t', null]);
  });
});

describe('a header', () => {
  it('must name columns, each once', () => {
    expect(() => checkHeader(['time', 'url'])).not.toThrow();
    expect(refusal(() => checkHeader(['2026-11-22', '/a'])).got).toMatch(/^a first row that names no columns/);
    expect(refusal(() => checkHeader(['time', 'url', 'url'])).got).toBe('two columns named "url"');
    expect(refusal(() => checkHeader(['time', ''])).got).toMatch(/^a first row that names no columns/);
  });

  it('is mapped by the names columns go by elsewhere, none twice', () => {
    expect(guessMapping(['Event Timestamp', 'page_location', 'event_name', 'user_pseudo_id', 'x'])).toEqual({
      time: 'Event Timestamp',
      url: 'page_location',
      type: 'event_name',
      visitorId: 'user_pseudo_id',
    });
    expect(guessMapping(['source', 'target'])).toEqual({ referrer: 'source' });
  });

  it('must have what an event needs', () => {
    const check =
      (columns: string[], type: 'view' | null = 'view') =>
      () =>
        checkMapping({ format: 'csv', mapping: guessMapping(columns), type }, columns);
    expect(check(['time', 'url'])).not.toThrow();
    expect(refusal(check(['url', 'x']))).toEqual({
      code: 'COLUMN_MISSING',
      got: 'the columns url, x',
      expected: 'a column that holds the time',
    });
    expect(refusal(check(['time', 'x'])).expected).toBe('a column that holds the document id or the address');
    expect(refusal(check(['time', 'url'], null)).expected).toMatch(/the type, or one type for all/);
    const gone = () => checkMapping({ format: 'csv', mapping: { time: 'when' }, type: 'view' }, ['time']);
    expect(refusal(gone).expected).toBe('a column "when" for time');
  });
});
