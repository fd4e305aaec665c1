import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { readDatabaseClock } from '../../server/src/repositories/database-clock';
import { readJournal } from '../../server/src/repositories/journal';
import { beat, forgetProcesses, readLiving } from '../../server/src/repositories/processes';
import { raiseSignal, readSignals } from '../../server/src/repositories/signals';
import { journal } from '../../server/src/services/journal';
import { keys } from '../../server/src/services/keys';
import { processes } from '../../server/src/services/processes';
import { settings } from '../../server/src/services/settings';
import { signals } from '../../server/src/services/signals';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const living = (processId: string, role: 'site' | 'worker' = 'site') => ({
  ...{ processId, role, host: 'a', pid: 1, pluginVersion: '0.0.0' },
});

describe.each(ENGINES)('several processes on $name', (engine) => {
  let database: ScratchDatabase;
  let knex: Knex;
  const stops: (() => unknown)[] = [];
  /** What Strapi's core store holds is the site's, not a process's. */
  let store: Map<string, unknown>;

  /** One process of the site: its own memory on the shared database. */
  const open = async () => {
    const made = {} as {
      settings: ReturnType<typeof settings>;
      keys: ReturnType<typeof keys>;
      signals: ReturnType<typeof signals>;
    };
    pluginHost(engine, knex, (host) => {
      const shared = {
        get: async ({ key }: { key: string }) => store.get(key) ?? null,
        set: async ({ key, value }: { key: string; value: unknown }) => void store.set(key, value),
      };
      Object.assign(host, { store: () => shared, config: { get: () => ({}) } });
      Object.assign(made, {
        signals: signals({ strapi: host }),
        settings: settings({ strapi: host }),
        keys: keys({ strapi: host }),
      });
      return {
        ...made,
        coverage: { note: async () => undefined },
        publications: { heal: () => undefined },
      };
    });
    await made.signals.begin();
    await made.settings.load();
    await made.keys.load();
    stops.push(() => made.signals.close());
    return made;
  };

  beforeEach(async () => {
    store = new Map();
    database = await engine.open();
    knex = database.knex;
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await database.close();
  });

  it('live as long as they say so, and are forgotten when they end or were long silent', async () => {
    await beat(knex, living('one'));
    await beat(knex, living('two', 'worker'));
    await beat(knex, living('two', 'worker'));
    expect((await readLiving(knex, 1_000)).map(({ processId, role }) => [processId, role])).toEqual([
      ['one', 'site'],
      ['two', 'worker'],
    ]);
    await knex('foresight_processes').where('process_id', 'one').decrement('beat_at', 5_000);
    expect((await readLiving(knex, 1_000)).map(({ processId }) => processId)).toEqual(['two']);
    await forgetProcesses(knex, 'two', 60_000);
    expect(await readLiving(knex, 60_000)).toHaveLength(1);
    await forgetProcesses(knex, null, 1_000);
    expect(await readLiving(knex, 60_000)).toEqual([]);
  });

  it('have one clock, the database’s', async () => {
    const before = Date.now();
    const now = await readDatabaseClock(knex);
    expect(now).toBeGreaterThanOrEqual(before - 5);
    expect(now).toBeLessThanOrEqual(Date.now() + 5);
  });

  it('are counted, and one whose clock jumps says so once', async () => {
    let jumpedMs = 0;
    const host = (): Core.Strapi =>
      pluginHost(engine, knex, () => ({
        clock: { system: () => Date.now(), follow: () => ({ jumpedMs, aheadMs: 0 }) },
      }));
    await beat(knex, living('other'));
    await beat(knex, living('worker', 'worker'));
    const service = processes({ strapi: host() });
    expect(service.siteCount()).toBe(1);
    jumpedMs = 86_400_000;
    await service.begin('site');
    expect(service.siteCount()).toBe(2);
    expect(await service.list()).toHaveLength(3);
    await service.close();
    expect(await service.list()).toHaveLength(2);
    const { entries } = await readJournal(knex, { page: 1, pageSize: 10 });
    expect(entries.map(({ code, detail }) => [code, detail])).toEqual([['clock-jumped', { seconds: 86_400 }]]);
  });

  it('end what lasted for one that was killed, and nothing of those that live', async () => {
    const host = pluginHost(engine, knex, () => ({}));
    const told = journal({ strapi: host });
    await told.incident({ code: 'redis-away', level: 'warning', subject: 'a 1' });
    await told.incident({ code: 'redis-away', level: 'warning', subject: 'a 2' });
    await told.incident({ code: 'job-failed', level: 'danger', subject: 'a 2' });
    expect(await told.worrying()).toBe(3);
    await beat(knex, living('one'));
    const service = processes({ strapi: pluginHost(engine, knex, () => ({ journal: told })) });
    await service.settleDead();
    const { entries } = await readJournal(knex, { page: 1, pageSize: 10 });
    expect(entries.map(({ code, subject, endedAt }) => [code, subject, endedAt !== null])).toEqual([
      ['job-failed', 'a 2', false],
      ['redis-away', 'a 2', true],
      ['redis-away', 'a 1', false],
    ]);
    expect(await told.worrying()).toBe(2);
  });

  it('count a signal up with every change, also of a transaction that waits', async () => {
    await raiseSignal(knex, 'keys');
    await knex.transaction((trx) => raiseSignal(trx, 'keys'));
    await knex
      .transaction(async (trx) => {
        await raiseSignal(trx, 'models');
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect(await readSignals(knex)).toEqual(new Map([['keys', 2]]));
  });

  it('pick up a switch and a key that another one changed, within the time between two looks', async () => {
    const [one, two] = [await open(), await open()];
    await one.settings.setActive(false, 'ann');
    const key = await one.keys.create({ name: 'Shop', origins: [] }, 'ann');
    expect([one.settings.isActive('collect'), one.keys.find(key.publishableKey) !== null]).toEqual([false, true]);
    expect([two.settings.isActive('collect'), two.keys.find(key.publishableKey) !== null]).toEqual([true, false]);

    const until = performance.now() + 5_000;
    while (two.settings.isActive('collect') || two.keys.find(key.publishableKey) === null) {
      if (performance.now() > until) throw new Error('not picked up within 5 s');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await two.keys.revoke(key.keyId, 'bea');
    await one.signals.announce();
    expect(one.keys.find(key.publishableKey) !== null).toBe(false);

    const { entries } = await readJournal(knex, { kind: 'audit', page: 1, pageSize: 10 });
    expect(entries.map(({ code, actor, subject }) => [code, actor, subject])).toEqual([
      ['key-revoked', 'bea', 'Shop'],
      ['key-created', 'ann', 'Shop'],
      ['switched-off', 'ann', null],
    ]);
  });

  it('tell of a key that could not be revoked nothing', async () => {
    const one = await open();
    await expect(one.keys.revoke('nobody', 'ann')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await readJournal(knex, { page: 1, pageSize: 10 })).total).toBe(0);
  });
});
