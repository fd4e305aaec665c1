import type { Knex } from 'knex';

import {
  addErased,
  deleteErasuresBefore,
  type Erasure,
  findErasure,
  finishErasure,
  insertErasure,
  latestErasures,
  openErasures,
  tryErasure,
} from '../../../server/src/repositories/erasures';
import { TABLES } from '../../../server/src/repositories/tables';
import { T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('erasures on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const ask = (visitor: string, requestedAt: number) =>
    insertErasure(knex, { visitor, requestedBy: 'ada@example.com', requestedAt, found: 3 });
  const visitorsOf = (erasures: readonly Erasure[]) => erasures.map(({ visitor }) => visitor);

  it('are open until they are done, the oldest first, and are listed the newest first', async () => {
    const second = await ask('v2', T0 + 1);
    const first = await ask('v1', T0);
    await ask('v3', T0 + 2);
    expect(visitorsOf(await openErasures(knex, 2))).toEqual(['v1', 'v2']);
    expect(visitorsOf(await latestErasures(knex, 2))).toEqual(['v3', 'v2']);

    await tryErasure(knex, first, T0 + 10);
    await knex.transaction(async (trx) => {
      await addErased(trx, first, { events: 2 });
      await addErased(trx, first, { events: 1, quarantined: 4 });
      await addErased(trx, first, {});
    });
    await finishErasure(knex, first, { erasedUntil: T0 + 20, finishedAt: T0 + 30 });
    expect(await findErasure(knex, first)).toEqual({
      erasureId: first,
      visitor: null,
      requestedBy: 'ada@example.com',
      requestedAt: T0,
      triedAt: T0 + 10,
      erasedUntil: T0 + 20,
      finishedAt: T0 + 30,
      found: 3,
      events: 3,
      quarantined: 4,
    });
    expect(visitorsOf(await openErasures(knex, 10))).toEqual(['v2', 'v3']);
    expect(await findErasure(knex, second)).toMatchObject({
      visitor: 'v2',
      triedAt: null,
      finishedAt: null,
      events: 0,
    });
    expect(await findErasure(knex, 'nobody')).toBeNull();
  });

  it('go when they are old and done, and not before', async () => {
    const done = await ask('v1', T0);
    await ask('v2', T0);
    await finishErasure(knex, done, { erasedUntil: T0, finishedAt: T0 });
    expect(await deleteErasuresBefore(knex, T0)).toBe(0);
    expect(await deleteErasuresBefore(knex, T0 + 1)).toBe(1);
    expect(await knex(TABLES.erasures).pluck('visitor')).toEqual(['v2']);
  });
});
