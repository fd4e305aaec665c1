import type { Knex } from 'knex';

import { isSqlite } from '../../../server/src/repositories/time';

/** What a database says of one statement. */
export interface Plan {
  readonly sql: string;
  /** Tables of which it reads every row. */
  readonly fullScans: readonly string[];
  /** Indexes it goes by. */
  readonly indexes: readonly string[];
  /** Rows it reads and throws away for each table; SQLite does not say. */
  readonly wasted: Readonly<Record<string, number>>;
}

interface Sent {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
}

/** Does something, and has the database explain every statement that was sent for it. */
export async function plansOf(knex: Knex, work: () => Promise<unknown>): Promise<Plan[]> {
  const sent: Sent[] = [];
  const listen = (query: Sent) => void sent.push(query);
  knex.on('query', listen);
  try {
    await work();
  } finally {
    knex.removeListener('query', listen);
  }
  const statements = sent.filter(({ sql }) => /^\s*(select|insert|update|delete|with)\b/i.test(sql));
  const explain = isSqlite(knex) ? explainSqlite : explainPostgres;
  const plans: Plan[] = [];
  for (const statement of statements) plans.push(await explain(knex, statement));
  return plans;
}

interface SqliteConnection {
  prepare(sql: string): { all(bindings: readonly unknown[]): { detail: string }[] };
}

/** Columns of which a search by them alone finds most rows of a table. */
const TELLING_LITTLE = ['target_uid', 'version_unpublished_at', 'sealed', 'granularity', 'origin', 'job', 'kind'];

/** "SEARCH t USING INDEX i (a=?)" goes by an index; "SCAN t" reads all, "SCAN t USING INDEX i" all in its order. */
async function explainSqlite(knex: Knex, { sql, bindings = [] }: Sent): Promise<Plan> {
  const connection = (await knex.client.acquireConnection()) as SqliteConnection;
  try {
    const values = bindings.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const details = connection
      .prepare(`explain query plan ${sql}`)
      .all(values)
      .map(({ detail }) => detail);
    return {
      sql,
      fullScans: details
        .filter((detail, at) => readsAll(detail, isPage(sql, details[at + 1])))
        .map((detail) => tableOf(sql, detail.split(' ')[1] ?? '')),
      indexes: details.flatMap((detail) => /INDEX (\S+)/.exec(detail)?.[1] ?? []),
      wasted: {},
    };
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

/** Rows in the order of an index end after the limit; those that are sorted afterwards have all been read. */
const isPage = (sql: string, next: string | undefined): boolean =>
  /\blimit\b/i.test(sql) && next !== 'USE TEMP B-TREE FOR ORDER BY';

function readsAll(detail: string, isPage: boolean): boolean {
  if (/^SEARCH/.test(detail)) return !isPage && tellsLittle(detail);
  const inOrder = /^SCAN \w+ USING .*INDEX/.test(detail) || /^SCAN foresight_\w+$/.test(detail);
  return /^SCAN [a-z]/.test(detail) && !(isPage && inOrder);
}

/** "... (a=? AND b>?)": the columns a search goes by. */
const tellsLittle = (detail: string): boolean => {
  const columns = [...(/\((.*)\)$/.exec(detail)?.[1] ?? '').matchAll(/(\w+)[=<>]/g)].map(([, name]) => name ?? '');
  return columns.length > 0 && columns.every((column) => TELLING_LITTLE.includes(column));
};

/** SQLite names a table by its alias. */
const tableOf = (sql: string, name: string): string =>
  new RegExp(`[\`"](\\w+)[\`"] as [\`"]?${name}[\`"]?[ )]`).exec(sql)?.[1] ?? name;

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Node[];
}
interface PgConnection {
  query(query: string | { text: string; values: readonly unknown[] }): Promise<{ rows: Record<string, unknown>[] }>;
}

/** Runs it once more, and takes back what it changed. */
async function explainPostgres(knex: Knex, { sql, bindings = [] }: Sent): Promise<Plan> {
  const connection = (await knex.client.acquireConnection()) as PgConnection;
  try {
    await connection.query('begin');
    const { rows } = await connection.query({ text: `explain (analyze, format json) ${sql}`, values: bindings });
    const nodes = flatten((rows[0]?.['QUERY PLAN'] as [{ Plan: Node }])[0].Plan);
    const wasted: Record<string, number> = {};
    for (const node of nodes) {
      const table = node['Relation Name'];
      const removed = (node['Rows Removed by Filter'] ?? 0) * (node['Actual Loops'] ?? 1);
      if (table !== undefined) wasted[table] = (wasted[table] ?? 0) + removed;
    }
    return {
      sql,
      fullScans: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : [])),
      indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
      wasted,
    };
  } finally {
    await connection.query('rollback');
    await knex.client.releaseConnection(connection);
  }
}

const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
