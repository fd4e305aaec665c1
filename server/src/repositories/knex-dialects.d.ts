/** knex chooses a dialect by name; the plugin needs its class, to hand it the app's own driver. */
declare module 'knex/lib/dialects/index.js' {
  import type { Knex } from 'knex';

  export function getDialectByNameOrAlias(name: string): typeof Knex.Client;
}
