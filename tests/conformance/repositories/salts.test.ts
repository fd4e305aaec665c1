import type { Knex } from 'knex';

import { destroyExpiredSalts, findSalt, saltOf } from '../../../server/src/repositories/salts';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('salts on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('gives every process the same salt, and destroys it when it has expired', async () => {
    expect(await saltOf(knex, 'monday', 'first', 10)).toBe('first');
    expect(await saltOf(knex, 'monday', 'second', 10)).toBe('first');
    expect(await saltOf(knex, 'for ever', 'kept', null)).toBe('kept');
    await destroyExpiredSalts(knex, 11);
    expect(await findSalt(knex, 'monday')).toBeNull();
    expect(await findSalt(knex, 'for ever')).toBe('kept');
  });
});
