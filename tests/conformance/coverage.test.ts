import type { CoverageSpan } from '../../server/src/core/features/types';
import { coverage } from '../../server/src/services/coverage';
import { journal } from '../../server/src/services/journal';
import { settings } from '../../server/src/services/settings';
import { signals } from '../../server/src/services/signals';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const T0 = Date.UTC(2026, 4, 4, 8);

describe.each(ENGINES)('coverage on $name', (engine) => {
  let database: ScratchDatabase;
  let now: number;
  let isSet: boolean;
  let files: object;
  let host: ReturnType<typeof pluginHost>;
  const opened: ReturnType<typeof coverage>[] = [];

  /** The site's process starts; the database and the store are those of the one before. */
  const start = async () => {
    const service = coverage({ strapi: host });
    const switches = settings({ strapi: host });
    host.plugin = (() => ({ service: (name: string) => services[name as keyof typeof services] })) as never;
    const services = {
      coverage: service,
      settings: switches,
      clock: { now: () => new Date(now), system: () => now, isSet: () => isSet },
      journal: journal({ strapi: host }),
      signals: signals({ strapi: host }),
      publications: { heal: () => undefined },
    };
    host.config = { get: () => files } as never;
    opened.push(service);
    await switches.load();
    await service.begin();
    return { service, switches };
  };
  const outages = async (): Promise<CoverageSpan[]> =>
    (await coverage({ strapi: host }).spans()).filter(({ source }) => source === 'outage');

  beforeEach(async () => {
    database = await engine.open();
    now = T0;
    isSet = false;
    files = {};
    host = pluginHost(engine, database.knex, () => ({}));
  });
  afterEach(async () => {
    for (const service of opened.splice(0)) await service.close();
    await database.close();
  });

  it('takes no notice of a worker, to whom nobody can send an event', async () => {
    await start();
    now += DAY;
    process.env['FORESIGHT_ROLE'] = 'worker';
    const { service } = await start().finally(() => delete process.env['FORESIGHT_ROLE']);
    expect(service.installedAt()).toBe(T0);
    await service.close();
    expect(await outages()).toEqual([]);

    now += DAY;
    await start();
    expect(await outages()).toEqual([{ from: T0, to: T0 + 2 * DAY, source: 'outage' }]);
  });

  it('has an outage from the last moment of collecting to the next, when the process was down for days', async () => {
    const { service } = await start();
    now += DAY;
    // Nothing was noted meanwhile: the process was killed just after its start.
    await start();
    expect(await outages()).toEqual([{ from: T0, to: T0 + DAY, source: 'outage' }]);
    await service.close();
    now += 5 * MINUTE;
    await start();
    expect(await outages()).toHaveLength(1);
    expect((await service.spans()).filter(({ source }) => source === 'tracking')).toHaveLength(1);
  });

  it('takes a restart for no outage, and knows the last moment of a process that was stopped', async () => {
    const { service } = await start();
    now += 10 * MINUTE;
    await service.close();
    now += 10 * MINUTE;
    await start();
    expect(await outages()).toEqual([]);
  });

  it('has an outage while the plugin is switched off, which grows and ends when it is switched on', async () => {
    const { service, switches } = await start();
    now += MINUTE;
    await switches.setActive(false, 'ann');
    now += DAY;
    await service.note();
    expect(await outages()).toEqual([{ from: T0 + MINUTE, to: T0 + MINUTE + DAY, source: 'outage' }]);
    now += DAY;
    await switches.setActive(true, 'ann');
    now += MINUTE;
    await service.note();
    expect(await outages()).toEqual([{ from: T0 + MINUTE, to: T0 + MINUTE + 2 * DAY, source: 'outage' }]);
  });

  it('has an outage while collecting is off in the configuration, from the first start on too', async () => {
    files = { collect: { active: false } };
    const { service } = await start();
    now += 3 * DAY;
    await service.close();
    expect(await outages()).toEqual([{ from: T0, to: T0 + 3 * DAY, source: 'outage' }]);
    files = {};
    now += DAY;
    await start();
    expect(await outages()).toEqual([{ from: T0, to: T0 + 4 * DAY, source: 'outage' }]);
  });

  it('notes nothing while time stands still for loaded history', async () => {
    const { service } = await start();
    isSet = true;
    now += 400 * DAY;
    await service.note();
    await start();
    expect(await outages()).toEqual([]);
  });
});
