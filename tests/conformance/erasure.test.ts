import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

import type { Knex } from 'knex';

import { LIMITS } from '../../server/src/config/defaults';
import type { CoreError } from '../../server/src/core/errors';
import { DEVICES, SOURCE_TYPES } from '../../server/src/core/events';
import { EVENT_TYPES } from '../../server/src/core/events/event-types';
import { createRandom, type Random } from '../../server/src/core/math/random';
import type { StoredEvent } from '../../server/src/repositories/events';
import { insertVersions } from '../../server/src/repositories/publications';
import { insertQuarantined, type QuarantinedEvent } from '../../server/src/repositories/quarantine';
import { TABLES } from '../../server/src/repositories/tables';
import { eventKey } from '../../server/src/core/events';
import { workerEntry } from '../../server/src/services/workers';
import { retentionTask } from '../../server/src/worker/tasks/retention';
import { allText, BY, everything, openErasingSite } from '../helpers/erasing-site';
import { counted, countOf, DAY, event, HORIZON, HOUR, key, runRollup, store, T0, version, ZONE } from './fixtures';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const PROCESS = path.resolve(__dirname, '../helpers/deleting-process.mjs');
const ID = 'customer-4711@example.com';
const PRIVATE_WORD = 'only-they-say-this';
const DOCUMENTS = [key('a'), key('b', 'de'), key('c'), key('never-published')];

describe.each(ENGINES)('erasing a visitor on $name', (engine) => {
  const databases: ScratchDatabase[] = [];
  let now = T0 + 20 * DAY;
  const open = async () => {
    const database = await engine.open();
    databases.push(database);
    return { ...database, site: openErasingSite(engine, database.knex, () => now) };
  };
  type Site = Awaited<ReturnType<typeof open>>;
  beforeEach(() => {
    now = T0 + 20 * DAY;
  });
  afterEach(async () => {
    for (const database of databases.splice(0)) await database.close();
  });

  const published = async ({ knex }: Site) =>
    insertVersions(
      knex,
      DOCUMENTS.slice(0, 3).map((target, at) =>
        version(target, 1, T0 + at * HOUR, { firstPublishedAt: T0 + at * HOUR })
      ),
      T0
    );
  const erase = async ({ site }: Site, visitorId = ID) => {
    const asked = await site.erasure.start(visitorId, BY);
    await site.erasure.run();
    return site.erasure.find(asked.erasureId);
  };

  /** Readers of all kinds; every fifth event is of the one who will be erased. */
  const stream = (random: Random, hash: string, count: number): { events: StoredEvent[]; own: StoredEvent[] } => {
    const events = Array.from({ length: count }, (_, id): StoredEvent => {
      const isOwn = random.int(5) === 0;
      const byServer = random.int(2) === 0;
      return event(
        id,
        DOCUMENTS[random.int(4)] ?? key('a'),
        T0 - 2 * HOUR + random.int(random.int(2) === 0 ? DAY : 12 * DAY),
        {
          type: (random.int(2) === 0 ? null : EVENT_TYPES[random.int(EVENT_TYPES.length)]) ?? 'view',
          visitor: isOwn ? hash : random.int(5) === 0 ? null : `v${random.int(20)}`,
          session: random.int(2) === 0 ? null : `s${isOwn ? 'own' : ''}${random.int(40)}`,
          bot: random.int(10) === 0,
          value: random.int(3) === 0 ? null : random.next() * 1e5,
          scroll: random.int(3) === 0 ? null : random.next(),
          sourceType: SOURCE_TYPES[random.int(SOURCE_TYPES.length + 1)] ?? null,
          device: DEVICES[random.int(DEVICES.length + 1)] ?? null,
          properties: isOwn ? { [PRIVATE_WORD]: id } : null,
          // Few networks: what one sends on a busy day is more than its share, and with one reader less another counts.
          source: isOwn
            ? ([null, 'agreed-n1', 'local-agreed-1'][random.int(3)] ?? null)
            : byServer
              ? null
              : `n${random.int(4)}`,
        }
      );
    });
    return { events, own: events.filter(({ visitor }) => visitor === hash) };
  };

  const waiting = (id: number, visitor: string | null): QuarantinedEvent => {
    const key_ = eventKey('k', `waiting-${id}`);
    // The hash of a known visitor; others have short names here.
    const properties = visitor?.length === 32 ? { [PRIVATE_WORD]: id } : null;
    const stored = event(id, key('a'), T0, { eventKey: key_, visitor, properties });
    const request = { documentId: 'gone', url: null, contentType: 'api::article.article', locale: 'en' };
    return {
      eventKey: key_,
      reason: 'unknown-document',
      uid: 'api::article.article',
      documentId: 'gone',
      url: '',
      source: null,
      visitor,
      firstAt: T0,
      lastAt: T0,
      times: 1,
      payload: JSON.stringify({ request, stored, trusted: true, told: { got: 'x', expected: 'y' } }),
    };
  };

  it.each([
    { seed: 1, days: 20, batch: 97 },
    { seed: 2, days: 3, batch: 41 },
    { seed: 3, days: 0.2, batch: 300 },
    { seed: 4, days: 20, batch: 600 },
  ])(
    'leaves every table as on a site that never had them: seed $seed, $days days after publication',
    async ({ seed, days, batch }) => {
      const [with_, without] = [await open(), await open()];
      const hash = await with_.site.hashOf(ID);
      const random = createRandom(seed);
      const { events, own } = stream(random, hash, 600);
      const shuffled = events
        .map((one) => ({ one, place: random.next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one);
      now = T0 + days * DAY;
      for (const site of [with_, without]) {
        await published(site);
        const theirs = shuffled.filter(({ visitor }) => site === with_ || visitor !== hash);
        for (let at = 0; at < theirs.length; at += batch) {
          await store(site.knex, theirs.slice(at, at + batch));
          // Counted in the middle of it too: late events find counted buckets.
          await runRollup(site.knex, now);
        }
      }
      await insertQuarantined(with_.knex, [waiting(1, hash), waiting(2, hash), waiting(3, 'v1'), waiting(4, null)]);
      await insertQuarantined(without.knex, [waiting(3, 'v1'), waiting(4, null)]);
      await runRollup(without.knex, now);
      expect(await everything(with_.knex)).not.toEqual(await everything(without.knex));

      const done = await erase(with_);
      expect(done).toMatchObject({
        status: 'done',
        events: own.length,
        found: own.length,
        quarantined: 2,
        visitor: null,
      });
      expect(own.length).toBeGreaterThan(80);
      expect(await everything(with_.knex)).toEqual(await everything(without.knex));
      // The sums of hours and days once more, by what the counting's own tests compare.
      expect(await counted(with_.knex)).toEqual(await counted(without.knex));
      const text = await allText(with_.knex);
      expect([hash, ID, PRIVATE_WORD].filter((trace) => text.includes(trace))).toEqual([]);
    }
  );

  it('takes the only reader of a new article with them: as if nobody had ever come', async () => {
    const [with_, without] = [await open(), await open()];
    const hash = await with_.site.hashOf(ID);
    now = T0 + 5 * 60_000;
    for (const site of [with_, without]) await published(site);
    await store(with_.knex, [event(1, key('a'), T0 + 1_000, { visitor: hash })]);
    for (const { knex } of [with_, without]) await runRollup(knex, now);
    expect(await countOf(with_.knex, TABLES.ageCounters)).toBeGreaterThan(
      await countOf(without.knex, TABLES.ageCounters)
    );
    await erase(with_);
    expect(await everything(with_.knex)).toEqual(await everything(without.knex));
  });

  it('counts closed ages again, and leaves sums alone whose raw events are gone', async () => {
    const one = await open();
    const hash = await one.site.hashOf(ID);
    await published(one);
    const [old, young] = [T0 + HOUR, T0 + 95 * DAY];
    await store(one.knex, [
      event(1, key('a'), old, { visitor: hash }),
      event(2, key('a'), young, { visitor: hash }),
      event(3, key('a'), young, { visitor: 'v1' }),
      event(4, key('b', 'de'), T0 + 2 * HOUR, { visitor: hash }),
    ]);
    await runRollup(one.knex, now);
    const viewsOf = async (target: string, ageMinutes: number) =>
      one
        .knex(TABLES.ageCounters)
        .where({ target_document_id: target, age_minutes: ageMinutes })
        .first('views', 'closed');
    expect(await viewsOf('b', HORIZON)).toMatchObject({ views: 1 });

    now = T0 + 100 * DAY;
    const context = { knex: one.knex, progress: () => undefined, isCancelled: () => false };
    const kept = { timeZone: ZONE, horizonMinutes: HORIZON, now, rawDays: 90, after: null };
    // Article b is kept whole: one of its hours is marked again.
    await store(one.knex, [event(5, key('b', 'de'), T0 + 3 * HOUR, { visitor: 'v2' })]);
    await retentionTask({ ...kept, eventsPerStep: 50, turnMs: 60_000 }, context);
    expect(await erase(one)).toMatchObject({ events: 2 });
    expect(await viewsOf('a', HORIZON)).toMatchObject({ views: 1 });
    expect(await viewsOf('b', HORIZON)).toMatchObject({ views: 1 });
    const days = (await one
      .knex(TABLES.rollups)
      .where({ granularity: 'day', target_document_id: 'a' })
      .orderBy('bucket_start')
      .select('views', 'sealed')) as { views: number; sealed: unknown }[];
    expect(days.map(({ views, sealed }) => [views, Boolean(sealed)])).toEqual([
      [1, true],
      [1, false],
    ]);
  });

  it('erases what arrives while it runs, says up to which instant, and does not follow a reader for ever', async () => {
    const one = await open();
    const hash = await one.site.hashOf(ID);
    let sent = 0;
    const read = async () => {
      now += 1_000;
      await store(one.knex, [event((sent += 1), key('a'), T0 + sent * HOUR, { visitor: hash })]);
    };
    await read();
    one.site.meanwhile.push(read, read);
    const begun = now;
    const done = await erase(one);
    expect(done).toMatchObject({ events: 3, found: 1 });
    expect(done.erasedUntil).toBe(begun + 2_000);
    expect(await countOf(one.knex, TABLES.events)).toBe(0);
    expect(one.site.told.forgotten).toBe(1);

    one.site.told.counts = 0;
    await read();
    one.site.meanwhile.push(...Array.from({ length: 50 }, () => read));
    const endless = await erase(one);
    expect(endless.events).toBe(LIMITS.erasureRounds);
    expect(one.site.told.counts).toBe(LIMITS.erasureRounds);
    expect(await countOf(one.knex, TABLES.events)).toBe(1);
  });

  it('is asked once: the same visitor has one erasure under way, others wait for their turn', async () => {
    const one = await open();
    const [first, again] = [await one.site.erasure.start(ID, BY), await one.site.erasure.start(ID, 'eve@example.com')];
    expect(again.erasureId).toBe(first.erasureId);
    expect(first.status).toBe('queued');
    for (let n = 1; n < LIMITS.openErasures; n++) await one.site.erasure.start(`other-${n}`, BY);
    const refused = await one.site.erasure.start('one too many', BY).catch((error: CoreError) => error.code);
    expect(refused).toBe('OVERLOADED');
    await one.site.erasure.run();
    expect((await one.site.erasure.latest()).map(({ status }) => status)).toEqual(
      Array.from({ length: LIMITS.listedErasures }, () => 'done')
    );
    // Done, it may be asked for anew.
    expect((await one.site.erasure.start(ID, BY)).erasureId).not.toBe(first.erasureId);
    await expect(one.site.erasure.find('0'.repeat(24))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is in the journal: who and how many, never whom', async () => {
    const one = await open();
    const hash = await one.site.hashOf(ID);
    await store(one.knex, [event(1, key('a'), T0, { visitor: hash })]);
    await one.site.data.page({ visitorId: ID, after: null, limit: 10, by: BY });
    const { erasureId } = await erase(one);
    const entries = (await one.knex(TABLES.journal).orderBy('id')) as Record<string, unknown>[];
    expect(
      entries.map(({ code, actor, subject, detail }) => [code, actor, subject, JSON.parse(String(detail))])
    ).toEqual([
      ['visitor-exported', BY, null, { events: 1, quarantined: 0 }],
      ['visitor-erasure-asked', BY, erasureId, { events: 1 }],
      ['visitor-erased', BY, erasureId, { events: 1, quarantined: 0 }],
    ]);
  });

  it('is taken up again when it was left open, and not while somebody is at it', async () => {
    const one = await open();
    const { told, erasure } = one.site;
    await erasure.resume();
    expect(told.enqueued).toBe(0);
    const { erasureId } = await erasure.start(ID, BY);
    await erasure.resume();
    expect(told.enqueued).toBe(2);
    await one.knex(TABLES.erasures).update({ tried_at: now });
    await erasure.resume();
    expect(told.enqueued).toBe(2);
    expect((await erasure.find(erasureId)).status).toBe('interrupted');
    now += LIMITS.erasureRetryMs + 1;
    await erasure.resume();
    expect(told.enqueued).toBe(3);
  });

  it('tells all that is kept, page by page, in words', async () => {
    const one = await open();
    const hash = await one.site.hashOf(ID);
    await published(one);
    await store(one.knex, [
      ...Array.from({ length: 7 }, (_, at) =>
        event(at, key('a'), T0 + (at % 3) * HOUR, {
          visitor: hash,
          value: at,
          properties: { [PRIVATE_WORD]: at },
          sourceType: 'search',
        })
      ),
      event(8, key('never-published'), T0, { visitor: hash, bot: true, source: 'agreed-n' }),
      event(9, key('a'), T0, { visitor: 'somebody' }),
    ]);
    await insertQuarantined(one.knex, [waiting(11, hash), waiting(12, hash), waiting(13, 'somebody')]);
    expect(await one.site.data.lookUp(ID)).toEqual({
      events: 8,
      quarantined: 2,
      firstAt: new Date(T0).toISOString(),
      lastAt: new Date(T0 + 2 * HOUR).toISOString(),
    });
    expect(await one.site.data.lookUp('nobody')).toEqual({ events: 0, quarantined: 0, firstAt: null, lastAt: null });

    for (const limit of [1, 3, 4, 8, 100]) {
      const pages: unknown[] = [];
      let after: string | null = null;
      do {
        const page = await one.site.data.page({ visitorId: ID, after, limit, by: BY });
        expect(page.data.length).toBeLessThanOrEqual(limit);
        pages.push(...page.data.map(({ eventId }) => eventId));
        after = page.meta.next;
      } while (after !== null);
      expect(pages).toHaveLength(10);
      expect(new Set(pages).size).toBe(10);
    }
    const { data } = await one.site.data.page({ visitorId: ID, after: null, limit: 100, by: BY });
    expect(data[0]).toEqual({
      kept: 'event',
      eventId: 'event-0',
      type: 'view',
      name: null,
      contentType: 'api::article.article',
      documentId: 'a',
      locale: null,
      url: null,
      title: 'Title 1',
      occurredAt: new Date(T0).toISOString(),
      receivedAt: new Date(T0).toISOString(),
      cameFrom: 'search',
      device: null,
      bot: false,
      value: 0,
      scroll: null,
      properties: { [PRIVATE_WORD]: 0 },
      session: null,
      network: null,
      reason: null,
    });
    expect(data.find(({ documentId }) => documentId === 'never-published')).toMatchObject({ title: null, bot: true });
    expect(data[9]).toMatchObject({ kept: 'quarantine', reason: 'unknown-document', documentId: 'gone' });
    const wrong = one.site.data.page({ visitorId: ID, after: 'not a cursor!', limit: 5, by: BY });
    await expect(wrong).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('is killed in the middle, and goes on: what was noted is what is gone, and the end is the same', async () => {
    const [with_, without] = [await open(), await open()];
    const hash = await with_.site.hashOf(ID);
    const { events, own } = stream(createRandom(9), hash, 2_400);
    for (const site of [with_, without]) {
      await published(site);
      const theirs = events.filter(({ visitor }) => site === with_ || visitor !== hash);
      for (let at = 0; at < theirs.length; at += 400) await store(site.knex, theirs.slice(at, at + 400));
      await runRollup(site.knex, now);
    }
    const { erasureId } = await with_.site.erasure.start(ID, BY);
    for (const enough of [1, 150]) {
      await killAfter(with_.knex, { erasureId, visitor: hash, eventsPerStep: 25, turnMs: 60_000 }, enough);
      const { events: gone } = await with_.site.erasure.find(erasureId);
      expect(gone).toBe(events.length - (await countOf(with_.knex, TABLES.events)));
      expect(gone).toBeGreaterThan(0);
      expect(gone).toBeLessThan(own.length);
    }
    await with_.site.erasure.run();
    expect(await with_.site.erasure.find(erasureId)).toMatchObject({ status: 'done', events: own.length });
    expect(await everything(with_.knex)).toEqual(await everything(without.knex));
  });

  /** Have another process erase, and kill it once it has deleted so many. */
  async function killAfter(knex: Knex, payload: object, enough: number): Promise<void> {
    const { connection, searchPath } = knex.client.config as { connection: unknown; searchPath?: string[] };
    const spec = {
      client: engine.name === 'SQLite' ? 'better-sqlite3' : 'pg',
      driver: null,
      connection: typeof connection === 'string' ? { connectionString: connection } : connection,
      schema: searchPath?.[0] ?? null,
      acquireMs: 10_000,
      asksPassword: false,
    };
    const given = [workerEntry(__dirname), JSON.stringify(spec), JSON.stringify(payload), 'erase'];
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
