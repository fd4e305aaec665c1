import type { Knex } from 'knex';

import { insertRows } from './statements';
import { TABLES } from './tables';

/** Things that processes keep in memory and must read again when they have changed. */
export const SIGNALS = ['settings', 'keys', 'models', 'visitors'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Say that something changed; in the transaction that changes it, so that nobody reads the old state for new. */
export async function raiseSignal(trx: Knex, name: Signal): Promise<void> {
  await insertRows(trx, TABLES.signals, ['name', 'version'], [[name, 1]], {
    columns: ['name'],
    action: `do update set "version" = "${TABLES.signals}"."version" + 1`,
  });
}

/** How often each thing has changed so far. */
export async function readSignals(knex: Knex): Promise<Map<Signal, number>> {
  const rows = (await knex(TABLES.signals).select('name', 'version')) as { name: Signal; version: unknown }[];
  return new Map(rows.map(({ name, version }) => [name, Number(version)]));
}
