import { existsSync } from 'node:fs';
import path from 'node:path';

import type { DataSet } from './data-set';
import { readDeskdrop } from './deskdrop';
import { readIbm } from './ibm';

/** Which file gives a folder away, and who reads it. */
const READERS = [
  { file: 'events.csv.gz', read: readDeskdrop },
  { file: 'interactions.csv.gz', read: readIbm },
] as const;

/** Reads the data set in a folder, whichever of the known ones it is. */
export async function readDataSet(folder: string): Promise<DataSet> {
  const reader = READERS.find(({ file }) => existsSync(path.join(folder, file)));
  if (!reader) {
    const files = READERS.map(({ file }) => file).join(' or ');
    throw new Error(`${folder} holds no known data set: expected ${files} in it`);
  }
  return reader.read(folder);
}
