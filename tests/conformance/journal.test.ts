import { LIMITS } from '../../server/src/config/defaults';
import { deleteOldest, insertEntry, type NewEntry, readJournal } from '../../server/src/repositories/journal';
import { TABLES } from '../../server/src/repositories/tables';
import { journal } from '../../server/src/services/journal';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const DAY_MS = 24 * 60 * 60_000;

describe.each(ENGINES)('the journal on $name', (engine) => {
  let database: ScratchDatabase;
  const kept = async (): Promise<(string | null)[]> =>
    (await readJournal(database.knex, { page: 1, pageSize: 100 })).entries.map(({ subject }) => subject);
  const write = (at: number, subject: string, over: Partial<NewEntry> = {}) =>
    insertEntry(database.knex, {
      at,
      kind: 'incident',
      level: 'warning',
      code: 'job-failed',
      actor: null,
      subject,
      detail: {},
      ...over,
    });

  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());
  beforeEach(() => database.knex(TABLES.journal).delete());

  it('gives back what was written, newest first, page by page and by kind', async () => {
    await write(1_000, 'first', { detail: { seconds: -3, why: 'none "given"', done: true, by: null } });
    await write(3_000, 'third', { kind: 'audit', level: 'info', code: 'promoted', actor: 'somebody@example.com' });
    await write(2_000, 'second');
    expect(await kept()).toEqual(['third', 'second', 'first']);

    const second = await readJournal(database.knex, { page: 2, pageSize: 2 });
    expect([second.total, second.entries.map(({ subject }) => subject)]).toEqual([3, ['first']]);
    expect(second.entries[0]).toMatchObject({
      at: 1_000,
      actor: null,
      endedAt: null,
      detail: { seconds: -3, why: 'none "given"', done: true, by: null },
    });
    const audits = await readJournal(database.knex, { kind: 'audit', page: 1, pageSize: 10 });
    expect([audits.total, audits.entries[0]?.actor]).toEqual([1, 'somebody@example.com']);
  });

  it('keeps those of one instant in the order they came', async () => {
    for (const subject of ['a', 'b', 'c']) await write(5_000, subject);
    expect(await kept()).toEqual(['c', 'b', 'a']);
  });

  it('lets go of what is too old, and of the oldest of too many, never more at once than it was told', async () => {
    for (let at = 1; at <= 10; at++) await write(at * 1_000, `e${at}`);
    const step = (before: number, keep: number, atMost: number) =>
      deleteOldest(database.knex, { before, keep, atMost });
    expect(await step(3_000, 100, 10)).toBe(2);
    expect(await step(3_000, 5, 2)).toBe(2);
    expect(await step(3_000, 5, 2)).toBe(1);
    expect(await step(3_000, 5, 2)).toBe(0);
    expect(await kept()).toEqual(['e10', 'e9', 'e8', 'e7', 'e6']);
  });

  it('is tidied in bounded steps: what has passed its days goes, what is younger stays', async () => {
    const now = Date.now();
    const rows = Array.from({ length: LIMITS.journalDeletedAtOnce + 5 }, (_, at) => ({
      entry_id: `old-${at}`,
      at: now - (LIMITS.journalDays + 1) * DAY_MS,
      kind: 'incident',
      level: 'info',
      code: 'job-failed',
      subject: 'old',
      detail: '{}',
    }));
    for (let from = 0; from < rows.length; from += 100) {
      await database.knex(TABLES.journal).insert(rows.slice(from, from + 100));
    }
    await write(now - (LIMITS.journalDays - 1) * DAY_MS, 'almost too old');
    await write(now, 'new');
    const host = pluginHost(engine, database.knex, (strapi) => ({
      clock: { system: () => now },
      journal: journal({ strapi }),
    }));
    const service = host.plugin('foresight').service('journal') as ReturnType<typeof journal>;
    expect(await service.tidy()).toBe(LIMITS.journalDeletedAtOnce + 5);
    expect(await kept()).toEqual(['new', 'almost too old']);
    expect(await service.tidy()).toBe(0);
  });
});
