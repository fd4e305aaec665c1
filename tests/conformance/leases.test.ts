import { hostname } from 'node:os';

import { CoreError } from '../../server/src/core/errors';
import {
  acquireLease,
  findLease,
  holdsLease,
  lockLease,
  releaseLease,
  renewLease,
} from '../../server/src/repositories/leases';
import { lease } from '../../server/src/services/lease';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const TTL = 1_000;

describe.each(ENGINES)('leases on $name', (engine) => {
  let database: ScratchDatabase;
  const take = (name: string, holder: string, now: number) =>
    acquireLease(database.knex, { name, holder, ttlMs: TTL, now });

  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  it('lets one of many in, whoever asks at the same moment', async () => {
    const tokens = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((holder) => take('crowd', holder, 100)));
    expect(tokens.filter((token) => token !== null)).toEqual([1]);
  });

  it('lets nobody in before it has run out, and the next one with a higher token after', async () => {
    expect(await take('turns', 'a', 0)).toBe(1);
    expect(await take('turns', 'b', TTL - 1)).toBeNull();
    expect(await take('turns', 'b', TTL)).toBe(2);
    const tokens = await Promise.all(['c', 'd', 'e'].map((holder) => take('turns', holder, 2 * TTL)));
    expect(tokens.filter((token) => token !== null)).toEqual([3]);
  });

  it('keeps counting tokens over releases', async () => {
    const token = await take('released', 'a', 0);
    await releaseLease(database.knex, { name: 'released', token: token! });
    expect(await take('released', 'b', 1)).toBe(2);
  });

  it('is renewed by its holder only', async () => {
    await take('renewed', 'a', 0);
    expect(await renewLease(database.knex, { name: 'renewed', token: 1, ttlMs: TTL, now: 500 })).toBe(true);
    expect(await take('renewed', 'b', TTL)).toBeNull();
    expect(await take('renewed', 'b', 500 + TTL)).toBe(2);
    expect(await renewLease(database.knex, { name: 'renewed', token: 1, ttlMs: TTL, now: 501 + TTL })).toBe(false);
  });

  it('is held by the newest token until it runs out, also seen from inside a transaction', async () => {
    await take('held', 'a', 0);
    const holds = (token: number, now: number) =>
      database.knex.transaction((trx) => holdsLease(trx, { name: 'held', token, now }));
    expect(await holds(1, TTL - 1)).toBe(true);
    expect(await holds(1, TTL)).toBe(false);
    await take('held', 'b', TTL);
    expect(await holds(1, TTL + 1)).toBe(false);
    expect(await holds(2, TTL + 1)).toBe(true);
  });

  it('is not given by a lock, which only makes transactions stand in line', async () => {
    const order: string[] = [];
    const inside = (name: string) =>
      database.knex.transaction(async (trx) => {
        await lockLease(trx, 'line');
        order.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 10));
        order.push(`${name} out`);
      });
    await Promise.all([inside('a'), inside('b')]);
    expect(order.map((step) => step.slice(2))).toEqual(['in', 'out', 'in', 'out']);
    expect(await take('line', 'c', 1)).toBe(1);
  });

  describe('the service', () => {
    const open = () => lease({ strapi: pluginHost(engine, database.knex, () => ({})) });

    it('runs one at a time and frees the lease after success and failure alike', async () => {
      const service = open();
      await service.withLease('job', async () => {
        await expect(open().withLease('job', async () => undefined)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
      });
      await expect(service.withLease('job', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
      expect(await service.withLease('job', async ({ token }) => token)).toBe(3);
    });

    it('refuses what a holder still wants to commit after another took over', async () => {
      const service = open();
      const outcome = service.withLease('taken', async (held) => {
        await database.knex('foresight_leases').where('name', 'taken').update({ expires_at: 0 });
        await acquireLease(database.knex, { name: 'taken', holder: 'other', ttlMs: TTL, now: Date.now() });
        await database.knex.transaction((trx) => service.assertHeld(trx, held));
      });
      await expect(outcome).rejects.toBeInstanceOf(CoreError);
      await expect(outcome).rejects.toMatchObject({ code: 'LEASE_LOST' });
      expect((await findLease(database.knex, 'taken'))?.holder).toBe('other');
    });

    it('takes over at once from a process that was killed on this machine, and nowhere else', async () => {
      const far = Date.now() + 60_000;
      // No process has this id: Linux ends at 2^22.
      const dead = `${hostname()}#4194305#00000000`;
      for (const [name, holder] of Object.entries({
        killed: dead,
        alive: `${hostname()}#1#00000000`,
        remote: `x#4194305#0`,
      })) {
        await database.knex('foresight_leases').insert({ name, holder, fencing_token: 7, expires_at: far });
      }
      const service = open();
      const onSqlite = engine.name === 'SQLite';
      expect((await service.live('killed')) === null).toBe(onSqlite);
      expect(await service.live('alive')).not.toBeNull();
      expect(await service.live('remote')).not.toBeNull();
      if (onSqlite) expect(await service.withLease('killed', async ({ token }) => token)).toBe(8);
    });
  });
});
