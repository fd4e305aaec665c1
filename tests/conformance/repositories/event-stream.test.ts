import type { Knex } from 'knex';

import { insertEvents } from '../../../server/src/repositories/events';
import { newestEvents } from '../../../server/src/repositories/event-stream';
import { event, HOUR, key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const BOUNDS = { limit: 3, among: 5 };

describe.each(ENGINES)('the newest events on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const idsOf = async (...asked: [filter?: Parameters<typeof newestEvents>[1], bounds?: typeof BOUNDS]) =>
    (await newestEvents(knex, asked[0] ?? {}, asked[1] ?? BOUNDS)).map(({ receivedAt }) => (receivedAt - T0) / HOUR);

  it('come in the order they arrived, whatever their own times, and no more than asked for', async () => {
    for (const n of [1, 2, 3, 4]) {
      await insertEvents(knex, [event(n, key('a'), T0 - n * HOUR, { receivedAt: T0 + n * HOUR })]);
    }
    expect(await idsOf()).toEqual([4, 3, 2]);
  });

  it('are of one type or since an instant, looked for among the newest only', async () => {
    const types = ['click', 'view', 'click', 'view', 'view', 'click', 'view'] as const;
    for (const [n, type] of types.entries()) await insertEvents(knex, [event(n, key('a'), T0 + n * HOUR, { type })]);
    expect(await idsOf({ type: 'click' })).toEqual([5, 2]);
    expect(await idsOf({ since: T0 + 5 * HOUR })).toEqual([6, 5]);
    expect(await idsOf({ type: 'click', since: T0 + 5 * HOUR })).toEqual([5]);
  });

  it('are of one document, the latest of its times first', async () => {
    await insertEvents(knex, [event(1, key('a'), T0 + 2 * HOUR)]);
    await insertEvents(knex, [event(2, key('a'), T0 + HOUR), event(3, key('b'), T0 + 3 * HOUR)]);
    await insertEvents(knex, [event(4, key('a', 'en'), T0 + 4 * HOUR)]);
    expect(await idsOf({ key: key('a') })).toEqual([2, 1]);
  });

  it('say what they say, and nothing of who read', async () => {
    const said = { name: 'newsletter', sourceType: 'search', device: 'mobile', value: 12.5, scroll: 0.4 } as const;
    await insertEvents(knex, [
      event(1, key('a'), T0, { ...said, bot: true, visitor: 'v', session: 's', source: 'n', receivedAt: T0 + 1 }),
    ]);
    expect(await newestEvents(knex, {}, BOUNDS)).toEqual([
      { id: expect.any(String), type: 'view', key: key('a'), occurredAt: T0, receivedAt: T0 + 1, bot: true, ...said },
    ]);
  });
});
