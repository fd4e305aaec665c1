import type { Core } from '@strapi/strapi';

import { PLAIN_TABLES, type PlainColumn } from '../../server/src/repositories/plain-tables';
import { TABLES } from '../../server/src/repositories/tables';
import { toColumn } from '../../server/src/repositories/time';
import { SITE_ENGINES, type SiteDatabase } from '../helpers/site-databases';
import { bootStrapi } from '../helpers/strapi';
import { shapesOf } from '../helpers/table-shapes';

/** Salts that have expired are destroyed at every start, and are meant to be. */
const NOT_YET = Date.now() + 86_400_000;
const BYTES = [0, 1, 255];

const rowCounts = async ({ db }: Core.Strapi): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  // A process that ends takes its row along.
  for (const table of Object.values(TABLES).filter((name) => name !== TABLES.processes)) {
    const [row] = (await db.connection(table).count({ n: '*' })) as { n: unknown }[];
    counts[table] = Number(row?.n);
  }
  return counts;
};

const someValue = (column: string, kind: PlainColumn): unknown => {
  if (column === 'expires_at') return NOT_YET;
  if (column === 'origins') return '[]';
  if (kind === 'bytes') return Buffer.from(BYTES);
  if (kind === 'boolean') return true;
  return kind === 'string' || kind === 'text' ? 'x' : 1;
};

/** A row in every table that is no content type, and in two that are. */
const fill = async ({ db }: Core.Strapi): Promise<void> => {
  for (const { name, columns } of PLAIN_TABLES) {
    const own = Object.entries(columns).filter(([, kind]) => kind !== 'id');
    await db
      .connection(name)
      .insert(Object.fromEntries(own.map(([column, kind]) => [column, someValue(column, kind)])));
  }
  const at = toColumn(db.connection, 1);
  const stamp = { document_id: 'a'.repeat(24), created_at: at, updated_at: at, published_at: at };
  await db.connection(TABLES.events).insert({ ...stamp, event_key: 'k', target_uid: 'x' });
  await db.connection(TABLES.modelVersions).insert({ ...stamp, kind: 'topic', version_number: 1 });
};

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let database: SiteDatabase;
  beforeAll(async () => {
    database = await engine.create();
  });
  afterAll(() => database.drop());

  const started = async <T>(enabled: boolean, work: (app: Core.Strapi) => Promise<T>): Promise<T> => {
    const booted = await bootStrapi({ FORESIGHT_ENABLED: String(enabled) }, database);
    try {
      return await work(booted.app);
    } finally {
      await booted.stop();
    }
  };
  const state = async (app: Core.Strapi) => ({
    rows: await rowCounts(app),
    shapes: await shapesOf(app.db.connection),
  });

  it('keeps every row and every table as it is through a start without the plugin', async () => {
    const before = await started(true, async (app) => {
      await fill(app);
      return state(app);
    });
    await started(false, async (app) => {
      expect(app.plugin('foresight')).toBeUndefined();
      expect(await rowCounts(app)).toEqual(before.rows);
    });
    await started(true, async (app) => {
      expect(await state(app)).toEqual(before);
      const chunk = (await app.db.connection(TABLES.artifactChunks).first('bytes')) as { bytes: Buffer };
      expect([...chunk.bytes]).toEqual(BYTES);
    });
  }, 120_000);
});
