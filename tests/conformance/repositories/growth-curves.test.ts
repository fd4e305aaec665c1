import type { Knex } from 'knex';

import type { GrowthCurve } from '../../../server/src/core/expectation/growth-curve';
import { readGrowthCurves, writeGrowthCurves } from '../../../server/src/repositories/growth-curves';
import { T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const curve: GrowthCurve = {
  fromMinutes: 0,
  timeZone: 'Europe/Berlin',
  ages: [{ ageMinutes: 60, share: 0.1, byCell: { 'en|1': 1 / 3 }, lower: -0.7, upper: 1 / 7, articles: 120 }],
};

describe.each(ENGINES)('growth curves on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('come back to the last digit, by starting age, and new ones take the place of old', async () => {
    expect(await readGrowthCurves(knex)).toEqual([]);
    const stored = { fromMinutes: 0, fittedAt: T0, closed: 12, curve: null };
    await writeGrowthCurves(knex, [{ ...stored, fromMinutes: 60 }, stored]);
    await writeGrowthCurves(knex, [{ ...stored, fittedAt: T0 + 1, closed: 50, curve }]);
    expect(await readGrowthCurves(knex)).toEqual([
      { ...stored, fittedAt: T0 + 1, closed: 50, curve },
      { ...stored, fromMinutes: 60 },
    ]);
  });
});
