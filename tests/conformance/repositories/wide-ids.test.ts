import type { Knex } from 'knex';

import { countMarks } from '../../../server/src/repositories/dirty-buckets';
import { TABLES } from '../../../server/src/repositories/tables';
import { isSqlite } from '../../../server/src/repositories/time';
import { widenIds } from '../../../server/src/repositories/wide-ids';
import { DAY, event, key, runRollup, store, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('ids on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('has room for more rows than 32 bits can number, in tables where even a known row takes a number', async () => {
    await widenIds(knex);
    await widenIds(knex);
    await store(knex, [event(1, key('a'), T0)]);
    for (const table of [TABLES.events, TABLES.dirtyBuckets, TABLES.rollups, TABLES.countTurns, TABLES.ageCounters]) {
      if (!isSqlite(knex)) await knex.raw(`select setval(pg_get_serial_sequence('${table}', 'id'), 2147483647)`);
    }
    expect(await store(knex, [event(1, key('a'), T0), event(2, key('a'), T0), event(3, key('b'), T0)])).toBe(2);
    await runRollup(knex, T0 + DAY);
    expect(await countMarks(knex)).toBe(0);
  });
});
