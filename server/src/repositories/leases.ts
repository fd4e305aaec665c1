import type { Knex } from 'knex';

import { TABLES } from './tables';

/**
 * One row per job name. Whoever holds it may run the job; `fencing_token` grows with every holder, so that one who
 * lost the lease without noticing is told apart from the one who has it now. Times are the holders' system clocks:
 * processes of one site must agree within a third of the time to live.
 */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly fencingToken: number;
  readonly expiresAt: number;
}

interface Row {
  name: string;
  holder: string;
  fencing_token: number | string;
  acquired_at: number | string;
  expires_at: number | string;
}

/** Take the lease when it is free or has run out; its new fencing token, or null while another holds it. One statement each. */
export async function acquireLease(
  knex: Knex,
  { name, holder, ttlMs, now }: { name: string; holder: string; ttlMs: number; now: number }
): Promise<number | null> {
  const taken = await knex<Row>(TABLES.leases)
    .where('name', name)
    .andWhere('expires_at', '<=', now)
    .update({
      holder,
      fencing_token: knex.raw('fencing_token + 1'),
      acquired_at: now,
      expires_at: now + ttlMs,
    } as object)
    .returning('fencing_token');
  if (taken[0]) return Number(taken[0].fencing_token);

  const made = await knex<Row>(TABLES.leases)
    .insert({ name, holder, fencing_token: 1, acquired_at: now, expires_at: now + ttlMs })
    .onConflict('name')
    .ignore()
    .returning('fencing_token');
  return made[0] ? Number(made[0].fencing_token) : null;
}

/** Extend the lease; false when another has taken it. */
export async function renewLease(
  knex: Knex,
  { name, token, ttlMs, now }: { name: string; token: number; ttlMs: number; now: number }
): Promise<boolean> {
  const rows = await knex<Row>(TABLES.leases)
    .where({ name, fencing_token: token })
    .update({ expires_at: now + ttlMs });
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
export async function holdsLease(
  knex: Knex,
  { name, token, now }: { name: string; token: number; now: number }
): Promise<boolean> {
  const rows = await knex<Row>(TABLES.leases)
    .where({ name, fencing_token: token })
    .andWhere('expires_at', '>', now)
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
  const row = await knex<Row>(TABLES.leases).where('name', name).first();
  if (!row) return null;
  return {
    name: row.name,
    holder: row.holder,
    fencingToken: Number(row.fencing_token),
    expiresAt: Number(row.expires_at),
  };
}
