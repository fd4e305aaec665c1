import type { Knex } from 'knex';

import { insertRows } from '../../../server/src/repositories/statements';
import { TABLES } from '../../../server/src/repositories/tables';
import { selectMs, toColumn } from '../../../server/src/repositories/time';
import { T0 } from '../fixtures';
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

  it('is part of the transaction it is given, and says so of one that has ended', async () => {
    const taken = knex.transaction(async (trx) => {
      await insertRows(trx, TABLES.salts, COLUMNS, [['a', 'first', null]]);
      throw new Error('taken back');
    });
    await expect(taken).rejects.toThrow('taken back');
    const ended = await knex.transaction();
    await insertRows(ended, TABLES.salts, COLUMNS, [['b', 'second', null]]);
    await ended.rollback();
    await expect(insertRows(ended, TABLES.salts, COLUMNS, [['c', 'third', null]])).rejects.toThrow(/already complete/);
    expect(await all()).toEqual([]);
  });

  it('is the same for many rows as for few, whatever they hold', async () => {
    const odd = [`it's ? $1`, '{braces}', 'NULL', '', '\\ "quoted", \t\n', 'null', '[1]', 'é 😀'];
    const properties = [null, '{"q":"it\'s \\"odd\\" {1}"}', '{}'];
    const rows = Array.from({ length: 60 }, (_, at) => [
      ...[`key-${String(at).padStart(3, '0')}`, odd[at % odd.length]!, toColumn(knex, T0 + at), at % 2 === 0],
      ...[at % 3 === 0 ? null : at / 8, properties[at % properties.length] ?? null],
    ]);
    const columns = ['event_key', 'name', 'occurred_at', 'bot', 'value', 'properties'];
    const read = async () =>
      (await knex(TABLES.events)
        .orderBy('event_key')
        .select('event_key', 'name', selectMs(knex, 'occurred_at', 'ms'), 'bot', 'value', 'properties')) as unknown[];
    const written = await insertRows(knex, TABLES.events, columns, rows, null, ['event_key']);
    expect(written).toEqual(rows.map(([eventKey]) => ({ event_key: eventKey })));
    const many = await read();
    await knex(TABLES.events).delete();
    for (const row of rows) await insertRows(knex, TABLES.events, columns, [row]);
    expect(many).toEqual(await read());
    expect(many).toHaveLength(60);
  });
});
