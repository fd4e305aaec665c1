import type { Knex } from 'knex';

import { insertKey, readKeys, revokeKey } from '../../../server/src/repositories/keys';
import { T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('keys on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('keeps keys and revokes each once', async () => {
    const one = { keyId: 'k1', name: 'Site', publishableKey: 'fpk_0123456789abcdef', createdAt: T0, revokedAt: null };
    await insertKey(knex, one);
    await insertKey(knex, { ...one, publishableKey: 'fpk_other_other_other' });
    expect(await readKeys(knex)).toEqual([one]);
    expect(await revokeKey(knex, 'k1', T0 + 1)).toBe('Site');
    expect(await revokeKey(knex, 'k1', T0 + 2)).toBeNull();
    expect((await readKeys(knex))[0]?.revokedAt).toBe(T0 + 1);
  });
});
