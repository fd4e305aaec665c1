import { readFile, rm, stat } from 'node:fs/promises';

import type { Context } from 'koa';

import { CoreError } from '../core/errors';

interface Uploaded {
  readonly filepath: string;
}

/**
 * The one file of a multipart request, in the field `file`; the copy that Strapi's body reader has put on the disk is
 * removed.
 *
 * @throws {CoreError} INVALID_REQUEST without exactly one; BODY_TOO_LARGE.
 */
export async function readUpload(ctx: Context, maxBytes: number): Promise<Uint8Array> {
  const { files } = ctx.request as unknown as { files?: Record<string, Uploaded | Uploaded[]> };
  const all = Object.values(files ?? {}).flat();
  try {
    const given = files?.['file'];
    if (given === undefined || Array.isArray(given) || all.length !== 1) {
      const got = `${all.length} files`;
      throw new CoreError('INVALID_REQUEST', { path: 'file', expected: 'one file, as multipart/form-data', got });
    }
    const { size } = await stat(given.filepath);
    if (size > maxBytes) {
      throw new CoreError('BODY_TOO_LARGE', { expected: `at most ${maxBytes} bytes`, got: `${size} bytes` });
    }
    return await readFile(given.filepath);
  } finally {
    await Promise.all(all.map(({ filepath }) => rm(filepath, { force: true })));
  }
}
