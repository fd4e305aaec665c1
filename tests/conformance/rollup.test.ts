import type { Knex } from 'knex';

import { DEVICES, SOURCE_TYPES } from '../../server/src/core/events';
import { type DetailedEvent, EVENT_TYPES } from '../../server/src/core/events/event-types';
import { createRandom } from '../../server/src/core/math/random';
import {
  ageLadder,
  countAges,
  countEvents,
  dayStart,
  detailsCounter,
  fairShare,
  hourStart,
  nextDayStart,
} from '../../server/src/core/rollup';
import { targetId, type TargetKey } from '../../server/src/core/target';
import { readAges } from '../../server/src/repositories/age-counters';
import { countMarks, markAll, markHours } from '../../server/src/repositories/dirty-buckets';
import { DETAIL_COLUMNS, detailsOf } from '../../server/src/repositories/detail-columns';
import { insertEvents } from '../../server/src/repositories/events';
import { insertVersions } from '../../server/src/repositories/publications';
import { TABLES } from '../../server/src/repositories/tables';
import { fromColumn, isSqlite, selectMs } from '../../server/src/repositories/time';
import { counted, DAY, event, HORIZON, HOUR, key, runRollup, store, T0, version, ZONE } from './fixtures';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const detailsInMemory = (events: readonly DetailedEvent[]) => {
  const counter = detailsCounter();
  events.forEach(counter.add);
  return counter.counts();
};

describe.each(ENGINES)('counting on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('counts the same whatever the order in which events came and how often, and the same as counting all anew', async () => {
    const random = createRandom(7);
    const documents = ['a', 'b', 'c', 'd'].map((id) => key(id, id === 'd' ? 'de' : ''));
    for (const [index, target] of documents.entries()) {
      await insertVersions(knex, [version(target, 1, T0 + index * HOUR, { firstPublishedAt: T0 + index * HOUR })], T0);
    }
    // Around the change to summer time in Berlin (29 March), before publication, past the horizon, and bots.
    const events = Array.from({ length: 600 }, (_, id) =>
      event(
        id,
        documents[random.int(4)] ?? key('a'),
        T0 - 2 * HOUR + random.int(random.int(2) === 0 ? DAY : 12 * DAY),
        {
          type: (random.int(2) === 0 ? null : EVENT_TYPES[random.int(EVENT_TYPES.length)]) ?? 'view',
          visitor: random.int(5) === 0 ? null : `v${random.int(20)}`,
          session: random.int(2) === 0 ? null : `s${random.int(40)}`,
          bot: random.int(10) === 0,
          value: random.int(3) === 0 ? null : random.next() * 1e5,
          scroll: random.int(3) === 0 ? null : random.next(),
          sourceType: SOURCE_TYPES[random.int(SOURCE_TYPES.length + 1)] ?? null,
          device: DEVICES[random.int(DEVICES.length + 1)] ?? null,
          // Few networks: what one sends on a busy day is more than its share.
          source: [null, 'local-1', 'n1', 'n2', 'n3', 'n4'][random.int(6)] ?? null,
        }
      )
    );
    const order = Array.from({ length: events.length * 2 }, (_, index) => index % events.length);
    const shuffled = order.map((index) => ({ index, place: random.next() })).sort((a, b) => a.place - b.place);
    let stored = 0;
    for (let at = 0; at < shuffled.length; at += 97) {
      const batch = shuffled.slice(at, at + 97).flatMap(({ index }) => events[index] ?? []);
      stored += await store(knex, batch);
      // Counted in the middle of it too: late events then find counted buckets.
      if (at % 3 === 0) await runRollup(knex, T0 + 5 * DAY);
    }
    await runRollup(knex, T0 + 20 * DAY);
    const incremental = await counted(knex);
    expect(stored).toBe(600);
    expect(await countMarks(knex)).toBe(0);

    await knex(TABLES.rollups).delete();
    await knex(TABLES.ageCounters).delete();
    await markAll(knex, null);
    await runRollup(knex, T0 + 20 * DAY);
    expect(await counted(knex)).toEqual(incremental);

    // And equal to counting in memory, without any of it.
    const raw = (target: TargetKey) => {
      const own = events
        .filter((one) => targetId(one.key) === targetId(target))
        .sort((a, b) => a.occurredAt - b.occurredAt || (a.eventKey < b.eventKey ? -1 : 1));
      const fair = fairShare(ZONE);
      own.forEach(fair.note);
      return own.filter(fair.counts);
    };
    expect(documents.flatMap(raw).length).toBeLessThan(events.filter(({ bot }) => !bot).length - 20);
    const ages = await readAges(knex, documents);
    for (const [index, target] of documents.entries()) {
      expect(ages.get(targetId(target))).toEqual(countAges(raw(target), T0 + index * HOUR, ageLadder(HORIZON)));
    }
    for (const target of documents) {
      const rows = (await knex(TABLES.rollups)
        .where({ target_document_id: target.documentId })
        .select('granularity', selectMs(knex, 'bucket_start'), 'views', 'visitors', ...DETAIL_COLUMNS)) as Record<
        string,
        unknown
      >[];
      for (const row of rows) {
        const start = fromColumn(row['bucket_start']) ?? 0;
        const end = row['granularity'] === 'hour' ? start + HOUR : nextDayStart(start, ZONE);
        const own = raw(target).filter(({ occurredAt }) => occurredAt >= start && occurredAt < end);
        const counters = countEvents(own);
        expect([row['views'], row['visitors']]).toEqual([counters.views, counters.visitors]);
        expect(detailsOf(row)).toEqual(detailsInMemory(own));
        if (row['granularity'] === 'day') expect(dayStart(start, ZONE)).toBe(start);
      }
    }
  });

  it('knows nothing of what buckets of before are broken down by, until they are counted again', async () => {
    await store(knex, [event(1, key('a'), T0, { device: 'mobile' })]);
    await runRollup(knex, T0 + DAY);
    const known = async () =>
      ((await knex(TABLES.rollups).select('*')) as Record<string, unknown>[]).map((row) => detailsOf(row)?.devices);
    await knex(TABLES.rollups).update(Object.fromEntries(DETAIL_COLUMNS.map((column) => [column, null])));
    expect(await known()).toEqual([undefined, undefined]);
    await markAll(knex, null);
    await runRollup(knex, T0 + DAY);
    const again = { desktop: 0, mobile: 1, tablet: 0, other: 0 };
    expect(await known()).toEqual([again, again]);
  });

  it('closes ages that have passed although nobody ever came, and leaves the others open', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    await runRollup(knex, T0 + 2 * HOUR);
    const rows = (await knex(TABLES.ageCounters).orderBy('age_minutes').select('age_minutes', 'views', 'closed')) as {
      age_minutes: number;
      views: number;
      closed: unknown;
    }[];
    expect(rows.map(({ age_minutes }) => age_minutes)).toEqual(ageLadder(HORIZON));
    expect(rows.filter(({ closed }) => Boolean(closed)).map(({ age_minutes }) => age_minutes)).toEqual([
      15, 30, 60, 90,
    ]);
    expect(rows.every(({ views }) => views === 0)).toBe(true);
  });

  it('leaves articles that are long past their last age to a thorough run', async () => {
    const old = version(key('old'), 1, T0, { firstPublishedAt: T0 - 100 * DAY });
    await insertVersions(knex, [old, version(key('new'), 1, T0)], T0);
    const counting = async (thorough: boolean) => {
      await runRollup(knex, T0 + DAY, { thorough });
      return [...(await readAges(knex, [key('old'), key('new')])).keys()].sort();
    };
    expect(await counting(false)).toEqual([targetId(key('new'))]);
    expect(await counting(true)).toEqual([targetId(key('new')), targetId(key('old'))]);
  });

  it('never counts a sealed bucket again, nor the ages of its document', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    await store(knex, [event(1, key('a'), T0 + 1), event(2, key('a'), T0 + 2)]);
    await runRollup(knex, T0 + DAY);
    await knex(TABLES.rollups).update({ sealed: true });
    await knex(TABLES.events).delete();
    const before = await counted(knex);
    await markHours(knex, [{ key: key('a'), hourStart: hourStart(T0) }]);
    await runRollup(knex, T0 + 20 * DAY);
    expect(await counted(knex)).toEqual(before);
    expect(await countMarks(knex)).toBe(0);
  });

  it('forgets a bucket whose events were erased', async () => {
    await store(knex, [event(1, key('a'), T0)]);
    await runRollup(knex, T0 + DAY);
    expect(await counted(knex)).toHaveLength(2);
    await knex(TABLES.events).delete();
    await markHours(knex, [{ key: key('a'), hourStart: hourStart(T0) }]);
    await runRollup(knex, T0 + DAY);
    expect(await counted(knex)).toEqual([]);
  });

  it('counts a document with more events than are read at once, and its neighbours, like any other', async () => {
    const documents = [key('busy'), key('quiet')];
    for (const target of documents) await insertVersions(knex, [version(target, 1, T0)], T0);
    const events = Array.from({ length: 50_050 }, (_, id) =>
      event(id, documents[id < 50_030 ? 0 : 1]!, T0 + Math.floor(id / 10) * 12_000, { visitor: `v${id % 700}` })
    );
    await knex.transaction(async (trx) => {
      for (let at = 0; at < events.length; at += 500) await insertEvents(trx, events.slice(at, at + 500));
      await markAll(trx, null);
    });
    await runRollup(knex, T0 + 20 * DAY);
    expect(await countMarks(knex)).toBe(0);
    const ages = await readAges(knex, documents);
    for (const target of documents) {
      const own = events.filter((one) => one.key === target);
      expect(ages.get(targetId(target))).toEqual(countAges(own, T0, ageLadder(HORIZON)));
    }
    const [days] = (await knex(TABLES.rollups).where('granularity', 'day').sum({ n: 'views' })) as { n: unknown }[];
    expect(Number(days?.n)).toBe(events.length);
  });

  it('counts while readers go on sending: nobody waits for another in a circle', async () => {
    // By code units "B" comes before "a", in the order of a language after it.
    if (!isSqlite(knex)) {
      await knex.raw(
        `alter table ${TABLES.dirtyBuckets} alter target_document_id type varchar(255) collate "en-x-icu"`
      );
    }
    const documents = ['a', 'B', 'c', 'D', 'e', 'F'].map((id) => key(id));
    let id = 0;
    const send = async () => {
      for (let round = 0; round < 15; round++) {
        await store(
          knex,
          documents.flatMap((target) => [event(id++, target, T0), event(id++, target, T0 + HOUR)])
        );
      }
    };
    const count = async () => {
      for (let round = 0; round < 8; round++) await runRollup(knex, T0 + DAY);
    };
    const recount = async () => {
      for (let round = 0; round < 8; round++) await markAll(knex, null);
    };
    await Promise.all([send(), send(), count(), recount()]);
    await runRollup(knex, T0 + DAY);
    const [views] = (await knex(TABLES.rollups).where('granularity', 'hour').sum({ n: 'views' })) as { n: unknown }[];
    expect(Number(views?.n)).toBe(id);
  });

  it('counts a document with more dirty hours than one transaction takes', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    const events = Array.from({ length: 450 }, (_, id) => event(id, key('a'), T0 + id * HOUR));
    await store(knex, events.slice(0, 400));
    await store(knex, events.slice(400));
    const result = await runRollup(knex, T0 + 30 * DAY);
    expect(result.documents).toBe(1);
    const [hours] = (await knex(TABLES.rollups).where('granularity', 'hour').sum({ n: 'views' })) as { n: unknown }[];
    const [days] = (await knex(TABLES.rollups).where('granularity', 'day').sum({ n: 'views' })) as { n: unknown }[];
    expect([Number(hours?.n), Number(days?.n)]).toEqual([450, 450]);
    const ages = (await readAges(knex, [key('a')])).get(targetId(key('a')));
    expect(ages?.[ages.length - 1]?.views).toBe(7 * 24 + 1);
  });
});
