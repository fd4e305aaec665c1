import { PLAIN_TABLES } from '../../server/src/repositories/plain-tables';
import { TABLES } from '../../server/src/repositories/tables';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

/** Salts that have expired are destroyed at every start, and are meant to be. */
const NOT_YET = Date.now() + 86_400_000;

const count = async ({ app }: BootedStrapi): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  // Which processes live is no memory: each takes its row along when it ends.
  for (const table of Object.values(TABLES).filter((each) => each !== TABLES.processes)) {
    const [row] = (await app.db.connection(table).count({ n: '*' })) as { n: unknown }[];
    counts[table] = Number(row?.n);
  }
  return counts;
};

const shapes = async ({ app }: BootedStrapi): Promise<unknown> =>
  app.db.connection('sqlite_master').where('name', 'like', '%foresight_%').orderBy('name').select('name', 'sql');

it('keeps every row and every table as it is through a start without the plugin', async () => {
  const first = await bootStrapi();
  for (const { name, columns } of PLAIN_TABLES) {
    const own = Object.entries(columns).filter(([, kind]) => kind !== 'id');
    const row = Object.fromEntries(
      own.map(([column, kind]) => [
        column,
        column === 'expires_at'
          ? NOT_YET
          : kind === 'bytes'
            ? Buffer.from([0, 1, 255])
            : /string|text/.test(kind)
              ? 'x'
              : 1,
      ])
    );
    await first.app.db.connection(name).insert(row);
  }
  const stamp = { document_id: 'a'.repeat(24), created_at: 1, updated_at: 1, published_at: 1 };
  await first.app.db.connection(TABLES.events).insert({ ...stamp, event_key: 'k', target_uid: 'x' });
  await first.app.db.connection(TABLES.modelVersions).insert({ ...stamp, kind: 'topic', version_number: 1 });
  const before = { rows: await count(first), shapes: await shapes(first) };
  await first.stop({ keepDatabase: true });

  const without = await bootStrapi({ FORESIGHT_ENABLED: 'false' }, first.database);
  expect(without.app.plugin('foresight')).toBeUndefined();
  expect(await count(without)).toEqual(before.rows);
  await without.stop({ keepDatabase: true });

  const again = await bootStrapi({ FORESIGHT_ENABLED: 'true' }, first.database);
  const after = { rows: await count(again), shapes: await shapes(again) };
  const chunk = (await again.app.db.connection(TABLES.artifactChunks).first('bytes')) as { bytes: Buffer };
  await again.stop();
  await first.database.drop();
  expect(after).toEqual(before);
  expect([...chunk.bytes]).toEqual([0, 1, 255]);
}, 120_000);
