import type { Knex } from 'knex';

import type { GrowthCurve } from '../core/expectation/growth-curve';
import { insertRows } from './statements';
import { TABLES } from './tables';
import { fromBigint } from './time';

/** What was learned of how views grow from one age on. */
export interface StoredCurve {
  readonly fromMinutes: number;
  readonly fittedAt: number;
  /** Closed articles with an honest forecast at that age. */
  readonly closed: number;
  /** null below the needed number of them. */
  readonly curve: GrowthCurve | null;
}

/** All curves, by starting age. */
export async function readGrowthCurves(knex: Knex): Promise<StoredCurve[]> {
  const rows = (await knex(TABLES.growthCurves).orderBy('from_minutes').select('*')) as Record<string, unknown>[];
  return rows.map((row) => ({
    fromMinutes: Number(row['from_minutes']),
    fittedAt: fromBigint(row['fitted_at']),
    closed: Number(row['closed']),
    curve: row['curve'] === null ? null : (JSON.parse(String(row['curve'])) as GrowthCurve),
  }));
}

/** Put new curves in the place of old ones. */
export async function writeGrowthCurves(knex: Knex, curves: readonly StoredCurve[]): Promise<void> {
  const rows = curves.map(({ fromMinutes, fittedAt, closed, curve }) => [
    fromMinutes,
    fittedAt,
    closed,
    curve === null ? null : JSON.stringify(curve),
  ]);
  const columns = ['from_minutes', 'fitted_at', 'closed', 'curve'];
  const action = `do update set ${columns
    .slice(1)
    .map((name) => `"${name}" = excluded."${name}"`)
    .join(', ')}`;
  await insertRows(knex, TABLES.growthCurves, columns, rows, { columns: ['from_minutes'], action });
}
