import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { TABLES } from './tables';

/**
 * Bytes of models, cut into pieces of 1 MB: no statement and no packet is ever larger, and reading one holds the event
 * loop for a few milliseconds. After each piece the loop has a turn, which SQLite's driver alone would never give it.
 * `owner` names what the bytes are: a model version (`ranker-12`) or its evaluation.
 */
interface Row {
  model_version: string;
  seq: number;
  bytes: Uint8Array;
}

/** Write all pieces, replacing what was there. Call it inside a transaction. */
export async function writeChunks(trx: Knex, owner: string, bytes: Uint8Array): Promise<void> {
  await removeChunks(trx, [owner]);
  for (let position = 0, at = 0; at < bytes.length; position++, at += LIMITS.artifactChunkBytes) {
    const piece = bytes.subarray(at, at + LIMITS.artifactChunkBytes);
    // A Buffer on the same memory: what both drivers bind as binary.
    await trx<Row>(TABLES.artifactChunks).insert({
      model_version: owner,
      seq: position,
      bytes: Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength),
    });
    await nextTurn();
  }
}

/** All bytes of an owner, or null when there are none or a piece is absent. */
export async function readChunks(knex: Knex, owner: string): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for await (const piece of chunksOf(knex, owner)) pieces.push(piece);
  if (pieces.length === 0) return null;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** sha256 and length of what is stored, without holding it all; null when there is nothing. */
export async function checksumOfChunks(
  knex: Knex,
  owner: string
): Promise<{ readonly checksum: string; readonly length: number } | null> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const piece of chunksOf(knex, owner)) {
    hash.update(piece);
    length += piece.length;
  }
  return length === 0 ? null : { checksum: hash.digest('hex'), length };
}

export async function removeChunks(knex: Knex, owners: readonly string[]): Promise<void> {
  await knex<Row>(TABLES.artifactChunks)
    .whereIn('model_version', [...owners])
    .delete();
}

/** One piece per statement, in order, until a position has none. */
async function* chunksOf(knex: Knex, owner: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const row = await knex<Row>(TABLES.artifactChunks).where({ model_version: owner, seq: position }).first('bytes');
    if (!row) return;
    yield row.bytes;
    await nextTurn();
  }
}
