import type { Knex } from 'knex';

import { createRandom } from '../../../server/src/core/math/random';
import { insertEvents, readPages, readRanges } from '../../../server/src/repositories/events';
import { TABLES } from '../../../server/src/repositories/tables';
import { fromColumn, selectMs, toColumn } from '../../../server/src/repositories/time';
import { event, key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('events on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
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
        scroll: 0.25,
        sourceType: 'search',
        device: 'tablet',
        visitor: 'v',
        bot: id % 2 === 0,
      })
    );
    expect((await insertEvents(knex, events)).size).toBe(500);
    const [document] = (await readRanges(knex, [{ key: key('a', 'de'), from: T0, to: T0 + 10 }], 10)) ?? [];
    expect(document?.events).toHaveLength(10);
    expect(document?.events[1]).toEqual({
      type: 'view',
      occurredAt: T0 + 1,
      visitor: 'v',
      session: null,
      source: null,
      bot: false,
      value: 1.5,
      scroll: 0.25,
      sourceType: 'search',
      device: 'tablet',
    });
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
});
