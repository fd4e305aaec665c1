import type { Knex } from 'knex';

import type { CoverageSpan } from '../core/features/types';
import { insertRows } from './statements';
import { TABLES } from './tables';
import { fromBigint } from './time';

/** Stretches of time in which events were collected, oldest first. */
export async function readCoverage(knex: Knex): Promise<CoverageSpan[]> {
  const rows = (await knex(TABLES.coverage).orderBy('from_ms').select('from_ms', 'to_ms', 'source')) as Record<
    string,
    unknown
  >[];
  return rows.map((row) => ({
    from: fromBigint(row['from_ms']),
    to: row['to_ms'] === null ? null : fromBigint(row['to_ms']),
    source: row['source'] as CoverageSpan['source'],
  }));
}

/** Add a stretch; one that begins at the same instant with the same source is replaced. */
export async function writeCoverage(knex: Knex, span: CoverageSpan): Promise<void> {
  await insertRows(knex, TABLES.coverage, ['from_ms', 'to_ms', 'source'], [[span.from, span.to, span.source]], {
    columns: ['source', 'from_ms'],
    action: 'do update set "to_ms" = excluded."to_ms"',
  });
}

/** Take a stretch back. */
export async function deleteCoverage(
  knex: Knex,
  { from, source }: Pick<CoverageSpan, 'from' | 'source'>
): Promise<void> {
  await knex(TABLES.coverage).where({ from_ms: from, source }).delete();
}
