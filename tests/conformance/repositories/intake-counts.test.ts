import type { Knex } from 'knex';

import {
  addIntake,
  deleteIntakeBefore,
  readIntake,
  readReceived,
  receivedBetween,
} from '../../../server/src/repositories/intake-counts';
import { HOUR } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const H0 = Date.UTC(2026, 5, 1, 12);

describe.each(ENGINES)('counts of arrivals on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const received = (hourStart: number, count: number) =>
    ({ hourStart, outcome: 'received', reason: '', count }) as const;
  const rejected = (hourStart: number, reason: string, count: number) =>
    ({ hourStart, outcome: 'rejected', reason, count }) as const;

  it('adds up over batches and processes, by hour, outcome and reason', async () => {
    await addIntake(knex, 3, [
      received(H0, 2),
      received(H0, 1),
      rejected(H0, 'INVALID_EVENT', 1),
      received(H0 + HOUR, 4),
    ]);
    await addIntake(knex, 7, [
      received(H0, 5),
      rejected(H0, 'UNKNOWN_EVENT_TYPE', 2),
      rejected(H0, 'INVALID_EVENT', 0),
    ]);
    await addIntake(knex, 3, []);
    expect(await readIntake(knex, H0, H0 + 2 * HOUR)).toEqual([
      received(H0, 8),
      rejected(H0, 'INVALID_EVENT', 1),
      rejected(H0, 'UNKNOWN_EVENT_TYPE', 2),
      received(H0 + HOUR, 4),
    ]);
    expect(await readIntake(knex, H0 + HOUR, H0 + 2 * HOUR)).toEqual([received(H0 + HOUR, 4)]);
  });

  it('loses nothing where several add at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        knex.transaction((trx) => addIntake(trx, 1, [received(H0, 1), rejected(H0, `R${at % 3}`, 1)]))
      )
    );
    const counts = await readIntake(knex, H0, H0 + HOUR);
    expect(counts.map(({ outcome, count }) => [outcome, count])).toEqual([
      ['received', 40],
      ['rejected', 14],
      ['rejected', 13],
      ['rejected', 13],
    ]);
  });

  it('says what single hours received, and from when to when anything did', async () => {
    expect(await receivedBetween(knex)).toBeNull();
    await addIntake(knex, 1, [received(H0, 2), received(H0 + 5 * HOUR, 3), rejected(H0 + 9 * HOUR, 'R', 1)]);
    await addIntake(knex, 2, [received(H0, 4)]);
    expect(await receivedBetween(knex)).toEqual({ first: H0, last: H0 + 5 * HOUR });
    expect([...(await readReceived(knex, [H0, H0 + HOUR, H0 + 9 * HOUR]))]).toEqual([[H0, 6]]);
    expect(await readReceived(knex, [])).toEqual(new Map());
  });

  it('lets old hours go', async () => {
    await addIntake(knex, 0, [received(H0, 1), received(H0 + HOUR, 1)]);
    expect(await deleteIntakeBefore(knex, H0 + HOUR)).toBe(1);
    expect(await readIntake(knex, 0, H0 + 9 * HOUR)).toEqual([received(H0 + HOUR, 1)]);
  });
});
