import { CoreError } from '../errors';
import { MAGIC as MODEL } from '../artifact/layout';
import { type Delimiter, DELIMITERS, type ImportFormat } from './fields';
import { readLogLine, withoutPeople } from './log-line';
import { readTime } from './times';

const GZIP = [0x1f, 0x8b];

/** What files begin with that are no text we read, and what they are. */
const OTHERS: readonly (readonly [readonly number[] | string, string])[] = [
  [MODEL, 'a model file (bring it in with "npx foresight import-model", or on the page Models)'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['RIFF', 'an image or a recording'],
  ['%PDF', 'a PDF'],
  ['PK\x03\x04', 'a zip archive or a spreadsheet (.xlsx, .ods)'],
  ['PK\x05\x06', 'an empty zip archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz file'],
  ['BZh', 'a bzip2 file'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd file'],
  ['SQLite format 3', 'a SQLite database'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document'],
];

const beginsWith = (head: Uint8Array, magic: readonly number[] | string): boolean => {
  const bytes = typeof magic === 'string' ? [...Buffer.from(magic, 'latin1')] : magic;
  return bytes.every((byte, at) => head[at] === byte);
};

export const isGzip = (head: Uint8Array): boolean => beginsWith(head, GZIP);

const TEXT = 'CSV, NDJSON, or an access log in UTF-8, also with gzip';

/** @throws {CoreError} UNREADABLE_FILE when this is not the beginning of a text. @param head first bytes, decompressed. */
export function checkText(head: Uint8Array): void {
  const refuse = (got: string) => new CoreError('UNREADABLE_FILE', { got, expected: TEXT });
  if (head.length === 0) throw refuse('an empty file');
  if (isGzip(head)) throw refuse('gzip inside gzip');
  const other = OTHERS.find(([magic]) => beginsWith(head, magic));
  if (other !== undefined) throw refuse(other[1]);
  const nulls = head.filter((byte) => byte === 0).length;
  if (nulls > head.length / 5) throw refuse('text in UTF-16, or binary');
  if (nulls > 0) throw refuse('a binary file');
  if (Buffer.from(head).toString('utf8').trim() === '' && head.length < 4) throw refuse('an empty file');
}

/** The sign that cuts a header into most columns; null when none does. */
export function delimiterOf(header: string): Delimiter | null {
  const outside = header.replace(/"(?:[^"]|"")*"/g, '');
  const counted = DELIMITERS.map((sign) => [sign, outside.split(sign).length] as const);
  const [best, columns] = counted.reduce((a, b) => (b[1] > a[1] ? b : a));
  return columns > 1 ? best : null;
}

/**
 * The form of a text by its first lines, without blank ones.
 *
 * @param said what somebody says it is; believed where at least one line can be read so.
 * @throws {CoreError} UNREADABLE_FILE for a text of another form.
 */
export function formatOf(lines: readonly string[], said?: ImportFormat): ImportFormat {
  if (said !== undefined && lines.some((line) => isOfFormat(line, said))) return said;
  const found = guessFormat(lines);
  if (said === undefined || said === found) return found;
  throw new CoreError('UNREADABLE_FILE', { got: NAMES[found], expected: NAMES[said] });
}

const NAMES: Readonly<Record<ImportFormat, string>> = { csv: 'CSV', ndjson: 'NDJSON', log: 'an access log' };

const isOfFormat = (line: string, format: ImportFormat): boolean =>
  format === 'log' ? readLogLine(line).ok : format === 'ndjson' ? isObject(line) : delimiterOf(line) !== null;

function guessFormat(lines: readonly string[]): ImportFormat {
  const refuse = (got: string, expected: string) => new CoreError('UNREADABLE_FILE', { got, expected });
  const [first = ''] = lines;
  if (lines.length === 0) throw refuse('a file without a line of text', TEXT);
  const asLog = lines.filter((line) => readLogLine(line).ok).length;
  if (asLog > 0 && asLog >= lines.length / 5) return 'log';
  if (first.startsWith('[')) {
    if (isJson(lines.join('\n')) || /^\[\s*(?:\{.*)?$/.test(first)) {
      throw refuse('a JSON array', 'NDJSON: one JSON object a line, without brackets around them');
    }
  }
  if (lines.some((line) => isObject(line))) return 'ndjson';
  if (first.startsWith('{')) throw refuse('JSON over several lines', 'NDJSON: one JSON object a line');
  if (/^#(?:Software|Version|Fields|Date):/.test(first)) {
    throw refuse('a log in W3C extended format', 'an access log in the combined or common format of nginx or Apache');
  }
  if (/^<(?:!|\?|html|[a-z])/i.test(first)) throw refuse('HTML or XML', TEXT);
  if (looksLikeLog(lines)) {
    throw refuse(
      `a log of another format: ${withoutPeople(first)}`,
      'an access log in the combined or common format of nginx or Apache'
    );
  }
  if (delimiterOf(first) === null) throw refuse(`text without columns: ${withoutPeople(first)}`, TEXT);
  return 'csv';
}

/** Lines that begin with a time or a level, as error logs and applications write them. */
const looksLikeLog = (lines: readonly string[]): boolean => {
  const stamped = lines.filter((line) =>
    /^\[?(?:\w{3} \w{3} +\d|\w{3} +\d+ \d\d:|\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d[\d:.,Z+-]* ?\[?\w* ?(?:\[|error|warn|info|debug|notice)\b)/i.test(
      line
    )
  );
  return stamped.length > lines.length / 2;
};

/** @throws {CoreError} UNREADABLE_FILE when the first row names no columns. */
export function checkHeader(columns: readonly string[]): void {
  const isData = (cell: string) => readTime(cell, 'UTC') !== null || /^\d+(?:\.\d+){0,3}$/.test(cell.trim());
  if (
    columns.every((name) => name.trim() !== '') &&
    !columns.some(isData) &&
    new Set(columns).size === columns.length
  ) {
    return;
  }
  const twice = columns.find((name, at) => columns.indexOf(name) !== at && name.trim() !== '');
  throw new CoreError('UNREADABLE_FILE', {
    got:
      twice === undefined
        ? `a first row that names no columns: ${withoutPeople(columns.join(', '))}`
        : `two columns named "${twice.slice(0, 40)}"`,
    expected: 'a first row with one name for each column',
  });
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const isObject = (line: string): boolean => line.startsWith('{') && isJson(line);
