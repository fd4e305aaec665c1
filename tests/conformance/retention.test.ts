import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

import type { Knex } from 'knex';

import { createRandom } from '../../server/src/core/math/random';
import { ageLadder, dayStart, hourStart } from '../../server/src/core/rollup';
import { targetId, type TargetKey } from '../../server/src/core/target';
import { readAges } from '../../server/src/repositories/age-counters';
import { holdTurns, passTurns } from '../../server/src/repositories/count-turns';
import { hasMarks, markAll, markHours } from '../../server/src/repositories/dirty-buckets';
import { insertEvents, type StoredEvent } from '../../server/src/repositories/events';
import { deleteEvents, nextTarget, oldestEvents } from '../../server/src/repositories/old-events';
import { insertVersions } from '../../server/src/repositories/publications';
import { sealBuckets } from '../../server/src/repositories/rollups';
import { TABLES } from '../../server/src/repositories/tables';
import { selectMs } from '../../server/src/repositories/time';
import { findTooOld } from '../../server/src/repositories/store-events';
import { workerEntry } from '../../server/src/services/workers';
import { type RetentionPayload, type RetentionResult, retentionTask } from '../../server/src/worker/tasks/retention';
import {
  counted,
  countOf,
  DAY,
  event,
  HORIZON,
  HOUR,
  key,
  runRollup,
  store,
  storeWithin,
  T0,
  version,
  ZONE,
} from './fixtures';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const PROCESS = path.resolve(__dirname, '../helpers/deleting-process.mjs');
const NOW = T0 + 100 * DAY;
/** Where ninety days ago begins. */
const BEFORE = hourStart(dayStart(NOW - 90 * DAY, ZONE));

const payloadOf = (more: Partial<RetentionPayload> = {}): RetentionPayload => ({
  timeZone: ZONE,
  horizonMinutes: HORIZON,
  now: NOW,
  rawDays: 90,
  after: null,
  eventsPerStep: 50,
  turnMs: 60_000,
  ...more,
});

describe.each(ENGINES)('deleting old events on $name', ({ name, open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const retain = (more: Partial<RetentionPayload> = {}): Promise<RetentionResult> =>
    retentionTask(payloadOf(more), { knex, progress: () => undefined, isCancelled: () => false });

  /** What was counted, sealed or not. */
  const counts = async () => (await counted(knex)).map((row) => row.replace(/"sealed":\d,?/, '')).sort();
  const hoursLeft = async (target: TargetKey) => {
    const rows = (await knex(TABLES.events)
      .where('target_document_id', target.documentId)
      .select(selectMs(knex, 'occurred_at', 'ms'))) as { ms: unknown }[];
    return rows.map(({ ms }) => Number(ms)).sort((a, b) => a - b);
  };
  const isSealed = async (granularity: string, start: number) => {
    const rows = (await knex(TABLES.rollups)
      .where({ granularity })
      .select('sealed', selectMs(knex, 'bucket_start', 'ms'))) as { sealed: unknown; ms: unknown }[];
    return rows.filter(({ ms }) => Number(ms) === start).map(({ sealed }) => Boolean(sealed));
  };

  /** Events of some published documents over fourteen days, as many readers and devices as may be. */
  const fill = async (documents: readonly TargetKey[], perDocument: number): Promise<StoredEvent[]> => {
    const random = createRandom(5);
    await insertVersions(
      knex,
      documents.map((target) => version(target, 1, T0)),
      T0
    );
    const events = documents.flatMap((target, document) =>
      Array.from({ length: perDocument }, (_, at) =>
        event(document * perDocument + at, target, T0 - DAY + random.int(14 * DAY), {
          type: random.int(3) === 0 ? 'engagement' : 'view',
          visitor: `v${random.int(40)}`,
          value: random.int(60_000),
          scroll: random.next(),
          sourceType: 'search',
          device: 'mobile',
          bot: random.int(8) === 0,
        })
      )
    );
    for (let at = 0; at < events.length; at += 400) await store(knex, events.slice(at, at + 400));
    return events;
  };

  it('keeps what was counted, to the byte, and every event that is young enough', async () => {
    const [a, b] = [key('a'), key('b', 'de')];
    const events = await fill([a, b], 300);
    await runRollup(knex, NOW);
    const before = await counts();

    const old = events.filter(({ occurredAt }) => occurredAt < BEFORE);
    expect(await retain()).toEqual({ deleted: old.length, waiting: 0, more: false, after: b });
    expect(await countOf(knex, TABLES.events)).toBe(events.length - old.length);
    expect(Math.min(...(await hoursLeft(a)))).toBeGreaterThanOrEqual(BEFORE);
    expect(await counts()).toEqual(before);
    expect(await retain()).toEqual({ deleted: 0, waiting: 0, more: false, after: b });

    // Counting everything again changes nothing either.
    await markAll(knex, null);
    await markHours(knex, [{ key: a, hourStart: hourStart(T0) }]);
    await runRollup(knex, NOW);
    expect(await counts()).toEqual(before);
    const ages = await readAges(knex, [a, b]);
    expect(ages.get(targetId(a))?.map(({ ageMinutes }) => ageMinutes)).toEqual(ageLadder(HORIZON));
  });

  it('leaves alone what is not counted for good: open ages, and days with an hour that is dirty', async () => {
    const [open_, dirty, never] = [key('open'), key('dirty'), key('never')];
    await insertVersions(knex, [version(open_, 1, T0, { firstPublishedAt: NOW - DAY }), version(dirty, 1, T0)], T0);
    await store(knex, [event(1, open_, T0), event(2, dirty, T0), event(3, dirty, T0 + DAY), event(4, never, T0)]);
    await runRollup(knex, NOW);
    await markHours(knex, [{ key: dirty, hourStart: hourStart(T0) + 2 * HOUR }]);

    expect(await retain({ eventsPerStep: 1 })).toMatchObject({ deleted: 1, waiting: 2 });
    expect([await hoursLeft(open_), await hoursLeft(dirty), await hoursLeft(never)]).toEqual([
      [T0],
      [T0, T0 + DAY],
      [],
    ]);
    await runRollup(knex, NOW);
    expect(await retain({ eventsPerStep: 1 })).toMatchObject({ deleted: 2, waiting: 1 });
  });

  it('closes hours and days it deletes from to later events, and no others', async () => {
    const a = key('a');
    await insertVersions(knex, [version(a, 1, T0)], T0);
    await store(knex, [event(1, a, T0), event(2, a, T0 + 2 * DAY, { bot: true })]);
    await runRollup(knex, NOW);
    await retain();
    const late = (id: number, at: number) => event(id, a, at);
    const refused = await knex.transaction((trx) =>
      findTooOld(
        trx,
        // The hour; its day; a day that only a bot saw; a day nobody saw; now.
        [late(3, T0), late(4, T0 + 3 * HOUR), late(5, T0 + 2 * DAY), late(6, T0 + 4 * DAY), late(7, NOW)],
        { now: NOW, timeZone: ZONE }
      )
    );
    expect(refused).toEqual(new Set(['key-3', 'key-4']));
    expect(await isSealed('day', dayStart(T0, ZONE))).toEqual([true]);
  });

  it('in a zone of half hours keeps the hour that holds midnight, and says so of its day', async () => {
    const [a, timeZone] = [key('a'), 'Asia/Kathmandu'];
    const midnight = dayStart(NOW - 90 * DAY, timeZone);
    expect(midnight % HOUR).not.toBe(0);
    await store(knex, [event(1, a, midnight - HOUR), event(2, a, midnight - 1), event(3, a, midnight)]);
    await runRollup(knex, NOW, { timeZone });
    expect(await retain({ timeZone })).toMatchObject({ deleted: 1 });
    expect(await hoursLeft(a)).toEqual([midnight - 1, midnight]);
    expect(await isSealed('day', dayStart(midnight - 1, timeZone))).toEqual([true]);
    expect(await isSealed('day', midnight)).toEqual([false]);
    expect(await isSealed('hour', hourStart(midnight))).toEqual([false]);
  });

  it('stops when its turn is over, and goes on where it stopped', async () => {
    const documents = ['a', 'b', 'c'].map((id) => key(id));
    const events = await fill(documents, 60);
    await runRollup(knex, NOW);
    let deleted = 0;
    let turns = 0;
    for (let result = await retain({ turnMs: 1, eventsPerStep: 10 }); ; turns++) {
      deleted += result.deleted;
      if (!result.more) break;
      result = await retain({ turnMs: 1, eventsPerStep: 10, after: result.after });
    }
    expect(turns).toBeGreaterThan(3);
    expect(deleted).toBe(events.filter(({ occurredAt }) => occurredAt < BEFORE).length);
  });

  it('loses no event that is accepted meanwhile, and counts none of another set', async () => {
    const documents = ['a', 'b', 'c', 'd'].map((id) => key(id));
    const events = await fill(documents, 150);
    await runRollup(knex, NOW);
    const random = createRandom(9);
    let sent = 10_000;
    let accepted = events.filter(({ bot, type }) => !bot && type === 'view').length;
    const send = async () => {
      for (let round = 0; round < 40; round++) {
        const batch = documents.map((target) => event(sent++, target, T0 - DAY + random.int(14 * DAY)));
        await knex.transaction(async (trx) => {
          const closed = await findTooOld(trx, batch, { now: NOW, timeZone: ZONE });
          const fresh = await storeWithin(
            trx,
            batch.filter(({ eventKey }) => !closed.has(eventKey))
          );
          accepted += fresh;
        });
      }
    };
    // SQLite's driver waits for another connection without letting it go on in the same thread.
    const others = name === 'SQLite' ? knex : database.connect();
    const context = { knex: others, progress: () => undefined, isCancelled: () => false };
    const remove = async () => {
      for (let round = 0; round < 6; round++) await retentionTask(payloadOf({ eventsPerStep: 20 }), context);
    };
    const count = async () => {
      for (let round = 0; round < 12; round++) await runRollup(knex, NOW);
    };
    await Promise.all([send(), send(), remove(), count()]);
    await runRollup(knex, NOW);
    await retain();
    expect(accepted).toBeGreaterThan(events.length * 0.6);
    for (const granularity of ['hour', 'day']) {
      const [sum] = (await knex(TABLES.rollups).where({ granularity }).sum({ n: 'views' })) as { n: unknown }[];
      expect(Number(sum?.n)).toBe(accepted);
    }
  });

  it('is killed in the middle: what is not sealed still has all its events, and the next night does the rest', async () => {
    const documents = ['a', 'b', 'c'].map((id) => key(id));
    const events = await fill(documents, 800);
    await runRollup(knex, NOW);
    const before = await counts();
    const old = events.filter(({ occurredAt }) => occurredAt < BEFORE).length;

    for (const enough of [1, 300]) {
      const left = await countOf(knex, TABLES.events);
      await killAfter(enough);
      expect(await countOf(knex, TABLES.events)).toBeLessThan(left);
      expect(await countOf(knex, TABLES.events)).toBeGreaterThan(events.length - old);
      // Whatever still has its events is counted anew from them.
      await markAll(knex, null);
      await runRollup(knex, NOW);
      expect(await counts()).toEqual(before);
    }
    await retain();
    expect(await countOf(knex, TABLES.events)).toBe(events.length - old);
    expect(await counts()).toEqual(before);
  });

  /** Have another process delete, and kill it once it has deleted so many. */
  async function killAfter(enough: number): Promise<void> {
    const { connection, searchPath } = knex.client.config as { connection: unknown; searchPath?: string[] };
    const spec = {
      client: name === 'SQLite' ? 'better-sqlite3' : 'pg',
      driver: null,
      connection: typeof connection === 'string' ? { connectionString: connection } : connection,
      schema: searchPath?.[0] ?? null,
      acquireMs: 10_000,
      asksPassword: false,
    };
    const given = [workerEntry(__dirname), JSON.stringify(spec), JSON.stringify(payloadOf({ eventsPerStep: 25 }))];
    const child = spawn(process.execPath, [PROCESS, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as { type: string; progress?: { done: number } };
      if (said.type !== 'progress') throw new Error(`It ended before it could be killed: ${line}`);
      if ((said.progress?.done ?? 0) >= enough) break;
    }
    child.kill('SIGKILL');
    await gone;
  }
});

describe.each(ENGINES)('the steps of it on $name', ({ name, open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('find documents one after the other, and their oldest events', async () => {
    const [a, b] = [key('a'), key('b', 'de')];
    await insertEvents(knex, [event(1, a, T0 + 2), event(2, a, T0 + 1), event(3, a, T0 + 3), event(4, b, T0)]);
    expect([await nextTarget(knex, null), await nextTarget(knex, a), await nextTarget(knex, b)]).toEqual([a, b, null]);
    expect(await oldestEvents(knex, a, T0 + 3, 5)).toEqual([
      { eventKey: 'key-2', occurredAt: T0 + 1 },
      { eventKey: 'key-1', occurredAt: T0 + 2 },
    ]);
    expect(await oldestEvents(knex, a, T0 + 3, 1)).toHaveLength(1);
    expect(await deleteEvents(knex, ['key-2', 'key-4', 'key-9'])).toBe(2);
    expect(await nextTarget(knex, a)).toBeNull();
  });

  it('know a dirty hour by its start, and seal only what is there', async () => {
    const a = key('a');
    await markHours(knex, [{ key: a, hourStart: hourStart(T0) }]);
    const at = hourStart(T0);
    expect(await hasMarks(knex, a, at, at + 1)).toBe(true);
    expect(await hasMarks(knex, a, at + 1, at + HOUR)).toBe(false);
    expect(await hasMarks(knex, a, at - HOUR, at)).toBe(false);
    expect(await hasMarks(knex, key('b'), at, at + 1)).toBe(false);
    await sealBuckets(knex, [{ key: a, granularity: 'hour', start: at }]);
    expect(await countOf(knex, TABLES.rollups)).toBe(0);
  });

  it('wait for whoever holds a turn, also of a document that was never counted', async () => {
    const others = name === 'SQLite' ? knex : database.connect();
    const order: string[] = [];
    let passing: Promise<unknown> = Promise.resolve();
    await knex.transaction(async (trx) => {
      await holdTurns(trx, [key('b'), key('a'), key('a')]);
      await holdTurns(trx, []);
      passing = others.transaction((other) => passTurns(other, [key('a')])).then(() => order.push('passed'));
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push('let go');
    });
    await passing;
    expect(order).toEqual(['let go', 'passed']);
  });
});
