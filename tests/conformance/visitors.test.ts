import { configSchema } from '../../server/src/config/schema';
import { TABLES } from '../../server/src/repositories/tables';
import { visitors } from '../../server/src/services/visitors';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIDNIGHT = Date.UTC(2026, 4, 5);
const reader = { address: '203.0.113.7', userAgent: 'Mozilla/5.0' };

describe.each(ENGINES)('visitors on $name', (engine) => {
  let database: ScratchDatabase;
  let now: number;

  const open = () =>
    visitors({
      strapi: pluginHost(engine, database.knex, () => ({
        clock: { now: () => new Date(now) },
        settings: { get: () => configSchema.parse({ timeZone: 'UTC' }) },
      })),
    });
  const hashAt = async (service: ReturnType<typeof open>, at: number) => (await service.hash(reader, null, at)).visitor;
  const saltsKept = async () => {
    const [row] = (await database.knex(TABLES.salts).whereNotNull('expires_at').count({ n: '*' })) as { n: unknown }[];
    return Number(row?.n);
  };

  beforeEach(async () => {
    database = await engine.open();
    now = MIDNIGHT - MINUTE;
  });
  afterEach(() => database.close());

  it('destroys a salt half an hour after its day, although nobody reads any more', async () => {
    const service = open();
    await hashAt(service, now);
    now = MIDNIGHT + 29 * MINUTE;
    await service.destroyExpired();
    expect(await saltsKept()).toBe(1);
    now = MIDNIGHT + 31 * MINUTE;
    await service.destroyExpired();
    expect(await saltsKept()).toBe(0);
  });

  it('destroys at its start what expired while it was down', async () => {
    await hashAt(open(), now);
    now += 3 * DAY;
    const later = open();
    await later.begin();
    later.close();
    expect(await saltsKept()).toBe(0);
  });

  it('knows a reader who has agreed on every day, and shares no hash with their anonymous events', async () => {
    const service = open();
    const anonymous = await service.hash(reader, 'session-1', now);
    const agreed = await service.hashConsented(reader, 'reader-1', 'session-1', now);
    now += 3 * DAY;
    const later = await open().hashConsented({ ...reader, address: '198.51.100.9' }, 'reader-1', null, now);
    expect(later.visitor).toBe(agreed.visitor);
    expect(await service.hashGiven('visitor', 'reader-1', now)).toBe(agreed.visitor);
    const hashes = [anonymous, agreed].flatMap(({ visitor, session, source }) => [visitor, session, source]);
    expect(new Set(hashes).size).toBe(6);
    expect(hashes).not.toContain(null);
  });

  it('hashes each day with its own salt, also when both are asked for at midnight at once', async () => {
    const other = { ...reader, address: '198.51.100.9' };
    const before = (service: ReturnType<typeof open>) => service.hash(reader, null, MIDNIGHT - 1);
    const after = (service: ReturnType<typeof open>) => service.hash(other, null, MIDNIGHT);
    const service = open();
    const together = await Promise.all([before(service), after(service)]);
    expect(together).toEqual([await before(open()), await after(open())]);
  });
});
