import type { Knex } from 'knex';

import { readCoverage, writeCoverage } from '../../../server/src/repositories/coverage';
import { T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('coverage on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('replaces a stretch of coverage that begins at the same instant', async () => {
    await writeCoverage(knex, { from: T0, to: T0 + 1, source: 'import' });
    await writeCoverage(knex, { from: T0, to: T0 + 2, source: 'import' });
    expect(await readCoverage(knex)).toEqual([{ from: T0, to: T0 + 2, source: 'import' }]);
  });
});
