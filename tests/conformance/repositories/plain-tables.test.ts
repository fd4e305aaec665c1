import type { Core } from '@strapi/strapi';

import { persistTables, PLAIN_TABLES, registerPlainTables } from '../../../server/src/repositories/plain-tables';
import { TABLES } from '../../../server/src/repositories/tables';
import { pluginHost } from '../plugin-host';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

interface Model {
  readonly tableName: string;
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly columnType?: { args: string[] } }>>;
}

describe.each(ENGINES)('plain tables on $name', (engine) => {
  let database: ScratchDatabase;
  beforeEach(async () => {
    database = await engine.open();
  });
  afterEach(() => database.close());

  it('are handed to Strapi, bytes as this database keeps them', () => {
    const models: Model[] = [];
    const client = engine.name === 'SQLite' ? 'sqlite' : 'postgres';
    registerPlainTables({
      config: { get: () => client },
      get: () => ({ add: (model: Model) => models.push(model) }),
    } as unknown as Core.Strapi);
    expect(models.map(({ tableName }) => tableName)).toEqual(PLAIN_TABLES.map(({ name }) => name));
    const chunks = models.find(({ tableName }) => tableName === TABLES.artifactChunks);
    expect(chunks?.attributes['bytes']?.columnType?.args).toEqual([client === 'sqlite' ? 'blob' : 'bytea']);
  });

  it('are named among those that Strapi must not drop, once, beside what others named', async () => {
    const strapi = pluginHost(engine, database.knex, () => ({}));
    const kept = new Map<string, unknown>([['persisted_tables', ['theirs', { name: TABLES.keys, dependsOn: [] }]]]);
    strapi.store = {
      get: async ({ key }: { key: string }) => kept.get(key),
      set: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
    } as never;
    await persistTables(strapi);
    await persistTables(strapi);
    const names = kept.get('persisted_tables') as (string | { name: string })[];
    expect(names.map((entry) => (typeof entry === 'string' ? entry : entry.name)).sort()).toEqual(
      ['theirs', ...Object.values(TABLES)].sort()
    );
  });
});
