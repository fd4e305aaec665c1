/** A count that is held up: whatever others do meanwhile, it neither undoes their work nor fails for it. */
import type { Knex } from 'knex';

import { hourStart } from '../../server/src/core/rollup';
import { markHours } from '../../server/src/repositories/dirty-buckets';
import { deleteAges, readAges } from '../../server/src/repositories/age-counters';
import { passTurns } from '../../server/src/repositories/count-turns';
import { insertVersions, moveFirstPublication } from '../../server/src/repositories/publications';
import { TABLES } from '../../server/src/repositories/tables';
import { countOf, event, HOUR, key, runRollup, store, T0, version } from './fixtures';
import { clientWith, holdAt } from './held-client';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const NOW = T0 + 2 * HOUR;
/** Everything was read, nothing is written yet. */
const BEFORE_WRITING = /^begin/i;

describe.each(ENGINES)('a count that is held up on $name', ({ name, open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  /** Counts in a client of its own, and does something else once that one has come to the given statement. */
  const meanwhile = async (pattern: RegExp, work: () => Promise<unknown>): Promise<void> => {
    const held = holdAt(pattern);
    const running = runRollup(database.connect({ client: clientWith(name, held.before) }), NOW);
    await Promise.race([held.reached, running]);
    await work();
    held.release();
    await running;
  };
  const viewsAt15 = async () => (await readAges(knex, [key('a')])).values().next().value?.[0]?.views;

  it('leaves ages as another count wrote them that saw more', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    await meanwhile(BEFORE_WRITING, async () => {
      await store(knex, [event(1, key('a'), T0 + 5)]);
      await runRollup(knex, NOW);
    });
    expect(await viewsAt15()).toBe(1);
  });

  it('leaves a day as another count wrote it that came for another hour', async () => {
    // Each sees the mark of one hour only, as when pages of marks end between them.
    const [early, late] = [event(1, key('a'), T0), event(2, key('a'), T0 + HOUR)];
    await store(knex, [early]);
    await meanwhile(BEFORE_WRITING, async () => {
      const marks = await knex(TABLES.dirtyBuckets).select('*');
      await knex(TABLES.dirtyBuckets).delete();
      await store(knex, [late]);
      await runRollup(knex, NOW);
      await knex(TABLES.dirtyBuckets).insert(marks);
    });
    await runRollup(knex, NOW);
    const days = await knex(TABLES.rollups).where('granularity', 'day').pluck('views');
    expect(days).toEqual([2]);
  });

  it('writes no ages from a first publication that was moved meanwhile', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    await store(knex, [event(1, key('a'), T0 + 5)]);
    await meanwhile(BEFORE_WRITING, () =>
      knex.transaction(async (trx) => {
        await passTurns(trx, [key('a')]);
        await moveFirstPublication(trx, key('a'), T0 + HOUR, 'field');
        await deleteAges(trx, key('a'));
        await markHours(trx, [{ key: key('a'), hourStart: hourStart(T0) }]);
      })
    );
    await runRollup(knex, NOW);
    expect(await viewsAt15()).toBe(0);
  });

  it('does not fail because a reader was counted in between its reading and its writing', async () => {
    await store(knex, [event(1, key('a'), T0)]);
    await meanwhile(BEFORE_WRITING, () => store(knex, [event(2, key('b'), T0)]));
    await runRollup(knex, NOW);
    expect(await countOf(knex, TABLES.rollups)).toBe(4);
  });
});
