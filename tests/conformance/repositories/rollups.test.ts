import type { Knex } from 'knex';

import { NO_DETAILS } from '../../../server/src/core/rollup';
import { ZERO_COUNTERS } from '../../../server/src/core/rollup/counters';
import {
  type Bucket,
  bucketId,
  deleteDays,
  type Granularity,
  sealedBuckets,
  sealedTargets,
  writeBuckets,
} from '../../../server/src/repositories/rollups';
import { TABLES } from '../../../server/src/repositories/tables';
import { fromColumn, selectMs } from '../../../server/src/repositories/time';
import { DAY, HOUR, key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const bucket = (documentId: string, granularity: Granularity, start: number, views: number): Bucket => ({
  key: key(documentId),
  granularity,
  start,
  counters: { ...ZERO_COUNTERS, views },
  details: NO_DETAILS,
});

describe.each(ENGINES)('buckets on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const stored = async () =>
    (
      (await knex(TABLES.rollups)
        .orderBy(['target_document_id', 'granularity', 'bucket_start'])
        .select('target_document_id', 'granularity', selectMs(knex, 'bucket_start', 'ms'), 'views')) as Record<
        string,
        unknown
      >[]
    ).map((row) => [row['target_document_id'], row['granularity'], fromColumn(row['ms']), row['views']]);
  const seal = (documentId: string) =>
    knex(TABLES.rollups).where('target_document_id', documentId).update({ sealed: true });

  it('are written over what was there; one that counts nothing any more is gone', async () => {
    await writeBuckets(knex, [bucket('a', 'hour', T0, 3), bucket('a', 'day', T0, 5), bucket('b', 'hour', T0, 1)], T0);
    await writeBuckets(
      knex,
      [bucket('a', 'hour', T0, 0), bucket('a', 'day', T0, 2), bucket('a', 'hour', T0 + HOUR, 0)],
      T0
    );
    expect(await stored()).toEqual([
      ['a', 'day', T0, 2],
      ['b', 'hour', T0, 1],
    ]);
  });

  it('stay as they are once they are sealed, whether or not anything is left to count', async () => {
    await writeBuckets(knex, [bucket('a', 'hour', T0, 3), bucket('a', 'hour', T0 + HOUR, 4)], T0);
    await seal('a');
    await writeBuckets(knex, [bucket('a', 'hour', T0, 0), bucket('a', 'hour', T0 + HOUR, 9)], T0);
    expect((await stored()).map(([, , , views]) => views)).toEqual([3, 4]);
  });

  it('say which documents have a sealed one', async () => {
    await writeBuckets(knex, [bucket('a', 'hour', T0, 3), bucket('a', 'day', T0, 3), bucket('b', 'hour', T0, 4)], T0);
    await seal('a');
    expect(await sealedTargets(knex, [key('a'), key('b'), key('c')])).toEqual([key('a')]);
    expect(await sealedTargets(knex, [])).toEqual([]);
  });

  it('lose their days where these begin elsewhere now, but for the sealed ones', async () => {
    const days = [bucket('a', 'day', T0, 3), bucket('b', 'day', T0, 4), bucket('b', 'day', T0 + DAY, 1)];
    await writeBuckets(knex, [...days, bucket('b', 'hour', T0, 2)], T0);
    await seal('a');
    await deleteDays(knex);
    expect(await stored()).toEqual([
      ['a', 'day', T0, 3],
      ['b', 'hour', T0, 2],
    ]);
  });

  it('are found one by one when they are sealed', async () => {
    const [a, b] = [bucket('a', 'hour', T0, 3), bucket('b', 'hour', T0, 4)];
    await writeBuckets(knex, [a, b, bucket('a', 'day', T0, 3)], T0);
    await seal('a');
    const day = { ...a, granularity: 'day' as const };
    const asked = [a, b, day, { ...a, start: T0 + HOUR }];
    expect(await sealedBuckets(knex, asked)).toEqual(new Set([bucketId(a), bucketId(day)]));
    expect(await sealedBuckets(knex, [])).toEqual(new Set());
  });
});
