import type { Knex } from 'knex';

import { EMPTY_TALLY, FILE_START } from '../../../server/src/core/import';
import { deleteCoverage, readCoverage, writeCoverage } from '../../../server/src/repositories/coverage';
import { insertEvents } from '../../../server/src/repositories/events';
import {
  changeImport,
  findImport,
  forgetImports,
  type ImportRow,
  importsOfFile,
  insertImport,
  listImports,
} from '../../../server/src/repositories/imports';
import { importedEvents } from '../../../server/src/repositories/old-events';
import { destroySalt, findSalt, saltOf } from '../../../server/src/repositories/salts';
import { runImportDrill } from '../../drills/import';
import { event, key } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const TARGET = key('a');
const AT = Date.UTC(2026, 2, 1);
const start = { ...FILE_START, rows: 0 };

const row = (key: string, more: Partial<ImportRow> = {}): ImportRow => ({
  ...{ key, state: 'ready', origin: 'upload', fileName: 'a.csv', fileSize: 3_000_000_000, fingerprint: '' },
  options: null,
  progress: {
    ...{ ...FILE_START, bytesRead: 0, warm: start, next: start, tally: EMPTY_TALLY },
    undone: { after: null, events: 0 },
  },
  ...{ failure: null, createdBy: 'ada', createdAt: AT, startedAt: null, updatedAt: AT, finishedAt: null },
  ...more,
});

describe.each(ENGINES)('imports on $name', (engine) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await engine.open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('are kept as they were given, and change only from a state they are in', async () => {
    const one = row('one', { failure: { code: 'UNREADABLE_FILE', got: 'x', expected: 'y' } });
    await insertImport(knex, one);
    expect(await findImport(knex, 'one')).toEqual(one);
    expect(await findImport(knex, 'two')).toBeNull();
    expect(await changeImport(knex, 'one', ['running'], { state: 'paused' })).toBe(false);
    expect(await changeImport(knex, 'one', ['ready'], { state: 'running', startedAt: AT })).toBe(true);
    expect(await findImport(knex, 'one')).toEqual({ ...one, state: 'running', startedAt: AT });
  });

  it('are listed the newest first, found by their file, and let go of when they are over', async () => {
    await insertImport(knex, row('old', { state: 'done', fingerprint: 'f' }));
    await insertImport(knex, row('new', { createdAt: AT + 1, fingerprint: 'f' }));
    const keys = (rows: readonly ImportRow[]) => rows.map(({ key }) => key);
    expect(keys(await listImports(knex, { limit: 5 }))).toEqual(['new', 'old']);
    expect(keys(await listImports(knex, { limit: 5, states: ['done'] }))).toEqual(['old']);
    expect(keys(await importsOfFile(knex, 'f'))).toEqual(['new', 'old']);
    expect(await importsOfFile(knex, 'g')).toEqual([]);
    await forgetImports(knex, 1);
    expect(keys(await listImports(knex, { limit: 5 }))).toEqual(['new']);
    await forgetImports(knex, 0);
    expect(keys(await listImports(knex, { limit: 5 }))).toEqual(['new']);
  });

  it('leave events that can be found by who brought them, a stretch that can be taken back, and a salt that ends', async () => {
    await insertEvents(knex, [
      event(1, TARGET, AT, { importKey: 'one' }),
      event(2, TARGET, AT),
      event(3, TARGET, AT + 9, { importKey: 'one' }),
    ]);
    const window = { importKey: 'one', from: AT, to: AT + 9 };
    expect(await importedEvents(knex, TARGET, window, 10)).toEqual([{ eventKey: 'key-1', occurredAt: AT }]);

    await writeCoverage(knex, { from: 1, to: 2, source: 'import' });
    await writeCoverage(knex, { from: 1, to: null, source: 'tracking' });
    await deleteCoverage(knex, { from: 1, source: 'import' });
    expect(await readCoverage(knex)).toEqual([{ from: 1, to: null, source: 'tracking' }]);

    await saltOf(knex, 'import:one', 'secret', AT);
    await destroySalt(knex, 'import:one');
    expect(await findSalt(knex, 'import:one')).toBeNull();
  });

  it('take 20,000 rows in, each once, with memory that does not grow with the file', async () => {
    const { summary, stored, peakAtTenth, peakAtEnd } = await runImportDrill(20_000, engine);
    expect(summary).toMatchObject({ state: 'done', rows: 20_000, accepted: 20_000, duplicate: 0, reasons: {} });
    expect(stored).toBe(20_000);
    expect(peakAtEnd - peakAtTenth).toBeLessThan(150);
  }, 120_000);
});
