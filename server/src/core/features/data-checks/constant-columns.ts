import { TEXT_TOP_QUARTER } from '../text/catalog';
import type { TrainingMatrix } from '../training-matrix';
import { finding } from './finding';
import type { DataCheck } from './types';

/** On fewer articles a rare thing may not have happened yet. */
const LEAST_ARTICLES = 100;
/** No site has a hundred titles or texts of one length: these are read from the wrong field. */
const ALWAYS_DIFFER: readonly string[] = ['titleCharacters', 'textWords'];

/**
 * Columns with one value, or none, in every row. Trees never split on them, so most are only worth knowing: a site
 * without an author field has no author's past.
 */
export const constantColumns: DataCheck = {
  concerns: 'columns',
  run: ({ matrix }) => {
    const articles = new Set(matrix.groups).size;
    if (articles < LEAST_ARTICLES) return [];
    // What words say is learned from these very data, after they were looked at.
    const columns = matrix.columns.filter((name, column) => name !== TEXT_TOP_QUARTER && isConstant(matrix, column));
    if (columns.length === 0) return [];
    const severity = columns.some((name) => ALWAYS_DIFFER.includes(name)) ? 'warning' : 'info';
    // Those that can't be are named first, should there be more than are named.
    const named = [...columns].sort((a, b) => Number(ALWAYS_DIFFER.includes(b)) - Number(ALWAYS_DIFFER.includes(a)));
    return [finding('constant-columns', severity, { count: columns.length, articles }, { columns: named })];
  },
};

function isConstant({ X }: TrainingMatrix, column: number): boolean {
  let only = NaN;
  for (let cell = column; cell < X.data.length; cell += X.nColumns) {
    const value = X.data[cell]!;
    if (Number.isNaN(value) || value === only) continue;
    if (!Number.isNaN(only)) return false;
    only = value;
  }
  return true;
}
