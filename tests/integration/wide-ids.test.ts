/** Ids outgrow 32 bits. Their columns are widened at the first start, and nothing later narrows them again. */
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { TABLES } from '../../server/src/repositories/tables';
import { ARTICLE, documents, foresight, sendEvents } from '../helpers/small-site';
import { SITE_ENGINES, type SiteDatabase } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi, requireNatively } from '../helpers/strapi';

const BEYOND_32_BITS = 2 ** 31 + 7;

interface Plugin {
  readonly default: {
    readonly contentTypes: { readonly event: { readonly schema: { readonly attributes: Record<string, unknown> } } };
  };
}
/** Of the plugin as Strapi loads it: what is changed here is another version of it at the next start. */
const attributes = () =>
  (requireNatively(path.resolve(__dirname, '../../strapi-server.js')) as Plugin).default.contentTypes.event.schema
    .attributes;

let lastId = 0;
const send = async (booted: BootedStrapi, documentId: string): Promise<void> => {
  const event = { eventId: `wide-event-${String(++lastId).padStart(8, '0')}`, type: 'view', documentId, locale: 'en' };
  expect(await sendEvents(booted, [event])).toMatchObject({ accepted: 1 });
};

describe.each(SITE_ENGINES.filter(({ name }) => name === 'PostgreSQL'))('on $name', (engine) => {
  let database: SiteDatabase;
  let documentId: string;
  beforeAll(async () => {
    database = await engine.create();
  });
  afterAll(() => database.drop());

  const started = async (work: (booted: BootedStrapi) => Promise<void>, env: Record<string, string> = {}) => {
    const booted = await bootStrapi({ FORESIGHT_ENABLED: 'true', ...env }, database);
    try {
      await work(booted);
    } finally {
      await booted.stop();
    }
  };
  const idsOf = async ({ db }: Core.Strapi) =>
    ((await db.connection(TABLES.events).orderBy('id').pluck('id')) as unknown[]).map(Number);
  /** Type of the column, of its sequence, and the file the table lies in: another one after every rewrite. */
  const shape = async ({ db }: Core.Strapi) => {
    const { rows } = (await db.connection.raw(
      `select format_type(a.atttypid, a.atttypmod) as id, s.data_type::text as sequence, c.relfilenode as file
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id'
       join pg_sequences s on s.schemaname = current_schema() and s.sequencename = ?
       where c.oid = to_regclass(?)`,
      [`${TABLES.events}_id_seq`, TABLES.events]
    )) as { rows: { id: string; sequence: string; file: number }[] };
    return rows[0]!;
  };
  const narrow = async ({ db }: Core.Strapi) =>
    (await db
      .connection('information_schema.columns')
      .whereRaw('table_schema = current_schema()')
      .whereIn('table_name', Object.values(TABLES))
      .where({ column_name: 'id' })
      .whereNot({ data_type: 'bigint' })
      .pluck('table_name')) as string[];
  let file: number;

  it(
    'widens the columns at the first start',
    () =>
      started(async (booted) => {
        ({ documentId } = await documents(booted.app, ARTICLE).create({
          locale: 'en',
          status: 'published',
          data: { title: 'Counted for ever', body: 'Words. '.repeat(30) },
        }));
        await foresight<{ settled(): Promise<void> }>(booted.app, 'publications').settled();
        await send(booted, documentId);
        const now = await shape(booted.app);
        expect(now).toMatchObject({ id: 'bigint', sequence: 'bigint' });
        ({ file } = now);
        expect(await narrow(booted.app)).toEqual([]);
      }),
    60_000
  );

  it(
    'does not write the table anew at the next start, and takes ids beyond 32 bits',
    () =>
      started(async (booted) => {
        expect(await shape(booted.app)).toEqual({ id: 'bigint', sequence: 'bigint', file });
        await booted.app.db.connection.raw('select setval(?, ?)', [`${TABLES.events}_id_seq`, BEYOND_32_BITS - 1]);
        await send(booted, documentId);
        expect(await idsOf(booted.app)).toEqual([1, BEYOND_32_BITS]);
        await foresight<{ run(): Promise<unknown> }>(booted.app, 'rollup').run();
        const [rollup] = await booted.app.db.connection(TABLES.rollups).where('granularity', 'day').select('views');
        expect(rollup).toEqual({ views: 2 });
      }),
    60_000
  );

  it('keeps it when Strapi brings the table up to a changed schema, and back', async () => {
    attributes()['addedLater'] = { type: 'string' };
    await started(async (booted) => {
      expect(await booted.app.db.connection.schema.hasColumn(TABLES.events, 'added_later')).toBe(true);
      expect(await shape(booted.app)).toEqual({ id: 'bigint', sequence: 'bigint', file });
      expect(await idsOf(booted.app)).toEqual([1, BEYOND_32_BITS]);
    });
    delete attributes()['addedLater'];
    await started(async (booted) => {
      expect(await booted.app.db.connection.schema.hasColumn(TABLES.events, 'added_later')).toBe(false);
      expect(await shape(booted.app)).toEqual({ id: 'bigint', sequence: 'bigint', file });
      await send(booted, documentId);
      expect(await idsOf(booted.app)).toEqual([1, BEYOND_32_BITS, BEYOND_32_BITS + 1]);
    });
  }, 120_000);

  it('keeps it through a start without the plugin', async () => {
    await started(
      async ({ app }) => {
        expect(app.plugin('foresight')).toBeUndefined();
      },
      { FORESIGHT_ENABLED: 'false' }
    );
    await started(async (booted) => {
      expect(await shape(booted.app)).toEqual({ id: 'bigint', sequence: 'bigint', file });
      expect(await idsOf(booted.app)).toHaveLength(3);
      expect(await narrow(booted.app)).toEqual([]);
    });
  }, 120_000);
});
