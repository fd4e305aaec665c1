import type { Knex } from 'knex';

import { insertRows, type Value } from '../../server/src/repositories/statements';
import { TABLES } from '../../server/src/repositories/tables';
import { COLUMNS, NAMES } from './events';
import { copyIn } from './copy-in';
import { values } from './values';
import type { Way } from './way';

const TABLE = `"${TABLES.events}"`;
const INTO = `insert into ${TABLE} (${NAMES.join(',')})`;
const REST = 'on conflict (event_key) do nothing returning event_key';
const CONFLICT = { columns: ['event_key'], action: 'do nothing' };

/** One array per column. */
const columnsOf = (rows: readonly Value[][]): Value[][] => NAMES.map((_, at) => rows.map((row) => row[at] ?? null));

const UNNEST = `${INTO} select * from unnest(${Object.values(COLUMNS)
  .map((type) => `?::${type}[]`)
  .join(',')}) ${REST}`;
const RECORDS = `${INTO} select ${NAMES.join(',')} from jsonb_to_recordset(?::jsonb) as r(${Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(',')}) ${REST}`;

const shipped: Way['insert'] = (knex, rows) => insertRows(knex, TABLES.events, NAMES, rows, CONFLICT, ['event_key']);
const unnest: Way['insert'] = (knex, rows) => knex.raw(UNNEST, columnsOf(rows) as unknown as Knex.RawBinding[]);
const recordset: Way['insert'] = (knex, rows) =>
  knex.raw(RECORDS, [
    JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(NAMES.map((name, at) => [name, name === 'properties' ? parsed(row[at]) : (row[at] ?? null)]))
      )
    ),
  ]);
const copy: Way['insert'] = (knex, rows) =>
  knex.transaction(async (trx) => {
    await trx.raw(
      `create temp table if not exists incoming on commit delete rows as select ${NAMES.join(',')} from ${TABLE} limit 0`
    );
    await copyIn(trx, `copy incoming (${NAMES.join(',')}) from stdin`, rows);
    return trx.raw(`${INTO} select ${NAMES.join(',')} from incoming ${REST}`);
  });

const parsed = (text: Value | undefined): unknown => (typeof text === 'string' ? JSON.parse(text) : null);

/** The first one is what the others are measured against. */
export const POSTGRES_WAYS: readonly Way[] = [
  ...[200, 500, 1_000, 2_500].map((rows) => ({ name: `values, ${rows} rows`, rows, insert: values })),
  ...[200, 500, 1_000, 2_500].map((rows) => ({ name: `unnest of arrays, ${rows} rows`, rows, insert: unnest })),
  ...[200, 1_000, 2_500].map((rows) => ({ name: `jsonb_to_recordset, ${rows} rows`, rows, insert: recordset })),
  ...[1_000, 2_500].map((rows) => ({ name: `copy to a temporary table, ${rows} rows`, rows, insert: copy })),
  { name: 'insertRows as shipped, 1000 rows', rows: 1_000, insert: shipped },
];
