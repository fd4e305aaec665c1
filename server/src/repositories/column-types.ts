import { contentTypes } from '../content-types';
import { PLAIN_TABLES, type PlainColumn } from './plain-tables';
import { STRAPI_COLUMNS } from './strapi-columns';

/** PostgreSQL's types of our columns, as an array of values must be told. */
export type PgType = 'text' | 'integer' | 'bigint' | 'float8' | 'boolean' | 'timestamp' | 'jsonb';

const OF_ATTRIBUTES: Readonly<Record<string, PgType>> = {
  string: 'text',
  text: 'text',
  integer: 'integer',
  biginteger: 'bigint',
  float: 'float8',
  boolean: 'boolean',
  datetime: 'timestamp',
  json: 'jsonb',
};
const OF_PLAIN: Readonly<Partial<Record<PlainColumn, PgType>>> = {
  string: 'text',
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
};

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const hosts = STRAPI_COLUMNS.map((name) => [name, name === 'document_id' ? 'text' : 'timestamp'] as const);

/** Types by table, then column, as the schemas say. */
const TYPES: ReadonlyMap<string, ReadonlyMap<string, PgType | undefined>> = new Map([
  ...PLAIN_TABLES.map(({ name, columns }) => {
    return [name, new Map(Object.entries(columns).map(([column, kind]) => [column, OF_PLAIN[kind]]))] as const;
  }),
  ...Object.values(contentTypes).map(({ schema }) => {
    const attributes = Object.entries(schema.attributes as Record<string, { type: string }>);
    const own = attributes.map(([name, { type }]) => [snakeCase(name), OF_ATTRIBUTES[type]] as const);
    return [schema.collectionName, new Map<string, PgType | undefined>([...own, ...hosts])] as const;
  }),
]);

/** Types of some columns, or null when one of them has none that an array can hold (bytes). */
export function pgTypes(table: string, columns: readonly string[]): PgType[] | null {
  const types = columns.flatMap((column) => TYPES.get(table)?.get(column) ?? []);
  return types.length === columns.length ? types : null;
}
