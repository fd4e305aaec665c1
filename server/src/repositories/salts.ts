import type { Knex } from 'knex';

import { TABLES } from './tables';

/**
 * The salt of a day, the same for every process: whoever asks first makes it.
 *
 * @param fresh used when the day has none yet.
 * @param expiresAt when it may be destroyed; null = never.
 */
export async function saltOf(knex: Knex, day: string, fresh: string, expiresAt: number | null): Promise<string> {
  const known = await findSalt(knex, day);
  if (known !== null) return known;
  await knex(TABLES.salts).insert({ day, salt: fresh, expires_at: expiresAt }).onConflict('day').ignore();
  return (await findSalt(knex, day)) ?? fresh;
}

export async function findSalt(knex: Knex, day: string): Promise<string | null> {
  const row = (await knex(TABLES.salts).where('day', day).first('salt')) as { salt: string } | undefined;
  return row?.salt ?? null;
}

/** After this nobody can tell whose the hashes of those days were. */
export async function destroyExpiredSalts(knex: Knex, now: number): Promise<void> {
  await knex(TABLES.salts).where('expires_at', '<', now).delete();
}

/** A salt whose time is over before it expires. */
export async function destroySalt(knex: Knex, day: string): Promise<void> {
  await knex(TABLES.salts).where('day', day).delete();
}
