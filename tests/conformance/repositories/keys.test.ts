import type { Knex } from 'knex';

import { changeKey, insertKey, readKeys, revokeKey, touchKey } from '../../../server/src/repositories/keys';
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

  const one = {
    keyId: 'k1',
    name: 'Site',
    publishableKey: 'fpk_0123456789abcdef',
    origins: ['https://site.example'],
    createdAt: T0,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  };

  it('keeps keys and revokes each once', async () => {
    await insertKey(knex, one);
    await insertKey(knex, { ...one, publishableKey: 'fpk_other_other_other' });
    expect(await readKeys(knex)).toEqual([one]);
    expect(await revokeKey(knex, 'k1', T0 + 1)).toBe('Site');
    expect(await revokeKey(knex, 'k1', T0 + 2)).toBeNull();
    expect((await readKeys(knex))[0]?.revokedAt).toBe(T0 + 1);
  });

  it('changes what is in use, and nothing else', async () => {
    await insertKey(knex, one);
    expect(await changeKey(knex, 'k1', { name: 'Other', origins: [] })).toEqual({ ...one, name: 'Other', origins: [] });
    expect(await changeKey(knex, 'k1', { expiresAt: T0 + 5 })).toMatchObject({ name: 'Other', expiresAt: T0 + 5 });
    await revokeKey(knex, 'k1', T0 + 1);
    expect(await changeKey(knex, 'k1', { name: 'Late' })).toBeNull();
    expect(await changeKey(knex, 'k2', { name: 'Never' })).toBeNull();
  });

  it('knows when each was used last', async () => {
    await insertKey(knex, one);
    await insertKey(knex, { ...one, keyId: 'k2', publishableKey: 'fpk_other_other_other' });
    await touchKey(knex, one.publishableKey, T0 + 7);
    expect((await readKeys(knex)).map(({ lastUsedAt }) => lastUsedAt)).toEqual([T0 + 7, null]);
  });

  it('reads keys made before there were origins as being for any', async () => {
    await insertKey(knex, one);
    await knex('foresight_keys').update({ origins: null });
    expect((await readKeys(knex))[0]?.origins).toEqual([]);
  });
});
