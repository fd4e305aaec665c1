import type { Knex } from 'knex';

import { TABLES } from '../../server/src/repositories/tables';
import { NAMES } from './events';
import type { Way } from './way';

const TUPLE = `(${NAMES.map(() => '?').join(',')})`;

/** One statement with a tuple for each row. */
export const values: Way['insert'] = (knex, rows) =>
  knex.raw(
    `insert into "${TABLES.events}" (${NAMES.join(',')}) values ${rows.map(() => TUPLE).join(',')} ` +
      'on conflict (event_key) do nothing returning event_key',
    rows.flat() as Knex.RawBinding[]
  );
