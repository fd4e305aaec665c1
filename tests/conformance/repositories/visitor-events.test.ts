import type { Knex } from 'knex';

import { agreedSource, markedSource } from '../../../server/src/core/events';
import { insertEvents } from '../../../server/src/repositories/events';
import { closeVersions, findTitles, insertVersions } from '../../../server/src/repositories/publications';
import { countQuarantined, insertQuarantined } from '../../../server/src/repositories/quarantine';
import { rowsOf } from '../../../server/src/repositories/statements';
import {
  KNOWN_INDEX,
  makeKnownIndex,
  readVisitor,
  someOfVisitor,
  summarizeVisitor,
} from '../../../server/src/repositories/visitor-events';
import { targetId } from '../../../server/src/core/target';
import { event, HOUR, key, T0, version } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('events of a visitor on $name', ({ name, open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());
  const a = key('a');

  it('are those of servers and of readers who agreed, at home too, and none of an anonymous reader', async () => {
    const sources = [null, agreedSource('n'), markedSource(agreedSource('n'), '10.0.0.1'), 'n', 'local-n'];
    await insertEvents(
      knex,
      sources.map((source, at) => event(at, a, T0 + at, { visitor: 'v', source }))
    );
    expect(await summarizeVisitor(knex, 'v')).toEqual({ events: 3, firstAt: T0, lastAt: T0 + 2 });
    expect((await someOfVisitor(knex, 'v', 10)).map(({ eventKey }) => eventKey).sort()).toEqual([
      'key-0',
      'key-1',
      'key-2',
    ]);
    expect(await someOfVisitor(knex, 'v', 2)).toHaveLength(2);
    expect((await readVisitor(knex, 'v', { after: null, limit: 10 })).map(({ source }) => source)).toEqual(
      sources.slice(0, 3)
    );
    expect(await summarizeVisitor(knex, 'nobody')).toEqual({ events: 0, firstAt: null, lastAt: null });
  });

  it('come in order of time, equal ones by key, each with all that is kept', async () => {
    await insertEvents(knex, [
      event(3, a, T0, { visitor: 'v' }),
      event(1, a, T0 + HOUR, {
        visitor: 'v',
        session: 's',
        name: 'signed-up',
        bot: true,
        value: 1.5,
        scroll: 0.5,
        device: 'mobile',
        sourceType: 'search',
        properties: { plan: 'gold', seats: 2, trial: false },
      }),
      event(2, a, T0, { visitor: 'v' }),
    ]);
    const all = await readVisitor(knex, 'v', { after: null, limit: 10 });
    expect(all.map(({ eventKey }) => eventKey)).toEqual(['key-2', 'key-3', 'key-1']);
    expect(await readVisitor(knex, 'v', { after: all[1]!, limit: 10 })).toEqual([
      {
        eventKey: 'key-1',
        eventId: 'event-1',
        type: 'view',
        name: 'signed-up',
        key: a,
        occurredAt: T0 + HOUR,
        receivedAt: T0 + HOUR,
        session: 's',
        source: null,
        sourceType: 'search',
        device: 'mobile',
        bot: true,
        value: 1.5,
        scroll: 0.5,
        properties: { plan: 'gold', seats: 2, trial: false },
      },
    ]);
  });

  it('have an index of their own, made once, that anonymous events are not in', async () => {
    await makeKnownIndex(knex);
    const sql = rowsOf(
      await knex.raw(
        name === 'SQLite'
          ? `select sql as sql from sqlite_master where name = ?`
          : `select indexdef as sql from pg_indexes where schemaname = current_schema() and indexname = ?`,
        [KNOWN_INDEX]
      )
    );
    expect(sql).toHaveLength(1);
    expect(String(sql[0]?.['sql'])).toMatch(/visitor.*where.*agreed-/is);
  });

  it('name documents by the title they are published under now', async () => {
    const [b, c] = [key('b', 'de'), key('c')];
    await insertVersions(knex, [version(a, 1, T0), version(b, 1, T0), version(c, 1, T0)], T0);
    await closeVersions(knex, [
      { key: a, value: T0 + HOUR },
      { key: c, value: T0 + HOUR },
    ]);
    await insertVersions(knex, [version(a, 2, T0 + HOUR)], T0);
    expect(await findTitles(knex, [a, b, c])).toEqual(
      new Map([
        [targetId(a), 'Title 2'],
        [targetId(b), 'Title 1'],
      ])
    );
    expect(await findTitles(knex, [])).toEqual(new Map());
  });

  it('are told apart in quarantine', async () => {
    const waiting = (id: number, visitor: string | null) => ({
      eventKey: `waiting-${id}`,
      reason: 'unknown-url' as const,
      uid: '',
      documentId: '',
      url: '/x',
      source: null,
      visitor,
      firstAt: T0,
      lastAt: T0,
      times: 1,
      payload: '{}',
    });
    await insertQuarantined(knex, [waiting(1, 'v'), waiting(2, null), waiting(3, 'w')]);
    expect(await countQuarantined(knex, { visitor: 'v' })).toBe(1);
    expect(await countQuarantined(knex, {})).toBe(3);
  });
});
