import { CATALOG } from '../catalog';
import { FIELD_PREFIX } from '../columns';
import { PAST_FEATURES } from '../context/pasts';
import type { TrainingMatrix } from '../training-matrix';
import { finding } from './finding';
import type { DataCheck, DataToCheck } from './types';

/** The newest closed articles, and at least so many before them. */
const NEWEST = 50;
/**
 * The column's most frequent value of before has a share p there; the newest all being alike has the chance p^50 at
 * most, were articles independent. One in a million, times some sixty columns and nights, is a false alarm in 45 years.
 */
const CHANCE = 1e-6;
/** Share of the live model's importance: a tenth lost is a model that knows less than the one it would replace. */
const MATTERS = 0.1;
/** Below it a column is one of many that hardly count. */
const COUNTS = 0.01;

/** Columns the live model goes by that have stopped to vary: a field renamed, a role mapped elsewhere, events not sent. */
export const columnStandsStill: DataCheck = {
  concerns: 'columns',
  run: ({ matrix, importance }) => {
    const rows = latestRows(matrix);
    if (rows.length < 2 * NEWEST) return [];
    return importance.flatMap(({ feature, share }) => {
      if (share < COUNTS || !canBreak(feature) || !standsStill(matrix, rows, feature)) return [];
      const severity = share > MATTERS ? 'blocking' : 'warning';
      return [finding('column-stands-still', severity, { share, articles: NEWEST }, { columns: [feature] })];
    });
  },
};

const OF_SITE = new Set(
  [...CATALOG.filter(({ group }) => group !== 'context'), ...PAST_FEATURES].map(({ name }) => name)
);

/** What comes from fields and events; what the clock says stands still rightly, as a month does. */
const canBreak = (feature: string): boolean => feature.startsWith(FIELD_PREFIX) || OF_SITE.has(feature);

/** Row of each article at its greatest age, in order of closing. */
function latestRows({ groups, ageHours }: DataToCheck['matrix']): number[] {
  const latest = new Map<number, number>();
  groups.forEach((group, row) => {
    const known = latest.get(group);
    if (known === undefined || ageHours[row]! > ageHours[known]!) latest.set(group, row);
  });
  return [...latest].sort(([a], [b]) => a - b).map(([, row]) => row);
}

function standsStill({ columns, X }: TrainingMatrix, rows: readonly number[], feature: string): boolean {
  const column = columns.indexOf(feature);
  // The attribute is gone from the content type, or no entry fills it any more.
  if (column < 0) return true;
  const values = rows.map((row) => String(X.data[row * X.nColumns + column]));
  const newest = new Set(values.slice(-NEWEST));
  if (newest.size > 1) return false;
  const before = values.slice(0, -NEWEST);
  const counts = new Map<string, number>();
  for (const value of before) counts.set(value, (counts.get(value) ?? 0) + 1);
  return (Math.max(...counts.values()) / before.length) ** NEWEST < CHANCE;
}
