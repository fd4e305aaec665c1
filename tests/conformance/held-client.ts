/// <reference path="../../server/src/repositories/knex-dialects.d.ts" />
/** Clients of a database whose statements a test can hold up, as a slow network or a stalled process does. */
import type { Knex } from 'knex';
import { getDialectByNameOrAlias } from 'knex/lib/dialects/index.js';

import type { Engine } from './scratch-database';

/** What is done before a statement is sent. */
export type Before = (sql: string) => Promise<void>;

interface Queries {
  _query(connection: unknown, statement: { readonly sql: string }): Promise<unknown>;
}

/** For `connect({ client })`. */
export function clientWith(engine: Engine['name'], before: Before): typeof Knex.Client {
  const dialect = getDialectByNameOrAlias(engine === 'SQLite' ? 'better-sqlite3' : 'pg');
  const Dialect = dialect as unknown as new (config: Knex.Config) => Queries;
  class Held extends Dialect {
    override async _query(connection: unknown, statement: { readonly sql: string }): Promise<unknown> {
      await before(statement.sql);
      return super._query(connection, statement);
    }
  }
  return Held as unknown as typeof Knex.Client;
}

/** Holds the first statement that matches until it is released. */
export function holdAt(pattern: RegExp) {
  const reached = gate();
  const released = gate();
  return {
    before: async (sql: string): Promise<void> => {
      if (!pattern.test(sql)) return;
      reached.open();
      await released.opened;
    },
    /** Resolves once a statement is held. */
    reached: reached.opened,
    release: released.open,
  };
}

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
