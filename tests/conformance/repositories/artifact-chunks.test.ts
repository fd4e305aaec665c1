import { createHash } from 'node:crypto';

import type { Knex } from 'knex';

import { LIMITS } from '../../../server/src/config/defaults';
import {
  checksumOfChunks,
  readChunks,
  removeChunks,
  writeChunks,
} from '../../../server/src/repositories/artifact-chunks';
import { TABLES } from '../../../server/src/repositories/tables';
import { countOf } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

/** Every byte there is, over and over. */
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7) % 256);

describe.each(ENGINES)('chunks on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const write = (owner: string, bytes: Uint8Array) => knex.transaction((trx) => writeChunks(trx, owner, bytes));

  it('give back every byte as it was, with its checksum, in pieces of a megabyte', async () => {
    const bytes = bytesOf(2 * LIMITS.artifactChunkBytes + 3);
    await write('ranker-1', bytes);
    expect(await countOf(knex, TABLES.artifactChunks)).toBe(3);
    expect(Buffer.compare((await readChunks(knex, 'ranker-1'))!, bytes)).toBe(0);
    const checksum = createHash('sha256').update(bytes).digest('hex');
    expect(await checksumOfChunks(knex, 'ranker-1')).toEqual({ checksum, length: bytes.length });
  });

  it('are replaced as a whole', async () => {
    await write('ranker-1', bytesOf(LIMITS.artifactChunkBytes + 1));
    await write('ranker-1', bytesOf(5));
    expect(await readChunks(knex, 'ranker-1')).toHaveLength(5);
  });

  it('are null where there are none, and go with their owner only', async () => {
    await write('ranker-1', bytesOf(5));
    await write('ranker-2', bytesOf(6));
    await removeChunks(knex, ['ranker-1', 'ranker-9']);
    expect([await readChunks(knex, 'ranker-1'), await checksumOfChunks(knex, 'ranker-1')]).toEqual([null, null]);
    expect(await readChunks(knex, 'ranker-2')).toHaveLength(6);
  });
});
