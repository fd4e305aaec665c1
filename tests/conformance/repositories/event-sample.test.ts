import type { Knex } from 'knex';

import { createRandom } from '../../../server/src/core/math/random';
import { targetId } from '../../../server/src/core/target';
import { countAhead, countBusiest, countRepeats, firstViews } from '../../../server/src/repositories/event-sample';
import { insertEvents, type StoredEvent } from '../../../server/src/repositories/events';
import { DAY, event, HOUR, key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const MINUTE = 60_000;

describe.each(ENGINES)('a sample of events on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const day = (id: string, from = T0) => ({ key: key(id), from, to: from + DAY });

  it('says nothing of no articles, and of articles without events', async () => {
    for (const ranges of [[], [day('a')]]) {
      expect(await countRepeats(knex, ranges)).toEqual({ views: 0, repeats: 0 });
      expect(await countBusiest(knex, ranges)).toBe(0);
      expect(await countAhead(knex, ranges, MINUTE)).toBe(0);
      expect(await firstViews(knex, ranges)).toEqual([]);
    }
  });

  it('counts as repeated what has the same visitor, article and second', async () => {
    await insertEvents(knex, [
      event(1, key('a'), T0 + 1_001, { visitor: 'v' }),
      event(2, key('a'), T0 + 1_999, { visitor: 'v' }),
      event(3, key('a'), T0 + 1_500, { visitor: 'v' }),
      event(4, key('a'), T0 + 2_000, { visitor: 'v' }),
      event(5, key('a'), T0 + 1_500, { visitor: 'w' }),
      event(6, key('b'), T0 + 1_500, { visitor: 'v' }),
      // Machines, other kinds of event and readers nobody can tell apart are no repetition.
      event(7, key('a'), T0 + 1_500, { visitor: 'v', bot: true }),
      event(8, key('a'), T0 + 1_500, { visitor: 'v', type: 'click' }),
      event(9, key('a'), T0 + 1_500),
      event(10, key('a'), T0 + 1_500),
      event(11, key('a'), T0 + DAY, { visitor: 'v' }),
      event(12, key('c'), T0 + 1_500, { visitor: 'v' }),
    ]);
    expect(await countRepeats(knex, [day('a'), day('b')])).toEqual({ views: 6, repeats: 2 });
    expect(await countBusiest(knex, [day('a'), day('b')])).toBe(5);
  });

  it('counts events dated after they arrived, less a tolerance', async () => {
    await insertEvents(knex, [
      event(1, key('a'), T0 + HOUR, { receivedAt: T0 + HOUR - MINUTE - 1 }),
      event(2, key('a'), T0 + HOUR, { receivedAt: T0 + HOUR - MINUTE }),
      event(3, key('a'), T0 + HOUR, { receivedAt: T0 + 9 * DAY }),
    ]);
    expect(await countAhead(knex, [day('a')], MINUTE)).toBe(1);
  });

  it('agrees with counting by hand, for many articles, each in its own time', async () => {
    const random = createRandom(5);
    const events: StoredEvent[] = Array.from({ length: 400 }, (_, id) =>
      event(id, key(`d${random.int(8)}`), T0 + random.int(4) * DAY + random.int(40) * 250, {
        visitor: random.next() < 0.2 ? null : `v${random.int(4)}`,
        bot: random.next() < 0.1,
        type: random.next() < 0.8 ? 'view' : 'engagement',
      })
    );
    await insertEvents(knex, events);
    const ranges = [0, 1, 2, 3, 4].map((at) => day(`d${at}`, T0 + (at % 3) * DAY + 3_000));
    const views = events.filter(
      ({ key: target, occurredAt, type, bot }) =>
        type === 'view' &&
        !bot &&
        ranges.some(
          ({ key: own, from, to }) => targetId(own) === targetId(target) && occurredAt >= from && occurredAt < to
        )
    );
    const known = views.filter(({ visitor }) => visitor !== null);
    const seconds = known.map(
      ({ key: of, visitor, occurredAt }) => `${of.documentId} ${visitor} ${Math.floor(occurredAt / 1_000)}`
    );
    expect(await countRepeats(knex, ranges)).toEqual({
      views: known.length,
      repeats: known.length - new Set(seconds).size,
    });
    const first = await firstViews(knex, ranges);
    for (const { key: of, firstAt, views: count } of first) {
      const own = views.filter(({ key: target }) => targetId(target) === targetId(of));
      expect([firstAt, count]).toEqual([Math.min(...own.map(({ occurredAt }) => occurredAt)), own.length]);
    }
    expect(first.reduce((sum, one) => sum + one.views, 0)).toBe(views.length);
  });
});
