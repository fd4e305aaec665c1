import type { Knex } from 'knex';

import type { Value } from '../../server/src/repositories/statements';

/** A way to insert events, so many in one transaction. */
export interface Way {
  readonly name: string;
  readonly rows: number;
  /** Resolves when it is committed. */
  insert(knex: Knex, rows: Value[][]): Promise<unknown>;
}
