import type { Knex } from 'knex';

import { TABLES } from '../../../server/src/repositories/tables';
import { countOf, event, key, store, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('two connections that write on $name', ({ name, open }) => {
  let database: ScratchDatabase;
  let other: Knex;
  beforeEach(async () => {
    database = await open();
    other = database.connect();
  });
  afterEach(() => database.close());

  it('let a transaction write after it has read, whatever the other one writes meanwhile', async () => {
    if (name === 'SQLite') await other.raw('pragma busy_timeout = 0');
    await database.knex.transaction(async (trx) => {
      expect(await countOf(trx, TABLES.events)).toBe(0);
      const writing = store(other, [event(1, key('a'), T0)]);
      // SQLite's one writer comes first; the other must wait for it, and does not wait here.
      if (name === 'SQLite') await expect(writing).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
      else await writing;
      await trx(TABLES.keys).insert({ key_id: 'k', name: 'n', publishable_key: 'p', created_at: 1 });
    });
    await store(other, [event(1, key('a'), T0)]);
    expect([await countOf(database.knex, TABLES.events), await countOf(other, TABLES.keys)]).toEqual([1, 1]);
  });
});
