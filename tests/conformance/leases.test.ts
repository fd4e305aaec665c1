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
  const take = (name: string, holder: string) => acquireLease(database.knex, { name, holder, ttlMs: TTL });
  /** The database's clock goes on by so much; negative: it is set back. */
  const pass = (name: string, ms: number) =>
    database.knex('foresight_leases').where({ name }).decrement('expires_at', ms);

  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  it('lets one of many in, whoever asks at the same moment', async () => {
    const tokens = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((holder) => take('crowd', holder)));
    expect(tokens.filter((token) => token !== null)).toEqual([1]);
  });

  it('lets nobody in before it has run out, and the next one with a higher token after', async () => {
    expect(await take('turns', 'a')).toBe(1);
    await pass('turns', TTL / 2);
    expect(await take('turns', 'b')).toBeNull();
    await pass('turns', TTL / 2);
    expect(await take('turns', 'b')).toBe(2);
    await pass('turns', TTL);
    const tokens = await Promise.all(['c', 'd', 'e'].map((holder) => take('turns', holder)));
    expect(tokens.filter((token) => token !== null)).toEqual([3]);
  });

  it('keeps counting tokens over releases', async () => {
    const token = await take('released', 'a');
    await releaseLease(database.knex, { name: 'released', token: token! });
    expect(await take('released', 'b')).toBe(2);
  });

  it('is renewed by its holder only', async () => {
    await take('renewed', 'a');
    await pass('renewed', TTL / 2);
    expect(await renewLease(database.knex, { name: 'renewed', token: 1, ttlMs: TTL })).toBe(true);
    await pass('renewed', TTL / 2);
    expect(await take('renewed', 'b')).toBeNull();
    await pass('renewed', TTL / 2);
    expect(await take('renewed', 'b')).toBe(2);
    expect(await renewLease(database.knex, { name: 'renewed', token: 1, ttlMs: TTL })).toBe(false);
  });

  it('is held by the newest token until it runs out, also seen from inside a transaction', async () => {
    await take('held', 'a');
    const holds = (token: number) => database.knex.transaction((trx) => holdsLease(trx, { name: 'held', token }));
    expect(await holds(1)).toBe(true);
    await pass('held', TTL);
    expect(await holds(1)).toBe(false);
    await take('held', 'b');
    expect(await holds(1)).toBe(false);
    expect(await holds(2)).toBe(true);
  });

  it.each([
    ['a day on', 86_400_000],
    ['a day back', -86_400_000],
  ])('of a process that died is free again although the clock of the database was set %s', async (_, ms) => {
    const name = `clock ${ms}`;
    await take(name, 'a');
    await pass(name, ms);
    expect((await findLease(database.knex, name))?.live).toBe(false);
    expect(await take(name, 'b')).toBe(2);
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
    expect(await take('line', 'c')).toBe(1);
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
        await acquireLease(database.knex, { name: 'taken', holder: 'other', ttlMs: TTL });
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
