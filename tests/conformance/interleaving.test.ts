/**
 * Two writers, of whom the one that began first commits last, while hours, days and ages are counted beside them.
 * Whatever the order: at the end the counts are those of counting all raw events anew, in empty tables and in memory.
 * PostgreSQL only: SQLite has one writer, who holds the file until it has committed.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Knex } from 'knex';

import { createRandom } from '../../server/src/core/math/random';
import { countMarks, markAll } from '../../server/src/repositories/dirty-buckets';
import { TABLES } from '../../server/src/repositories/tables';
import { counted, countOf, HOUR, runRollup, storeWithin, T0 } from './fixtures';
import { createBusyArticles } from './interleaving/busy-articles';
import { countsInMemory, countsOf } from './interleaving/counts-in-memory';
import { createCounter } from './interleaving/counter';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const CHECK_EVERY = 100;
/** Readers go on to other articles, so that what was counted wrong stays so: no later event has it counted again. */
const INTERLEAVINGS_PER_GROUP = 10;
/** The site's clock goes on, and ages pass. */
const STEP = HOUR / 5;

describe.each(ENGINES.filter(({ name }) => name === 'PostgreSQL'))('on $name', ({ open }) => {
  let database: ScratchDatabase;
  let fresh: ScratchDatabase;
  beforeEach(async () => {
    [database, fresh] = await Promise.all([open(), open()]);
  });
  afterEach(async () => {
    await Promise.all([database.close(), fresh.close()]);
  });

  it.each([
    ['1,000 times, one count at a time', 1_000, 1, 20_260],
    ['300 times, two counts at once', 300, 2, 20_261],
  ])(
    'a slow transaction that commits last loses nothing: %s',
    async (_, interleavings, counters, seed) => {
      const { knex } = database;
      const articles = createBusyArticles(knex, seed);
      const site = await createSite(database, counters, seed);
      for (let n = 1; n <= interleavings; n++) {
        const now = T0 + n * STEP;
        if (n % INTERLEAVINGS_PER_GROUP === 1) await articles.publish(now);
        await site.interleave(articles.draw(), now);
        if (n % CHECK_EVERY > 0) continue;
        await site.settle(now);
        expect(await countMarks(knex)).toBe(0);
        expect(await counted(knex)).toEqual(await countedAnew(knex, fresh.knex, now));
        expect(await countsOf(knex, articles.published())).toEqual(await countsInMemory(knex, articles.published()));
      }
      // Both orders were met, and events were sent again while their first sending was under way.
      const { heldLonger, waited, duplicates, rolledBack, stored } = site.met;
      for (const times of [heldLonger, waited, duplicates, rolledBack])
        expect(times).toBeGreaterThan(interleavings / 50);
      expect(await countOf(knex, TABLES.events)).toBe(stored);
    },
    120_000
  );
});

type Sent = ReturnType<ReturnType<typeof createBusyArticles>['draw']>;

/** Two writers and some counters, each a client of its own. */
async function createSite(database: ScratchDatabase, counters: number, seed: number) {
  const random = createRandom(seed);
  const [first, second] = [database.connect(), database.connect()];
  const observed = await pidOf(second);
  const counting = Array.from({ length: counters }, (_, at) => createCounter(database, seed + 1 + at));
  const met = { stored: 0, heldLonger: 0, waited: 0, duplicates: 0, rolledBack: 0 };

  /** A point of an interleaving at which a counter that has nothing to do may begin. */
  const mayCount = (now: number) => {
    for (const counter of counting) if (random.int(4) === 0) counter.begin(now);
  };
  const took = (stored: number, sent: number) => {
    met.stored += stored;
    met.duplicates += sent - stored;
  };

  return {
    met,

    async interleave({ early, late }: Sent, now: number): Promise<void> {
      mayCount(now);
      const held = await first.transaction();
      const earlyStored = await storeWithin(held, early);
      mayCount(now);
      let isOver = false;
      const other = second.transaction((trx) => storeWithin(trx, late)).finally(() => (isOver = true));
      other.catch(() => undefined);
      while (!isOver && !(await isWaiting(database.knex, observed))) await sleep(1);
      met[isOver ? 'heldLonger' : 'waited']++;
      mayCount(now);
      await sleep(random.int(3));
      if (random.int(15) === 0) {
        await held.rollback();
        met.rolledBack++;
      } else {
        await held.commit();
        took(earlyStored, early.length);
      }
      took(await other, late.length);
      mayCount(now);
    },

    /** Everybody has finished, and what is left is counted. */
    async settle(now: number): Promise<void> {
      for (const counter of counting) await counter.settled();
      await runRollup(database.knex, now);
    },
  };
}

const pidOf = async (knex: Knex): Promise<number> => {
  const { rows } = (await knex.raw('select pg_backend_pid() as pid')) as { rows: { pid: number }[] };
  return rows[0]!.pid;
};

/** Whether a connection waits for another one's lock. */
const isWaiting = async (knex: Knex, pid: number): Promise<boolean> => {
  const { rows } = (await knex.raw('select wait_event_type as waits from pg_stat_activity where pid = ?', [pid])) as {
    rows: { waits: string | null }[];
  };
  return rows[0]?.waits === 'Lock';
};

/** What counting everything gives in empty tables: events and publications are copied there, and nothing else. */
async function countedAnew(knex: Knex, fresh: Knex, now: number): Promise<string[]> {
  const { rows } = (await knex.raw('select current_schema() as name')) as { rows: { name: string }[] };
  for (const table of [TABLES.rollups, TABLES.ageCounters, TABLES.events, TABLES.publications, TABLES.countTurns]) {
    await fresh(table).delete();
  }
  for (const table of [TABLES.events, TABLES.publications]) {
    await fresh.raw('insert into ?? select * from ??.??', [table, rows[0]!.name, table]);
  }
  await markAll(fresh, null);
  await runRollup(fresh, now);
  return counted(fresh);
}
