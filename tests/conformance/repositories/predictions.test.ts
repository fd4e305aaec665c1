import type { Knex } from 'knex';

import { targetId, type TargetKey } from '../../../server/src/core/target';
import {
  newestScoring,
  readFirstForecasts,
  type PredictionRecord,
  readScorable,
  readScoredAges,
  removePredictions,
  writePredictions,
} from '../../../server/src/repositories/predictions';
import { closeVersions, insertVersions } from '../../../server/src/repositories/publications';
import { TABLES } from '../../../server/src/repositories/tables';
import { DAY, HOUR, key, prediction, T0, version } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('predictions on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const write = (target: TargetKey, more: Partial<PredictionRecord>, known: 'replace' | 'keep' = 'replace') =>
    writePredictions(knex, [prediction(target, more)], known);
  const stored = () => knex(TABLES.predictions).orderBy('id').select('model_version', 'expected_views');

  it('are kept as they were first said, or replaced by what is said now', async () => {
    await write(key('a'), { expectedViews: 1 });
    await write(key('a'), { expectedViews: 2 }, 'keep');
    expect(await stored()).toEqual([{ model_version: 'ranker-1', expected_views: 1 }]);
    await write(key('a'), { expectedViews: 3 });
    await write(key('a'), { expectedViews: 4, modelVersion: 'ranker-2' });
    await write(key('a'), { expectedViews: 5, origin: 'panel', shownAt: T0 });
    expect((await stored()).map((row: { expected_views: number }) => row.expected_views)).toEqual([3, 4, 5]);
  });

  it('are as many as there are, however many at once', async () => {
    const many = Array.from({ length: 1_201 }, (_, at) => prediction(key(`d${at}`), {}));
    await writePredictions(knex, many, 'keep');
    expect((await readScoredAges(knex, 'ranker-1')).size).toBe(many.length);
  });

  it('say at which ages a model has scored, and when the newest line was written', async () => {
    expect(await newestScoring(knex, { from: T0, until: T0 + DAY })).toBeNull();
    await write(key('a'), { ageMinutes: 0, scoredAt: T0 + 1 });
    await write(key('a'), { ageMinutes: 60, scoredAt: T0 + 2 });
    await write(key('a'), { ageMinutes: 360, origin: 'panel', scoredAt: T0 + 3 });
    await write(key('b', 'de'), { ageMinutes: 0, modelVersion: 'ranker-2', scoredAt: T0 + 2 * DAY });
    expect([...(await readScoredAges(knex, 'ranker-1'))]).toEqual([[targetId(key('a')), new Set([0, 60])]]);
    expect(await newestScoring(knex, { from: T0, until: T0 + DAY })).toBe(T0 + 3);
  });

  it('say what was first expected of each article at each age', async () => {
    await write(key('a'), { ageMinutes: 0, expectedViews: 10, scoredAt: T0 });
    await write(key('a'), { ageMinutes: 0, expectedViews: 11, scoredAt: T0 + 1, modelVersion: 'ranker-2' });
    await write(key('a'), { ageMinutes: 60, expectedViews: 12, scoredAt: T0 + 2 });
    await write(key('b', 'de'), { ageMinutes: 0, expectedViews: 13, scoredAt: T0 + 3, origin: 'panel', shownAt: T0 });
    await write(key('c'), { ageMinutes: 0, expectedViews: 14, scoredAt: T0 - HOUR });
    expect(await readFirstForecasts(knex, { from: T0, limit: 10 })).toEqual([
      { key: key('a'), ageMinutes: 60, scoredAt: T0 + 2, expectedViews: 12 },
      { key: key('a'), ageMinutes: 0, scoredAt: T0, expectedViews: 10 },
    ]);
    expect(await readFirstForecasts(knex, { from: T0, limit: 1 })).toHaveLength(1);
  });

  it('of models that never served are forgotten, but for what editors were shown', async () => {
    await write(key('a'), { modelVersion: 'ranker-1' });
    await write(key('a'), { modelVersion: 'ranker-2' });
    await write(key('a'), { modelVersion: 'ranker-2', origin: 'panel' });
    await removePredictions(knex, []);
    await removePredictions(knex, ['ranker-2', 'ranker-3']);
    const left = await knex(TABLES.predictions).orderBy('id').select('model_version', 'origin');
    expect(left).toEqual([
      { model_version: 'ranker-1', origin: 'scoring' },
      { model_version: 'ranker-2', origin: 'panel' },
    ]);
  });

  it('are made for what is published and young enough, newest first', async () => {
    const of = (id: string, hours: number) => version(key(id), 1, T0, { firstPublishedAt: T0 + hours * HOUR });
    await insertVersions(knex, [of('a', 0), of('b', 2), of('c', 1), of('early', -1), of('late', 9), of('down', 1)], T0);
    await closeVersions(knex, [{ key: key('down'), value: T0 + HOUR }]);
    const read = async (limit: number) =>
      (await readScorable(knex, { from: T0, until: T0 + 2 * HOUR, limit })).map(
        ({ key: { documentId }, firstPublishedAt, contentHash }) => [documentId, firstPublishedAt, contentHash]
      );
    expect(await read(9)).toEqual([
      ['b', T0 + 2 * HOUR, 'hash-1'],
      ['c', T0 + HOUR, 'hash-1'],
      ['a', T0, 'hash-1'],
    ]);
    expect((await read(1)).map(([id]) => id)).toEqual(['b']);
  });
});
