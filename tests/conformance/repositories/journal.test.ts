import type { Knex } from 'knex';

import {
  countWorrying,
  endEntry,
  endLasting,
  insertEntry,
  readJournal,
} from '../../../server/src/repositories/journal';
import { DAY, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('ends in the journal on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const incident = (code: string, subject: string | null) =>
    insertEntry(knex, { at: T0, kind: 'incident', level: 'warning', code, actor: null, subject, detail: {} });
  const ends = async () =>
    Object.fromEntries(
      (await readJournal(knex, { page: 1, pageSize: 9 })).entries.map(({ subject, endedAt }) => [subject, endedAt])
    );

  it('are noted for one entry, which then worries nobody', async () => {
    const id = await incident('redis-away', 'a 1');
    await incident('redis-away', 'a 2');
    expect(await countWorrying(knex, T0 - DAY)).toBe(2);
    await endEntry(knex, id, T0 + 5);
    expect(await ends()).toEqual({ 'a 1': T0 + 5, 'a 2': null });
    expect([await countWorrying(knex, T0 - DAY), await countWorrying(knex, T0)]).toEqual([1, 0]);
  });

  it('are noted for what lasts of processes that are gone, and for nothing else', async () => {
    for (const [code, subject] of [
      ['redis-away', 'gone 1'],
      ['database-away', 'living 2'],
      ['job-failed', 'gone 3'],
    ] as const) {
      await incident(code, subject);
    }
    await endLasting(knex, ['living 2'], T0 + 9);
    expect(await ends()).toEqual({ 'gone 1': T0 + 9, 'living 2': null, 'gone 3': null });
  });
});
