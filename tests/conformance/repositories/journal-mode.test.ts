import { useWal, writeBack } from '../../../server/src/repositories/journal-mode';
import { rowsOf } from '../../../server/src/repositories/statements';
import { pluginHost } from '../plugin-host';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('the journal mode on $name', (engine) => {
  let database: ScratchDatabase;
  let warnings: string[];
  beforeEach(async () => {
    database = await engine.open();
    warnings = [];
    if (engine.name === 'SQLite') await database.knex.raw('pragma journal_mode = delete');
  });
  afterEach(() => database.close());

  const start = async (wal: boolean) => {
    const strapi = pluginHost(engine, database.knex, () => ({}));
    strapi.config = { get: () => wal } as never;
    strapi.log.warn = ((text: string) => warnings.push(text)) as never;
    await useWal(strapi);
    if (engine.name !== 'SQLite') return 'none of ours';
    return rowsOf(await database.knex.raw('pragma journal_mode'))[0]?.['journal_mode'];
  };

  it('becomes WAL where there is one, and stays so', async () => {
    const expected = engine.name === 'SQLite' ? 'wal' : 'none of ours';
    expect([await start(true), await start(true), await start(false)]).toEqual([expected, expected, expected]);
    expect(warnings).toEqual([]);
  });

  it('stays as it is where it is forbidden, which is said', async () => {
    const isSqlite = engine.name === 'SQLite';
    expect(await start(false)).toBe(isSqlite ? 'delete' : 'none of ours');
    expect(warnings).toHaveLength(isSqlite ? 1 : 0);
  });

  it('lets a thread write back what the journal holds, and needs none for it', async () => {
    await start(true);
    await database.knex('foresight_signals').insert({ name: 'models', version: 1 });
    await writeBack(database.knex);
    if (engine.name !== 'SQLite') return;
    const [state] = rowsOf(await database.knex.raw('pragma wal_checkpoint(passive)'));
    expect(state?.['checkpointed']).toBe(state?.['log']);
    await database.knex.raw('pragma journal_mode = delete');
    await writeBack(database.knex);
  });
});
