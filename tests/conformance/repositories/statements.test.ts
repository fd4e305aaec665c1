import type { Knex } from 'knex';

import { insertRows } from '../../../server/src/repositories/statements';
import { TABLES } from '../../../server/src/repositories/tables';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const COLUMNS = ['day', 'salt', 'expires_at'];

describe.each(ENGINES)('an insert of rows on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const all = () =>
    knex(TABLES.salts)
      .orderBy('day')
      .select(...COLUMNS);

  it('of none sends nothing', async () => {
    expect(await insertRows(knex, TABLES.salts, COLUMNS, [])).toEqual([]);
    expect(await all()).toEqual([]);
  });

  it('takes values as they are, and gives back what is asked of the new ones', async () => {
    const odd = `it's ? $1 \\ "quoted" é`;
    const rows = [
      ['a', odd, null],
      ['b', 'second', null],
    ];
    const conflict = { columns: ['day'], action: 'do nothing' };
    expect(await insertRows(knex, TABLES.salts, COLUMNS, rows, conflict, ['day'])).toEqual([
      { day: 'a' },
      { day: 'b' },
    ]);
    const more = [
      ['b', 'other', null],
      ['c', 'third', null],
    ];
    expect(await insertRows(knex, TABLES.salts, COLUMNS, more, conflict, ['day', 'salt'])).toEqual([
      { day: 'c', salt: 'third' },
    ]);
    expect((await all()).map(({ salt }: { salt: string }) => salt)).toEqual([odd, 'second', 'third']);
  });

  it('is all or nothing', async () => {
    await insertRows(knex, TABLES.salts, COLUMNS, [['a', 'first', null]]);
    const rows = [
      ['b', 'second', null],
      ['a', 'again', null],
    ];
    await expect(insertRows(knex, TABLES.salts, COLUMNS, rows)).rejects.toBeDefined();
    expect(await all()).toHaveLength(1);
  });
});
