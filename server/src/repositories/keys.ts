import type { Knex } from 'knex';

import { TABLES } from './tables';
import { fromBigint } from './time';

export interface PublishableKey {
  readonly keyId: string;
  readonly name: string;
  /** What browsers send. Public by nature: it says which site an event belongs to and can be revoked. */
  readonly publishableKey: string;
  /** Origins whose pages may send events with it; empty = any. */
  readonly origins: readonly string[];
  readonly createdAt: number;
  /** Taken until then; null = until it is revoked. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** When events came with it last, to LIMITS.keyUseMs; null = not known. */
  readonly lastUsedAt: number | null;
}

export async function readKeys(knex: Knex): Promise<PublishableKey[]> {
  const rows = (await knex(TABLES.keys).orderBy('created_at').orderBy('id').select('*')) as Record<string, unknown>[];
  return rows.map(keyOf);
}

const keyOf = (row: Record<string, unknown>): PublishableKey => ({
  keyId: String(row['key_id']),
  name: String(row['name']),
  publishableKey: String(row['publishable_key']),
  origins: row['origins'] === null ? [] : (JSON.parse(String(row['origins'])) as string[]),
  createdAt: fromBigint(row['created_at']),
  expiresAt: row['expires_at'] === null ? null : fromBigint(row['expires_at']),
  revokedAt: row['revoked_at'] === null ? null : fromBigint(row['revoked_at']),
  lastUsedAt: row['last_used_at'] === null ? null : fromBigint(row['last_used_at']),
});

/** Keep a key; one with the same id stays as it is. */
export async function insertKey(knex: Knex, key: PublishableKey): Promise<void> {
  await knex(TABLES.keys)
    .insert({
      key_id: key.keyId,
      name: key.name,
      publishable_key: key.publishableKey,
      origins: JSON.stringify(key.origins),
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      revoked_at: key.revokedAt,
    })
    .onConflict('key_id')
    .ignore();
}

/** Note that events came with a key. */
export async function touchKey(knex: Knex, publishableKey: string, at: number): Promise<void> {
  await knex(TABLES.keys).where('publishable_key', publishableKey).update({ last_used_at: at });
}

/** The name of the key that is now revoked; null when there is no such key, or it was revoked before. */
export async function revokeKey(knex: Knex, keyId: string, now: number): Promise<string | null> {
  const rows: { name: string }[] = await knex(TABLES.keys)
    .where('key_id', keyId)
    .whereNull('revoked_at')
    .update({ revoked_at: now })
    .returning('name');
  return rows[0]?.name ?? null;
}

/** Give a key in use another name and other origins, or an end. @returns it as it is now; null when it is not in use. */
export async function changeKey(
  knex: Knex,
  keyId: string,
  change: Partial<Pick<PublishableKey, 'name' | 'origins' | 'expiresAt'>>
): Promise<PublishableKey | null> {
  const rows = (await knex(TABLES.keys)
    .where('key_id', keyId)
    .whereNull('revoked_at')
    .update({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.origins === undefined ? {} : { origins: JSON.stringify(change.origins) }),
      ...(change.expiresAt === undefined ? {} : { expires_at: change.expiresAt }),
    })
    .returning('*')) as Record<string, unknown>[];
  return rows[0] === undefined ? null : keyOf(rows[0]);
}
