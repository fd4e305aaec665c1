import type { Knex } from 'knex';

import { ageLadder, countAges, countEvents, dayStart, hourStart, nextDayStart } from '../../server/src/core/rollup';
import { buildLabels } from '../../server/src/core/features/labels';
import { createRandom } from '../../server/src/core/math/random';
import type { TargetKey } from '../../server/src/core/target';
import { targetId } from '../../server/src/core/target';
import { readAges } from '../../server/src/repositories/age-counters';
import { readCoverage, writeCoverage } from '../../server/src/repositories/coverage';
import { clearMarks, countMarks, markAll, markHours, readMarks } from '../../server/src/repositories/dirty-buckets';
import { insertEvents, readPages, readRanges, type StoredEvent } from '../../server/src/repositories/events';
import { readHistory, readTexts } from '../../server/src/repositories/history';
import { insertKey, readKeys, revokeKey } from '../../server/src/repositories/keys';
import {
  closeVersions,
  currentVersion,
  insertVersions,
  latestVersions,
  markSeen,
  type NewVersion,
  setUrls,
} from '../../server/src/repositories/publications';
import { destroyExpiredSalts, findSalt, saltOf } from '../../server/src/repositories/salts';
import { TABLES } from '../../server/src/repositories/tables';
import { fromColumn, isSqlite, selectMs, toColumn } from '../../server/src/repositories/time';
import { findByUrls, writeUrls } from '../../server/src/repositories/urls';
import { widenIds } from '../../server/src/repositories/wide-ids';
import { rollupTask } from '../../server/src/worker/tasks/rollup';
import { DEFAULT_WEIGHTS, EVENT_TYPES } from '../../server/src/core/events/event-types';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 2, 20, 10, 20);
const ZONE = 'Europe/Berlin';
const HORIZON = 7 * 24 * 60;

const key = (documentId: string, locale = ''): TargetKey => ({ uid: 'api::article.article', documentId, locale });

const event = (id: number, target: TargetKey, occurredAt: number, more: Partial<StoredEvent> = {}): StoredEvent => ({
  eventKey: `key-${id}`,
  eventId: `event-${id}`,
  type: 'view',
  name: null,
  key: target,
  occurredAt,
  receivedAt: occurredAt,
  visitor: null,
  session: null,
  source: null,
  bot: false,
  value: null,
  properties: null,
  ...more,
});

const version = (
  target: TargetKey,
  number: number,
  publishedAt: number,
  more: Partial<NewVersion> = {}
): NewVersion => ({
  key: target,
  version: number,
  firstPublishedAt: T0,
  source: 'tracking',
  versionPublishedAt: publishedAt,
  contentHash: `hash-${number}`,
  title: `Title ${number}`,
  url: null,
  category: 'Garden',
  author: null,
  tags: ['a', 'b'],
  text: `Text ${number}`,
  language: 'en',
  snapshot: {
    title: `Title ${number}`,
    category: 'Garden',
    author: null,
    tags: ['a', 'b'],
    features: { words: 3 },
    roleHashes: { title: `t${number}` },
  },
  changedFields: [],
  seenPublishedAt: publishedAt,
  ...more,
});

/** Store events as ingest does: with the marks of those that are new. */
const store = async (knex: Knex, events: readonly StoredEvent[]): Promise<number> =>
  knex.transaction(async (trx) => {
    const fresh = await insertEvents(trx, events);
    const changed = events.filter(({ eventKey }) => fresh.has(eventKey));
    await markHours(
      trx,
      changed.map((one) => ({ key: one.key, hourStart: hourStart(one.occurredAt) }))
    );
    return fresh.size;
  });

const runRollup = (knex: Knex, now: number, timeZone = ZONE) =>
  rollupTask(
    { timeZone, horizonMinutes: HORIZON, now, thorough: true },
    { knex, progress: () => undefined, isCancelled: () => false }
  );

/** All that rollup made, in one order, without row ids and instants of writing. */
const counted = async (knex: Knex) => {
  const rollups = await knex(TABLES.rollups).select('*', selectMs(knex, 'bucket_start', 'start_ms'));
  const ages = await knex(TABLES.ageCounters).select('*');
  const strip = ({
    id,
    document_id,
    created_at,
    updated_at,
    published_at,
    bucket_start,
    computed_at,
    ...rest
  }: Record<string, unknown>) => {
    void [id, document_id, created_at, updated_at, published_at, bucket_start, computed_at];
    return JSON.stringify(rest, (_, value: unknown) => (value === true ? 1 : value === false ? 0 : value));
  };
  return [...rollups.map(strip), ...ages.map(strip)].sort();
};

describe.each(ENGINES)('repositories on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    knex = database.knex;
  });
  afterEach(() => database.close());

  it('keeps instants to the millisecond, through the hour that clocks repeat', async () => {
    const instants = [
      T0,
      Date.UTC(2026, 9, 25, 0, 30, 0, 1),
      Date.UTC(2026, 9, 25, 1, 30, 0, 1),
      Date.UTC(2026, 2, 29, 1, 30),
    ];
    for (const [index, instant] of instants.entries()) {
      await insertEvents(knex, [event(index, key('a'), instant)]);
    }
    const rows = (await knex(TABLES.events).orderBy('event_key').select(selectMs(knex, 'occurred_at'))) as {
      occurred_at: unknown;
    }[];
    expect(rows.map((row) => fromColumn(row.occurred_at))).toEqual(instants);
    const plain = (await knex(TABLES.events)
      .where('occurred_at', '>=', toColumn(knex, instants[2] ?? 0))
      .count({ n: '*' })) as { n: unknown }[];
    expect(Number(plain[0]?.n)).toBe(1);
  });

  it('stores an event once, and says which of a batch were new', async () => {
    expect(await insertEvents(knex, [event(1, key('a'), T0), event(2, key('a'), T0)])).toEqual(
      new Set(['key-1', 'key-2'])
    );
    expect(await insertEvents(knex, [event(2, key('a'), T0), event(3, key('a'), T0), event(3, key('b'), T0)])).toEqual(
      new Set(['key-3'])
    );
    const [row] = (await knex(TABLES.events).count({ n: '*' })) as { n: unknown }[];
    expect(Number(row?.n)).toBe(3);
  });

  it('stores 500 events with every field in one statement', async () => {
    const events = Array.from({ length: 500 }, (_, id) =>
      event(id, key('a', 'de'), T0 + id, {
        properties: { q: "it's ? $1" },
        value: 1.5,
        visitor: 'v',
        bot: id % 2 === 0,
      })
    );
    expect((await insertEvents(knex, events)).size).toBe(500);
    const [document] = (await readRanges(knex, [{ key: key('a', 'de'), from: T0, to: T0 + 10 }], 10)) ?? [];
    expect(document?.events).toHaveLength(10);
    expect(document?.events[1]).toEqual({ type: 'view', occurredAt: T0 + 1, visitor: 'v', session: null, bot: false });
  });

  it('reads each document in its own range only', async () => {
    await insertEvents(knex, [
      event(1, key('a'), T0),
      event(2, key('b'), T0),
      event(3, key('b'), T0 + 5),
      event(4, key('c'), T0),
    ]);
    const ranges = [
      { key: key('a'), from: T0, to: T0 + 1 },
      { key: key('b'), from: T0 + 1, to: T0 + 9 },
    ];
    expect(await readRanges(knex, ranges, 1)).toBeNull();
    const read = await readRanges(knex, ranges, 2);
    expect(new Map(read?.map((one) => [one.key.documentId, one.events.map(({ occurredAt }) => occurredAt)]))).toEqual(
      new Map([
        ['a', [T0]],
        ['b', [T0 + 5]],
      ])
    );
  });

  it('reads a document of any size page by page, each event once, also those of one instant', async () => {
    const random = createRandom(11);
    const events = Array.from({ length: 60 }, (_, id) => event(id, key('a'), T0 + random.int(12)));
    await insertEvents(knex, [...events, event(99, key('b'), T0 + 5)]);
    const expected = events.map(({ occurredAt }) => occurredAt).filter((at) => at >= T0 + 2 && at < T0 + 10);
    for (const limit of [1, 7, expected.length, 1_000]) {
      const read: number[] = [];
      for await (const page of readPages(knex, { key: key('a'), from: T0 + 2, to: T0 + 10 }, limit)) {
        expect(page.length).toBeLessThanOrEqual(limit);
        read.push(...page.map(({ occurredAt }) => occurredAt));
      }
      expect(read).toEqual([...expected].sort((a, b) => a - b));
    }
  });

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

  it('counts the same whatever the order in which events came and how often, and the same as counting all anew', async () => {
    const random = createRandom(7);
    const documents = ['a', 'b', 'c', 'd'].map((id) => key(id, id === 'd' ? 'de' : ''));
    for (const [index, target] of documents.entries()) {
      await insertVersions(knex, [version(target, 1, T0 + index * HOUR, { firstPublishedAt: T0 + index * HOUR })], T0);
    }
    // Around the change to summer time in Berlin (29 March), before publication, past the horizon, and bots.
    const events = Array.from({ length: 600 }, (_, id) =>
      event(id, documents[random.int(4)] ?? key('a'), T0 - 2 * HOUR + random.int(12 * DAY), {
        type: EVENT_TYPES[random.int(EVENT_TYPES.length)] ?? 'view',
        visitor: random.int(5) === 0 ? null : `v${random.int(20)}`,
        session: random.int(2) === 0 ? null : `s${random.int(40)}`,
        bot: random.int(10) === 0,
      })
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
    const raw = (target: TargetKey) => events.filter((one) => targetId(one.key) === targetId(target));
    const ages = await readAges(knex, documents);
    for (const [index, target] of documents.entries()) {
      expect(ages.get(targetId(target))).toEqual(countAges(raw(target), T0 + index * HOUR, ageLadder(HORIZON)));
    }
    for (const target of documents) {
      const rows = (await knex(TABLES.rollups)
        .where({ target_document_id: target.documentId })
        .select('granularity', selectMs(knex, 'bucket_start'), 'views', 'visitors')) as Record<string, unknown>[];
      for (const row of rows) {
        const start = fromColumn(row['bucket_start']) ?? 0;
        const end = row['granularity'] === 'hour' ? start + HOUR : nextDayStart(start, ZONE);
        const counters = countEvents(raw(target).filter(({ occurredAt }) => occurredAt >= start && occurredAt < end));
        expect([row['views'], row['visitors']]).toEqual([counters.views, counters.visitors]);
        if (row['granularity'] === 'day') expect(dayStart(start, ZONE)).toBe(start);
      }
    }
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

  it('keeps versions, and knows the newest and the open one', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    await closeVersions(knex, [{ key: key('a'), value: T0 + DAY }]);
    await insertVersions(knex, [version(key('a'), 2, T0 + DAY), version(key('a'), 2, T0 + 2 * DAY)], T0);
    const latest = (await latestVersions(knex, [key('a')])).get(targetId(key('a')));
    expect(latest).toMatchObject({
      version: 2,
      open: true,
      contentHash: 'hash-2',
      roleHashes: { title: 't2' },
      firstPublishedAt: T0,
      seenPublishedAt: T0 + DAY,
    });
    expect(await currentVersion(knex, key('a'))).toMatchObject({ version: 2, snapshot: { title: 'Title 2' } });
    await closeVersions(knex, [{ key: key('a'), value: T0 + 3 * DAY }]);
    expect(await currentVersion(knex, key('a'))).toBeNull();
  });

  it('ends, sees and moves the open versions of many documents at once, each in its own way', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0), version(key('b'), 1, T0), version(key('c'), 1, T0)], T0);
    await closeVersions(knex, [{ key: key('a'), value: T0 + HOUR }]);
    await closeVersions(knex, [
      { key: key('a'), value: T0 + DAY },
      { key: key('b', 'de'), value: T0 + DAY },
      { key: key('b'), value: T0 + 2 * DAY },
    ]);
    await insertVersions(knex, [version(key('a'), 2, T0 + DAY), version(key('b'), 2, T0 + 2 * DAY)], T0);
    await markSeen(knex, [
      { key: key('a'), value: T0 + 3 * DAY },
      { key: key('b'), value: T0 + 4 * DAY },
    ]);
    await setUrls(knex, [
      { key: key('a'), value: '/a' },
      { key: key('c'), value: null },
      { key: key('b'), value: '/b' },
    ]);
    const rows = (await knex(TABLES.publications)
      .orderBy(['target_document_id', 'published_version'])
      .select(
        'url',
        selectMs(knex, 'version_unpublished_at', 'ended_ms'),
        selectMs(knex, 'updated_at', 'seen_ms')
      )) as Record<string, unknown>[];
    expect(rows.map(({ url, ended_ms: ended, seen_ms: seen }) => [url, fromColumn(ended), fromColumn(seen)])).toEqual([
      [null, T0 + HOUR, T0],
      ['/a', null, T0 + 3 * DAY],
      [null, T0 + 2 * DAY, T0],
      ['/b', null, T0 + 4 * DAY],
      [null, null, T0],
    ]);
  });

  it('reads history and texts as they were at an instant', async () => {
    await insertVersions(
      knex,
      [version(key('a'), 1, T0), version(key('old'), 1, T0, { firstPublishedAt: T0 - 900 * DAY })],
      T0
    );
    await closeVersions(knex, [{ key: key('a'), value: T0 + 2 * DAY }]);
    await insertVersions(knex, [version(key('a'), 2, T0 + 2 * DAY)], T0);
    await store(knex, [
      event(1, key('a'), T0 + 10 * 60_000),
      event(2, key('a'), T0 + 50 * 60_000),
      event(3, key('a'), T0 + 3 * DAY),
    ]);
    await runRollup(knex, T0 + 20 * DAY);
    await writeCoverage(knex, { from: T0 - DAY, to: null, source: 'tracking' });
    const settings = { horizonMinutes: HORIZON, weights: DEFAULT_WEIGHTS, timeZone: ZONE };

    const history = await readHistory(knex, settings, new Date(T0 + HOUR), { windowDays: 730 });
    expect(history.publications).toEqual([
      {
        key: key('a'),
        version: 1,
        firstPublishedAt: T0,
        versionPublishedAt: T0,
        versionUnpublishedAt: null,
        snapshot: { title: 'Title 1', category: 'Garden', author: null, tags: ['a', 'b'], features: { words: 3 } },
      },
    ]);
    expect(history.ageCounters.get(targetId(key('a')))?.map(({ ageMinutes, views }) => [ageMinutes, views])).toEqual([
      [15, 1],
      [30, 1],
      [60, 2],
    ]);
    expect(history.days).toEqual([{ locale: '', dayStart: dayStart(T0, ZONE), views: 2, visitors: 0 }]);
    expect(history.coverage).toEqual([{ from: T0 - DAY, to: null, source: 'tracking' }]);

    const texts = await readTexts(knex, new Date(T0 + HOUR), 'latest', { windowDays: 730 });
    expect(texts.map(({ version: number, text, tags }) => [number, text, tags])).toEqual([[1, 'Text 1', ['a', 'b']]]);
    const later = await readTexts(knex, new Date(T0 + 5 * DAY), 'latest', { windowDays: 730 });
    expect(later.map(({ text }) => text)).toEqual(['Text 2']);
    expect(await readTexts(knex, new Date(T0 + 5 * DAY), 'latest')).toHaveLength(2);
  });

  it('gives performance the words readers first saw, whatever was written once the outcome was known', async () => {
    const dated = { firstPublishedAt: T0 + 3 * HOUR };
    await insertVersions(
      knex,
      [
        version(key('corrected'), 1, T0),
        version(key('corrected'), 2, T0 + 8 * DAY, { text: 'Our most read article' }),
        // Its date says it was shown later: what was corrected by then is what readers first saw.
        version(key('dated'), 1, T0, dated),
        version(key('dated'), 2, T0 + 2 * HOUR, dated),
        version(key('dated'), 3, T0 + 9 * DAY, dated),
        // Older than the installation: no version was there at first publication.
        version(key('old'), 1, T0 + DAY),
        version(key('old'), 2, T0 + 9 * DAY),
      ],
      T0
    );
    const texts = async (which: 'first' | 'latest') =>
      (await readTexts(knex, new Date(T0 + 10 * DAY), which)).map(({ key: { documentId }, text }) => [
        documentId,
        text,
      ]);
    expect(await texts('first')).toEqual([
      ['corrected', 'Text 1'],
      ['dated', 'Text 2'],
      ['old', 'Text 1'],
    ]);
    expect(await texts('latest')).toEqual([
      ['corrected', 'Our most read article'],
      ['dated', 'Text 3'],
      ['old', 'Text 2'],
    ]);
  });

  it('has a counter at the horizon only once it was counted after the article reached it', async () => {
    const settings = { horizonMinutes: HORIZON, weights: DEFAULT_WEIGHTS, timeZone: ZONE };
    const labels = async () =>
      buildLabels(await readHistory(knex, settings, new Date(T0 + 20 * DAY), { windowDays: 730 }), T0 + 20 * DAY);
    await insertVersions(knex, [version(key('a'), 1, T0), version(key('unread'), 1, T0)], T0);
    await writeCoverage(knex, { from: T0 - DAY, to: null, source: 'tracking' });
    await store(knex, [event(1, key('a'), T0 + 10)]);
    await runRollup(knex, T0 + HOUR);
    await store(knex, [event(2, key('a'), T0 + 2 * DAY)]);
    expect(await labels()).toEqual([]);
    await runRollup(knex, T0 + 20 * DAY);
    expect((await labels()).map(({ key: { documentId }, views }) => [documentId, views])).toEqual([
      ['a', 2],
      ['unread', 0],
    ]);
  });

  it('leads an old address to its document, unless another document has it now', async () => {
    await writeUrls(knex, [{ key: key('a'), url: '/blog/one' }], T0);
    await writeUrls(knex, [{ key: key('a'), url: '/blog/two' }], T0 + 1);
    expect((await findByUrls(knex, ['/blog/one', '/blog/two', '/none'])).get('/blog/one')).toEqual([key('a')]);
    await writeUrls(knex, [{ key: key('b'), url: '/blog/one' }], T0 + 2);
    expect((await findByUrls(knex, ['/blog/one'])).get('/blog/one')).toEqual([key('b'), key('a')]);
    await writeUrls(knex, [{ key: key('a'), url: '/blog/one' }], T0 + 3);
    const rows = (await knex(TABLES.urls).where('target_document_id', 'a').whereNull('valid_to').select('url')) as {
      url: string;
    }[];
    expect(rows).toEqual([{ url: '/blog/one' }]);
  });

  it('ends the older addresses of many documents at once, each its own', async () => {
    const all = ['a', 'b', 'c'].map((id) => ({ key: key(id), url: `/old/${id}` }));
    await writeUrls(knex, all, T0);
    // What one leaves another may take.
    await writeUrls(
      knex,
      [
        { key: key('a'), url: '/new/a' },
        { key: key('b'), url: '/old/a' },
      ],
      T0 + 1
    );
    const open = await knex(TABLES.urls).whereNull('valid_to').orderBy('target_document_id').pluck('url');
    expect(open).toEqual(['/new/a', '/old/a', '/old/c']);
    expect((await findByUrls(knex, ['/old/a'])).get('/old/a')).toEqual([key('b'), key('a')]);
  });

  it('gives every process the same salt, and destroys it when it has expired', async () => {
    expect(await saltOf(knex, 'monday', 'first', 10)).toBe('first');
    expect(await saltOf(knex, 'monday', 'second', 10)).toBe('first');
    expect(await saltOf(knex, 'for ever', 'kept', null)).toBe('kept');
    await destroyExpiredSalts(knex, 11);
    expect(await findSalt(knex, 'monday')).toBeNull();
    expect(await findSalt(knex, 'for ever')).toBe('kept');
  });

  it('keeps keys and revokes each once', async () => {
    const one = { keyId: 'k1', name: 'Site', publishableKey: 'fpk_0123456789abcdef', createdAt: T0, revokedAt: null };
    await insertKey(knex, one);
    await insertKey(knex, { ...one, publishableKey: 'fpk_other_other_other' });
    expect(await readKeys(knex)).toEqual([one]);
    expect(await revokeKey(knex, 'k1', T0 + 1)).toBe('Site');
    expect(await revokeKey(knex, 'k1', T0 + 2)).toBeNull();
    expect((await readKeys(knex))[0]?.revokedAt).toBe(T0 + 1);
  });

  it('replaces a stretch of coverage that begins at the same instant', async () => {
    await writeCoverage(knex, { from: T0, to: T0 + 1, source: 'import' });
    await writeCoverage(knex, { from: T0, to: T0 + 2, source: 'import' });
    expect(await readCoverage(knex)).toEqual([{ from: T0, to: T0 + 2, source: 'import' }]);
  });

  it('has room for more rows than 32 bits can number, in tables where even a known row takes a number', async () => {
    await widenIds(knex);
    await widenIds(knex);
    await store(knex, [event(1, key('a'), T0)]);
    for (const table of [TABLES.events, TABLES.dirtyBuckets, TABLES.rollups, TABLES.countTurns, TABLES.ageCounters]) {
      if (!isSqlite(knex)) await knex.raw(`select setval(pg_get_serial_sequence('${table}', 'id'), 2147483647)`);
    }
    expect(await store(knex, [event(1, key('a'), T0), event(2, key('a'), T0), event(3, key('b'), T0)])).toBe(2);
    await runRollup(knex, T0 + DAY);
    expect(await countMarks(knex)).toBe(0);
  });

  it('keeps bytes as they are', async () => {
    const bytes = Buffer.from([0, 255, 1, 128, 0]);
    await knex(TABLES.artifactChunks).insert({ model_version: 'ranker-1', seq: 0, bytes });
    const row = (await knex(TABLES.artifactChunks).first('bytes')) as { bytes: Buffer };
    expect(Buffer.from(row.bytes).equals(bytes)).toBe(true);
  });
});
