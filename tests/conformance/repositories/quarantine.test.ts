import type { Knex } from 'knex';

import {
  deleteQuarantined,
  insertQuarantined,
  listQuarantined,
  nextQuarantined,
  quarantineByReason,
  type QuarantinedEvent,
  trimQuarantine,
} from '../../../server/src/repositories/quarantine';
import { T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const kept = (id: number, more: Partial<QuarantinedEvent> = {}): QuarantinedEvent => ({
  eventKey: `key-${String(id).padStart(4, '0')}`,
  reason: 'unknown-document',
  uid: '',
  documentId: `doc-${id % 3}`,
  url: '',
  source: 'net',
  visitor: null,
  firstAt: T0 + id,
  lastAt: T0 + id,
  times: 1,
  payload: `{"id":${id}}`,
  ...more,
});

describe.each(ENGINES)('the quarantine on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const insert = (events: readonly QuarantinedEvent[]) => knex.transaction((trx) => insertQuarantined(trx, events));
  const keysOf = (events: readonly QuarantinedEvent[]) => events.map(({ eventKey }) => eventKey);

  it('keeps an event once, and how often and when it came last, under its latest reason', async () => {
    await insert([kept(1), kept(2), kept(1, { lastAt: T0 + 50 })]);
    await insert([kept(1, { lastAt: T0 + 90, reason: 'unknown-url' })]);
    const { events, total } = await listQuarantined(knex, {}, { page: 1, pageSize: 10 });
    expect(total).toBe(2);
    expect(events.find(({ eventKey }) => eventKey === kept(1).eventKey)).toEqual(
      kept(1, { times: 3, lastAt: T0 + 90, reason: 'unknown-url' })
    );
  });

  it('lists the newest first, by reason, document, address and time, page by page', async () => {
    await insert(Array.from({ length: 9 }, (_, id) => kept(id, id > 5 ? { reason: 'in-future', url: '/a' } : {})));
    const ids = async (filter: object, page = 1, pageSize = 100) =>
      (await listQuarantined(knex, filter, { page, pageSize })).events.map(({ firstAt }) => firstAt - T0);
    expect(await ids({}, 2, 4)).toEqual([4, 3, 2, 1]);
    expect(await ids({ reason: 'in-future' })).toEqual([8, 7, 6]);
    expect(await ids({ documentId: 'doc-1' })).toEqual([7, 4, 1]);
    expect(await ids({ url: '/a', from: T0 + 7, to: T0 + 8 })).toEqual([7]);
    expect(await ids({ ids: [kept(3).eventKey] })).toEqual([3]);
    const [future, unknown] = await quarantineByReason(knex);
    expect(future).toMatchObject({ reason: 'in-future', rows: 3, oldest: T0 + 6, newest: T0 + 8 });
    expect(unknown).toMatchObject({ reason: 'unknown-document', rows: 6 });
  });

  it('hands out steps in the order of keys, and deletes each once', async () => {
    await insert(Array.from({ length: 5 }, (_, id) => kept(id)));
    const first = await nextQuarantined(knex, {}, { after: null, limit: 3 });
    const second = await nextQuarantined(knex, {}, { after: first[2]?.eventKey ?? '', limit: 3 });
    expect([keysOf(first).length, keysOf(second)]).toEqual([3, [kept(3).eventKey, kept(4).eventKey]]);
    const remove = () => knex.transaction((trx) => deleteQuarantined(trx, keysOf(first)));
    expect([await remove(), await remove()]).toEqual([3, 0]);
  });

  it('lets the oldest go beyond a number of rows, of bytes, and of days, at most so many at a time', async () => {
    await insert(Array.from({ length: 10 }, (_, id) => kept(id)));
    const trim = (more: object) =>
      knex.transaction((trx) => trimQuarantine(trx, { rows: 100, bytes: 1e9, before: 0, atMost: 100, ...more }));
    const left = async () =>
      (await listQuarantined(knex, {}, { page: 1, pageSize: 100 })).events.map(({ firstAt }) => firstAt - T0);
    expect(await trim({})).toBe(0);
    expect(await trim({ rows: 5, atMost: 2 })).toBe(2);
    expect(await left()).toEqual([9, 8, 7, 6, 5, 4, 3, 2]);
    expect(await trim({ rows: 5 })).toBe(3);
    // A row counts for 300 bytes and its payload.
    expect(await trim({ bytes: 1_000 })).toBe(2);
    expect(await left()).toEqual([9, 8, 7]);
    expect(await trim({ before: T0 + 9 })).toBe(2);
    expect(await left()).toEqual([9]);
  });
});
