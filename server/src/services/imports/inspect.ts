import { open } from 'node:fs/promises';

import { LIMITS } from '../../config/defaults';
import type { ImportWishes } from '../../contracts/imports';
import {
  checkHeader,
  checkText,
  delimiterOf,
  FILE_START,
  formatOf,
  guessMapping,
  type ImportOptions,
  keysOf,
  type RawRow,
} from '../../core/import';
import { lookAt, readerOf, readText, type RowSource } from './read-rows';

/** What the beginning of a file says about all of it. */
export interface Inspected {
  readonly source: RowSource;
  readonly options: ImportOptions;
  /** Of CSV its header, of NDJSON the keys of the rows that were read; none of a log. */
  readonly columns: readonly string[];
  /** The first rows, without the header. */
  readonly rows: readonly RawRow[];
  /** They are the whole file. */
  readonly whole: boolean;
  readonly estimatedRows: number;
  /** The last whole line of the file; null of a compressed one. */
  readonly lastLine: string | null;
}

const FIRST_LINES = 50;

/** @throws {CoreError} UNREADABLE_FILE */
export async function inspectFile(file: string, wishes: ImportWishes, siteTimeZone: string): Promise<Inspected> {
  const { compressed, size } = await lookAt(file);
  const { head, whole, bytesRead } = await headOf(file, compressed);
  checkText(head.subarray(0, 4_096));
  const lines = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, FIRST_LINES * 4);
  const first = (whole ? lines : lines.slice(0, -1)).filter((line) => line.trim() !== '').slice(0, FIRST_LINES);
  const format = formatOf(first, wishes.format);
  const delimiter = wishes.delimiter ?? (format === 'csv' ? (delimiterOf(first[0] ?? '') ?? ',') : ',');
  const source: RowSource = { file, compressed, format, delimiter };

  const reader = readerOf(format, delimiter, FILE_START);
  const all = [...reader.push(head), ...(whole ? reader.end() : [])];
  const header = format === 'csv' ? all.shift() : undefined;
  const columns = (header?.fields ?? keysOfRows(format, all)).map((name) => name.trim()).slice(0, LIMITS.importColumns);
  if (format === 'csv') checkHeader(columns);
  const rows = all.slice(0, LIMITS.importSampleRows);

  const mapping = format === 'log' ? {} : (wishes.mapping ?? guessMapping(columns));
  const type = wishes.type !== undefined ? wishes.type : mapping.type === undefined ? 'view' : null;
  const options: ImportOptions = {
    format,
    delimiter,
    mapping,
    type: format === 'log' ? 'view' : type,
    timeZone: wishes.timeZone ?? siteTimeZone,
    overlap: wishes.overlap ?? false,
  };
  const end = all[all.length - 1]?.end ?? 1;
  const estimatedRows = whole ? all.length : Math.round((all.length / end) * (size * (head.length / bytesRead)));
  return {
    ...{ source, options, columns, rows },
    whole: whole && rows.length === all.length,
    estimatedRows: Math.max(all.length, estimatedRows),
    lastLine: compressed ? null : await lastLineOf(file, size),
  };
}

async function headOf(file: string, compressed: boolean): Promise<{ head: Buffer; whole: boolean; bytesRead: number }> {
  const parts: Buffer[] = [];
  let [length, read, lines] = [0, 1, 0];
  for await (const { bytes, bytesRead } of readText({ file, compressed })) {
    parts.push(bytes);
    length += bytes.length;
    read = bytesRead;
    for (const byte of bytes) if (byte === 0x0a) lines++;
    if (lines > LIMITS.importSampleRows || length > LIMITS.importSampleBytes) {
      return { head: Buffer.concat(parts), whole: false, bytesRead: read };
    }
  }
  return { head: Buffer.concat(parts), whole: true, bytesRead: read };
}

async function lastLineOf(file: string, size: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const length = Math.min(size, LIMITS.importRowBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/);
    return lines.filter((line) => line.trim() !== '').pop() ?? '';
  } finally {
    await handle.close();
  }
}

function keysOfRows(format: ImportOptions['format'], rows: readonly RawRow[]): string[] {
  if (format !== 'ndjson') return [];
  const keys = new Set<string>();
  for (const { fields } of rows) {
    for (const key of keysOf(objectOf(fields[0] ?? '') ?? {})) {
      if (keys.size < LIMITS.importColumns) keys.add(key);
    }
  }
  return [...keys];
}

/** The object a line of NDJSON holds; null when it holds none. */
export function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
