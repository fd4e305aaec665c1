/** An operator splits the table of events by time, as docs/operations.md says: the plugin and Strapi's own sync go on. */
import fs from 'node:fs';
import path from 'node:path';

import type { Knex } from 'knex';

import { newestEvents } from '../../server/src/repositories/event-stream';
import { TABLES } from '../../server/src/repositories/tables';
import { ARTICLE, documents, foresight, sendEvents } from '../helpers/small-site';
import { SITE_ENGINES, type SiteDatabase } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

/** The statements of the page, as an operator would paste them. */
const statements = (): string[] => {
  const page = fs.readFileSync(path.resolve(__dirname, '../../docs/operations.md'), 'utf8');
  const sql = /## Events in partitions[\s\S]*?```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  return sql.split(/;\s*\n/).filter((one) => one.trim() !== '');
};

/** As tracker and SDK make them: the time stands in front. */
const uuidV7 = (at: number, n: number): string => {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(n).padStart(12, '0')}`;
};

describe.each(SITE_ENGINES.filter(({ name }) => name === 'PostgreSQL'))('on $name', (engine) => {
  let database: SiteDatabase;
  let documentId: string;
  beforeAll(async () => {
    database = await engine.create();
  });
  afterAll(() => database.drop());

  const started = async (work: (booted: BootedStrapi) => Promise<void>) => {
    const booted = await bootStrapi({}, database);
    try {
      await work(booted);
    } finally {
      await booted.stop();
    }
  };
  const send = async (booted: BootedStrapi, eventId: string) =>
    sendEvents(booted, [{ eventId, type: 'view', documentId, locale: 'en' }]);
  const where = async ({ app }: BootedStrapi) =>
    (await app.db.connection
      .from(TABLES.events)
      .select(app.db.connection.raw('tableoid::regclass::text as part'))
      .orderBy('event_key')) as { part: string }[];

  it('keeps every event, counts each once, and puts new ones where their time says', async () => {
    const old = uuidV7(Date.UTC(2026, 0, 15), 1);
    const late = uuidV7(Date.UTC(2027, 0, 15), 2);
    await started(async (booted) => {
      ({ documentId } = await documents(booted.app, ARTICLE).create({
        locale: 'en',
        status: 'published',
        data: { title: 'Read for years', body: 'Words. '.repeat(30) },
      }));
      await foresight<{ settled(): Promise<void> }>(booted.app, 'publications').settled();
      await send(booted, old);
      for (const sql of statements()) await booted.app.db.connection.raw(sql);
    });
    await started(async (booted) => {
      expect(await send(booted, old)).toMatchObject({ accepted: 0, duplicate: 1 });
      expect(await send(booted, late)).toMatchObject({ accepted: 1 });
      expect((await where(booted)).map(({ part }) => part)).toEqual(['foresight_events_2026', 'foresight_events_rest']);
      await foresight<{ run(): Promise<unknown> }>(booted.app, 'rollup').run();
      const [day] = await booted.app.db.connection(TABLES.rollups).where('granularity', 'day').select('views');
      expect(day).toEqual({ views: 2 });
    });
    await started(async (booted) => {
      expect(await where(booted)).toHaveLength(2);
      const knex = booted.app.db.connection as Knex;
      expect(await newestEvents(knex, {}, { limit: 10, among: 10 })).toHaveLength(2);
      // What the newest are read by is the operator's own: Strapi leaves it alone.
      expect(await knex('pg_indexes').where({ indexname: 'foresight_events_newest_idx' })).toHaveLength(1);
    });
  }, 120_000);
});
