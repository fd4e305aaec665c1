import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { LIMITS } from '../../config/defaults';
import { CoreError } from '../../core/errors';
import {
  createCsvReader,
  createLineReader,
  type Delimiter,
  type ImportFormat,
  isGzip,
  type RawRow,
  type RowReader,
  type RowStart,
} from '../../core/import';

export interface RowSource {
  readonly file: string;
  readonly compressed: boolean;
  readonly format: ImportFormat;
  readonly delimiter: Delimiter;
}

export interface ReadRows {
  readonly rows: readonly RawRow[];
  /** Bytes of the file read so far, compressed as they are. */
  readonly bytesRead: number;
}

export const readerOf = (format: ImportFormat, delimiter: string, start?: RowStart): RowReader =>
  format === 'csv'
    ? createCsvReader(delimiter, LIMITS.importRowBytes, start)
    : createLineReader(LIMITS.importRowBytes, start);

/**
 * The rows of a file from a place on, some at a time: as many as one chunk of bytes holds, and the next chunk is read when
 * these are done with. A compressed file is read from its beginning, for there is no other way into it.
 *
 * @throws {CoreError} UNREADABLE_FILE when it is not there or its compression is damaged.
 */
export async function* readRows(source: RowSource, start: RowStart): AsyncGenerator<ReadRows> {
  const reader = readerOf(source.format, source.delimiter, start);
  for await (const { bytes, bytesRead } of readText(source, start.offset)) {
    const rows = reader.push(bytes);
    if (rows.length > 0) yield { rows, bytesRead };
  }
  const { size } = await stat(source.file);
  const rows = reader.end();
  if (rows.length > 0) yield { rows, bytesRead: size };
}

/** Text of a file, decompressed, without its first `skip` bytes. */
export async function* readText(
  { file, compressed }: Pick<RowSource, 'file' | 'compressed'>,
  skip = 0
): AsyncGenerator<{ bytes: Buffer; bytesRead: number }> {
  const chunk = LIMITS.importChunkBytes;
  const source = createReadStream(file, { highWaterMark: chunk, start: compressed ? 0 : skip });
  const text: Readable = compressed ? source.pipe(createGunzip({ chunkSize: chunk })) : source;
  // An error of the file does not reach what it is piped into.
  if (compressed) source.on('error', (error) => text.destroy(error));
  let left = compressed ? skip : 0;
  try {
    for await (const given of text) {
      const bytes = given as Buffer;
      const kept = left >= bytes.length ? null : bytes.subarray(left);
      left = Math.max(0, left - bytes.length);
      if (kept !== null) yield { bytes: kept, bytesRead: (compressed ? 0 : skip) + source.bytesRead };
    }
  } catch (error) {
    throw fileError(error);
  } finally {
    source.destroy();
    text.destroy();
  }
}

/** Whether a file is compressed, and how long it is. @throws {CoreError} UNREADABLE_FILE */
export async function lookAt(file: string): Promise<{ readonly compressed: boolean; readonly size: number }> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return { compressed: isGzip(buffer.subarray(0, bytesRead)), size };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(error);
  }
}

function fileError(error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  const refuse = (got: string, expected: string) =>
    new CoreError('UNREADABLE_FILE', { got, expected }, { cause: error });
  if (code === 'ENOENT') return refuse('no such file', 'a file that is there');
  if (code === 'EISDIR') return refuse('a folder', 'a file');
  if (code === 'EACCES' || code === 'EPERM') return refuse('a file that may not be read', 'a file that may');
  if (code === 'Z_BUF_ERROR') return refuse('a gzip file that ends in the middle', 'the whole of it');
  if (code.startsWith('Z_')) return refuse('a damaged gzip file', 'one that can be decompressed');
  return error;
}
