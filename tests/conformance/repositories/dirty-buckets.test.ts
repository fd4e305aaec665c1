import type { Knex } from 'knex';

import { hourStart } from '../../../server/src/core/rollup';
import { targetId } from '../../../server/src/core/target';
import { clearMarks, countMarks, markAll, markHours, readMarks } from '../../../server/src/repositories/dirty-buckets';
import { insertEvents } from '../../../server/src/repositories/events';
import { DAY, event, HOUR, key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('marks on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('clears a mark only if nothing changed since it was read', async () => {
    const hours = [0, HOUR].map((offset) => ({ key: key('a'), hourStart: hourStart(T0) + offset }));
    await markHours(knex, hours);
    const seen = await readMarks(knex, null, 10);
    await markHours(knex, hours.slice(1));

    expect(await clearMarks(knex, seen)).toBe(true);
    expect((await readMarks(knex, null, 10)).map(({ hourStart: hour }) => hour)).toEqual([hourStart(T0) + HOUR]);
  });

  it('lets nothing be written from marks that somebody else has cleared meanwhile, even when they were made anew', async () => {
    const hours = [{ key: key('a'), hourStart: hourStart(T0) }];
    await markHours(knex, hours);
    const stale = await readMarks(knex, null, 10);
    expect(await clearMarks(knex, stale)).toBe(true);
    expect(await clearMarks(knex, stale)).toBe(false);

    await new Promise((resolve) => setTimeout(resolve, 2));
    await markHours(knex, hours);
    await clearMarks(knex, stale);
    expect(await countMarks(knex)).toBe(1);
  });

  it('pages through marks in key order, and marks every hour that has events', async () => {
    await insertEvents(knex, [
      event(1, key('a'), T0),
      event(2, key('a'), T0 + 60_000),
      event(3, key('b', 'de'), T0 + DAY),
      event(4, key('c'), T0),
    ]);
    await markAll(knex, [key('a'), key('b')]);
    await markAll(knex, [key('a')]);
    const first = await readMarks(knex, null, 1);
    const rest = await readMarks(knex, first[0] ?? null, 10);
    expect([...first, ...rest].map((mark) => [targetId(mark.key), mark.hourStart])).toEqual([
      [targetId(key('a')), hourStart(T0)],
      [targetId(key('b', 'de')), hourStart(T0 + DAY)],
    ]);
    await markAll(knex, null);
    expect(await countMarks(knex)).toBe(3);
  });
});
