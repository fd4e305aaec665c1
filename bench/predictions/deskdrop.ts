/** Deskdrop as the features read it: by the product's own counting, without a database. */
import path from 'node:path';

import type { SiteHistory } from '../../server/src/core/features/types';
import { readDeskdrop } from '../../playground/src/readers/deskdrop';
import { historyOf } from '../../tests/drills/real-history';

const HORIZON_DAYS = 14;

export interface Deskdrop {
  readonly history: SiteHistory;
  /** The latest event of the set. */
  readonly asOf: number;
}

/** @param folder Where `deskdrop/` lies. */
export async function loadDeskdrop(folder: string): Promise<Deskdrop> {
  return historyOf(await readDeskdrop(path.join(folder, 'deskdrop')), HORIZON_DAYS);
}
