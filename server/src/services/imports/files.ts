import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { CoreError } from '../../core/errors';

/** Where uploaded files wait, each under the key of its import. Nothing of it is served. */
export function createImportFiles(folder: () => string) {
  const fileOf = (key: string): string => path.join(folder(), `${key}.upload`);

  return {
    fileOf,

    isHere: (key: string): boolean => existsSync(fileOf(key)),

    /** Bytes that have arrived; null when there is no file. */
    received: (key: string): number | null => (existsSync(fileOf(key)) ? statSync(fileOf(key)).size : null),

    async create(key: string): Promise<void> {
      await mkdir(folder(), { recursive: true });
      await (await open(fileOf(key), 'wx', 0o600)).close();
    },

    /**
     * Put a slice at its place. One that came before is written again; one that would leave a gap is refused.
     *
     * @returns bytes that are here after it.
     * @throws {CoreError} NOT_FOUND; INVALID_REQUEST for a gap; BODY_TOO_LARGE beyond the size that was said.
     */
    async write(key: string, offset: number, bytes: Uint8Array, size: number): Promise<number> {
      const handle = await open(fileOf(key), 'r+').catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        throw new CoreError('NOT_FOUND', { got: key, expected: 'an import whose file is here' });
      });
      try {
        const here = (await handle.stat()).size;
        if (offset > here) {
          throw new CoreError('INVALID_REQUEST', {
            ...{ path: 'offset', got: String(offset), expected: `at most ${here}, which is what is here` },
          });
        }
        if (offset + bytes.length > size) {
          const got = `${offset + bytes.length} bytes`;
          throw new CoreError('BODY_TOO_LARGE', { got, expected: `${size} bytes, as was said at first` });
        }
        for (let at = 0; at < bytes.length;) {
          at += (await handle.write(bytes, at, bytes.length - at, offset + at)).bytesWritten;
        }
        await handle.datasync();
        return Math.max(here, offset + bytes.length);
      } finally {
        await handle.close();
      }
    },

    remove: (key: string): Promise<void> => rm(fileOf(key), { force: true }),

    /** Keys of all files that are here. */
    async keys(): Promise<string[]> {
      const names = await readdir(folder()).catch(() => [] as string[]);
      return names.flatMap((name) => (name.endsWith('.upload') ? [name.slice(0, -'.upload'.length)] : []));
    },
  };
}

/** Tells one file from another whatever it is called; reads all of it. */
export async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}
