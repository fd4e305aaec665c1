import type { Knex } from 'knex';

import { hourStart } from '../../server/src/core/rollup';
import { countableHours, countMarks, readMarks } from '../../server/src/repositories/dirty-buckets';
import { insertEvents } from '../../server/src/repositories/events';
import { nextCountable } from '../../server/src/repositories/old-events';
import { insertVersions } from '../../server/src/repositories/publications';
import { readDays } from '../../server/src/repositories/rollups';
import { TABLES } from '../../server/src/repositories/tables';
import { type RecomputePayload, type RecomputeResult, recomputeTask } from '../../server/src/worker/tasks/recompute';
import { counted, DAY, event, HOUR, key, runRollup, store, T0, version } from './fixtures';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const AT = hourStart(T0);

describe.each(ENGINES)('counting a window again on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const mark = (more: Partial<RecomputePayload> = {}): Promise<RecomputeResult> =>
    recomputeTask(
      { from: AT, to: AT + 2 * DAY, after: null, turnMs: 60_000, ...more },
      { knex, progress: () => undefined, isCancelled: () => false }
    );
  const [a, b, c] = [key('a'), key('b', 'de'), key('c')];

  it('brings back what was damaged inside the window, and touches nothing outside nor what is sealed', async () => {
    await insertVersions(knex, [version(a, 1, T0)], T0);
    await store(knex, [
      event(1, a, T0, { device: 'mobile' }),
      event(2, a, T0 + HOUR),
      event(3, a, T0 + 5 * DAY),
      event(4, b, T0 + DAY),
    ]);
    await runRollup(knex, T0 + 20 * DAY);
    const right = await counted(knex);

    await knex(TABLES.rollups).where('target_document_id', 'a').update({ views: 99, visitor_sketch: 'bm8=' });
    await knex(TABLES.rollups).where('target_document_id', 'b').delete();
    await knex(TABLES.rollups).insert(await strayBucket());
    expect(await mark()).toEqual({ marked: 4, more: false, after: c });
    await runRollup(knex, T0 + 20 * DAY);
    const wrong = (row: string) => row.includes('"views":99');
    const outside = (await counted(knex)).filter(wrong);
    expect((await counted(knex)).filter((row) => !wrong(row))).toEqual(
      right.filter(
        (row) => !outside.some((other) => /"start_ms":\d+/.exec(other)?.[0] === /"start_ms":\d+/.exec(row)?.[0])
      )
    );
    // An hour and a day of five days later.
    expect(outside).toHaveLength(2);

    await knex(TABLES.rollups).update({ sealed: true });
    await knex(TABLES.events).delete();
    const sealed = await counted(knex);
    expect(await mark({ to: AT + 30 * DAY })).toMatchObject({ marked: 0 });
    await runRollup(knex, T0 + 20 * DAY);
    expect(await counted(knex)).toEqual(sealed);
  });

  /** A bucket that no raw event stands behind, of a document that has none. */
  async function strayBucket(): Promise<Record<string, unknown>> {
    const row = (await knex(TABLES.rollups).where({ granularity: 'hour' }).first()) as Record<string, unknown>;
    delete row['id'];
    return { ...row, target_document_id: 'c', target_locale: '', document_id: 'stray' };
  }

  it('goes document by document, and on where it stopped', async () => {
    await store(knex, [event(1, a, T0), event(2, b, T0), event(3, c, T0), event(4, c, T0 + HOUR)]);
    await runRollup(knex, T0 + DAY);
    expect([await nextCountable(knex, null), await nextCountable(knex, a), await nextCountable(knex, c)]).toEqual([
      a,
      b,
      null,
    ]);
    expect(await mark({ turnMs: -1 })).toEqual({ marked: 0, more: true, after: null });
    expect(await mark({ after: b })).toEqual({ marked: 2, more: false, after: c });
    expect((await readMarks(knex, null, 10)).map(({ hourStart: hour }) => hour)).toEqual([AT, AT + HOUR]);
    // Begun again: nothing is marked twice.
    expect(await mark()).toEqual({ marked: 4, more: false, after: c });
    expect(await countMarks(knex)).toBe(4);
  });

  it('finds hours by their events and by their buckets', async () => {
    await insertEvents(knex, [event(1, a, T0), event(2, a, T0 + 1), event(3, a, T0 + 3 * HOUR)]);
    const hours = (from: number, to: number) => countableHours(knex, { key: a, from, to });
    expect(await hours(AT, AT + DAY)).toEqual([AT, AT + 3 * HOUR]);
    await store(knex, [event(4, a, T0 + 5 * HOUR)]);
    await runRollup(knex, T0 + DAY);
    await knex(TABLES.events).delete();
    // The whole day was counted, whichever of its hours changed.
    expect(await hours(AT, AT + DAY)).toEqual([AT, AT + 3 * HOUR, AT + 5 * HOUR]);
    expect(await hours(AT + HOUR, AT + 3 * HOUR)).toEqual([]);
    expect(await readDays(knex, { key: a, from: AT - DAY, to: AT + DAY })).toMatchObject([{ views: 4 }]);
    expect(await readDays(knex, { key: b, from: AT - DAY, to: AT + DAY })).toEqual([]);
  });
});
