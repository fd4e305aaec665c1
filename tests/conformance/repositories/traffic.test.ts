import type { Knex } from 'knex';

import { NO_DETAILS } from '../../../server/src/core/rollup';
import { ZERO_COUNTERS } from '../../../server/src/core/rollup/counters';
import { writeAges } from '../../../server/src/repositories/age-counters';
import { type Granularity, writeBuckets } from '../../../server/src/repositories/rollups';
import { TABLES } from '../../../server/src/repositories/tables';
import {
  countClosed,
  countRows,
  newestHour,
  readDailyViews,
  readHourlyViews,
} from '../../../server/src/repositories/traffic';
import { DAY, HOUR, key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const bucket = (documentId: string, granularity: Granularity, start: number, views: number) => ({
  key: key(documentId),
  granularity,
  start,
  counters: { ...ZERO_COUNTERS, views, clicks: 2, visitors: 1 },
  details: NO_DETAILS,
});

describe.each(ENGINES)('numbers of the whole site on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('are nothing before the first reader', async () => {
    expect(await readDailyViews(knex, T0)).toEqual([]);
    expect(await readHourlyViews(knex, T0, T0 + DAY)).toEqual([]);
    expect([await newestHour(knex), await countRows(knex, TABLES.events), await countClosed(knex, 60)]).toEqual([
      null,
      0,
      0,
    ]);
  });

  it('are summed over documents, oldest first, from an instant on', async () => {
    await writeBuckets(
      knex,
      [
        ...[bucket('a', 'day', T0, 3), bucket('b', 'day', T0, 4), bucket('a', 'day', T0 + DAY, 5)],
        ...[bucket('a', 'day', T0 - DAY, 9), bucket('a', 'hour', T0, 1), bucket('b', 'hour', T0, 2)],
        ...[bucket('b', 'hour', T0 + HOUR, 7), bucket('b', 'hour', T0 + 2 * HOUR, 8)],
      ],
      T0
    );
    expect(await readDailyViews(knex, T0)).toEqual([
      { dayStart: T0, views: 7 },
      { dayStart: T0 + DAY, views: 5 },
    ]);
    expect(await readHourlyViews(knex, T0, T0 + 2 * HOUR)).toEqual([
      { hourStart: T0, views: 3, visitors: 2, events: 7 },
      { hourStart: T0 + HOUR, views: 7, visitors: 1, events: 9 },
    ]);
    expect(await newestHour(knex)).toBe(T0 + 2 * HOUR);
    expect(await countRows(knex, TABLES.rollups)).toBe(8);
  });

  it('tell how many articles have their whole horizon counted', async () => {
    const age = (id: string, ageMinutes: number, closed: boolean) => ({
      key: key(id),
      counter: { ...ZERO_COUNTERS, ageMinutes },
      closed,
    });
    await writeAges(knex, [age('a', 60, true), age('a', 15, true), age('b', 60, false), age('c', 60, true)], T0);
    expect(await countClosed(knex, 60)).toBe(2);
  });
});
