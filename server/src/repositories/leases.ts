import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { databaseNow } from './database-clock';
import { TABLES } from './tables';

/**
 * One row per job name. Whoever holds it may run the job; `fencing_token` grows with every holder, so that one who
 * lost the lease without noticing is told apart from the one who has it now. Times are the database's clock: holders
 * need not agree on the time. Should that clock be set back, a lease that ends later than any may is free as well.
 */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly fencingToken: number;
  /** Not given back, and not run out. */
  readonly live: boolean;
}

interface Row {
  name: string;
  holder: string;
  fencing_token: number | string;
  acquired_at: number | string;
  expires_at: number | string;
}

const isLive = (knex: Knex): string =>
  `("expires_at" > ${databaseNow(knex)} and "expires_at" <= ${databaseNow(knex)} + ${LIMITS.longestLeaseMs})`;

/** Take the lease when it is free or has run out; its new fencing token, or null while another holds it. One statement each. */
export async function acquireLease(
  knex: Knex,
  { name, holder, ttlMs }: { name: string; holder: string; ttlMs: number }
): Promise<number | null> {
  const now = databaseNow(knex);
  const taken = await knex<Row>(TABLES.leases)
    .where('name', name)
    .andWhereRaw(`not ${isLive(knex)}`)
    .update({
      holder,
      fencing_token: knex.raw('fencing_token + 1'),
      acquired_at: knex.raw(now),
      expires_at: knex.raw(`${now} + ?`, [ttlMs]),
    } as object)
    .returning('fencing_token');
  if (taken[0]) return Number(taken[0].fencing_token);

  const made = await knex(TABLES.leases)
    .insert({
      name,
      holder,
      fencing_token: 1,
      acquired_at: knex.raw(now),
      expires_at: knex.raw(`${now} + ?`, [ttlMs]),
    })
    .onConflict('name')
    .ignore()
    .returning('fencing_token');
  return made[0] ? Number((made[0] as Row).fencing_token) : null;
}

/** Extend the lease; false when another has taken it. */
export async function renewLease(
  knex: Knex,
  { name, token, ttlMs }: { name: string; token: number; ttlMs: number }
): Promise<boolean> {
  const rows = await knex(TABLES.leases)
    .where({ name, fencing_token: token })
    .update({ expires_at: knex.raw(`${databaseNow(knex)} + ?`, [ttlMs]) });
  return rows === 1;
}

/** Give the lease back. The row stays, so that tokens keep growing. */
export async function releaseLease(knex: Knex, { name, token }: { name: string; token: number }): Promise<void> {
  await knex<Row>(TABLES.leases).where({ name, fencing_token: token }).update({ expires_at: 0 });
}

/**
 * Whether the token still holds the lease. Inside a transaction it stays so until the end: the row is written,
 * not read, so nobody can take it over meanwhile.
 */
export async function holdsLease(knex: Knex, { name, token }: { name: string; token: number }): Promise<boolean> {
  const rows = await knex<Row>(TABLES.leases)
    .where({ name, fencing_token: token })
    .andWhereRaw(isLive(knex))
    .update({ fencing_token: token });
  return rows === 1;
}

/** Inside a transaction: make every other one that asks for the same name wait, whether or not a job holds it. */
export async function lockLease(trx: Knex, name: string): Promise<void> {
  await trx<Row>(TABLES.leases)
    .insert({ name, holder: '', fencing_token: 0, acquired_at: 0, expires_at: 0 })
    .onConflict('name')
    .merge(['name']);
}

export async function findLease(knex: Knex, name: string): Promise<Lease | null> {
  const row = (await knex(TABLES.leases)
    .where('name', name)
    .first('holder', 'fencing_token', knex.raw(`case when ${isLive(knex)} then 1 else 0 end as live`))) as
    { holder: string; fencing_token: unknown; live: unknown } | undefined;
  if (!row) return null;
  return { name, holder: row.holder, fencingToken: Number(row.fencing_token), live: Number(row.live) === 1 };
}
