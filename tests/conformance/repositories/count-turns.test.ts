import type { Knex } from 'knex';

import { targetId } from '../../../server/src/core/target';
import { passTurns, readTurns, takeTurns } from '../../../server/src/repositories/count-turns';
import { key } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const [A, B, C] = [key('a'), key('b'), key('c')] as const;

describe.each(ENGINES)('turns on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const turns = async () => Object.fromEntries(await readTurns(knex, [A, B, C]));

  it('are taken by those only who have seen the last one', async () => {
    expect(
      await takeTurns(knex, [
        { key: B, turn: 0 },
        { key: A, turn: 0 },
      ])
    ).toEqual(new Set([targetId(A), targetId(B)]));
    expect(
      await takeTurns(knex, [
        { key: A, turn: 0 },
        { key: B, turn: 1 },
        { key: C, turn: 0 },
      ])
    ).toEqual(new Set([targetId(B), targetId(C)]));
    expect(await turns()).toEqual({ [targetId(A)]: 1, [targetId(B)]: 2, [targetId(C)]: 1 });
  });

  it('pass to nobody when what is being counted is out of date', async () => {
    await takeTurns(knex, [{ key: A, turn: 0 }]);
    await passTurns(knex, [A, B]);
    expect(
      await takeTurns(knex, [
        { key: A, turn: 1 },
        { key: B, turn: 0 },
      ])
    ).toEqual(new Set());
    expect(
      await takeTurns(knex, [
        { key: A, turn: 2 },
        { key: B, turn: 1 },
      ])
    ).toEqual(new Set([targetId(A), targetId(B)]));
  });

  it('are not taken when the transaction is rolled back', async () => {
    const failing = knex.transaction(async (trx) => {
      await takeTurns(trx, [{ key: A, turn: 0 }]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await turns()).toEqual({});
  });
});
