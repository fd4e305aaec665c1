import type { Knex } from 'knex';

import { ZERO_COUNTERS } from '../../../server/src/core/rollup/counters';
import { targetId } from '../../../server/src/core/target';
import {
  closedAges,
  deleteAges,
  readAges,
  type StoredAge,
  writeAges,
} from '../../../server/src/repositories/age-counters';
import { key, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const age = (documentId: string, ageMinutes: number, views: number, closed: boolean): StoredAge => ({
  key: key(documentId),
  counter: { ...ZERO_COUNTERS, ageMinutes, views },
  closed,
});

describe.each(ENGINES)('age counters on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('are written over what was there, and read per document, ascending in age', async () => {
    await writeAges(knex, [age('a', 60, 3, false), age('a', 15, 1, true), age('b', 15, 9, true)], T0);
    await writeAges(knex, [age('a', 60, 4, true)], T0 + 1);
    const ages = await readAges(knex, [key('a'), key('unknown')]);
    expect([...ages]).toEqual([
      [
        targetId(key('a')),
        [
          { ...ZERO_COUNTERS, ageMinutes: 15, views: 1 },
          { ...ZERO_COUNTERS, ageMinutes: 60, views: 4 },
        ],
      ],
    ]);
  });

  it('say which of them are closed', async () => {
    await writeAges(
      knex,
      [age('a', 15, 1, true), age('a', 30, 1, true), age('a', 60, 1, false), age('b', 60, 1, false)],
      T0
    );
    expect([...(await closedAges(knex, [key('a'), key('b')]))]).toEqual([[targetId(key('a')), new Set([15, 30])]]);
    expect(await closedAges(knex, [])).toEqual(new Map());
  });

  it('go with their document and locale only', async () => {
    await writeAges(knex, [age('a', 15, 1, true), { ...age('a', 15, 2, true), key: key('a', 'de') }], T0);
    await deleteAges(knex, key('a'));
    expect([...(await readAges(knex, [key('a')])).keys()]).toEqual([targetId(key('a', 'de'))]);
  });
});
