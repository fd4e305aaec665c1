/** Who writes to SQLite's one file takes turns, and nobody's event loop stands still for it. */
import type { Knex } from 'knex';

import { letOthersBegin } from '../../../server/src/repositories/sqlite-turns';
import { runForEach } from '../../../server/src/repositories/sqlite-statements';
import { TABLES } from '../../../server/src/repositories/tables';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const HELD_MS = 400;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const [sqlite] = ENGINES;

describe('on SQLite, a transaction that begins while another connection writes', () => {
  let database: ScratchDatabase;
  let other: Knex;
  beforeEach(async () => {
    database = await sqlite!.open();
    other = database.connect();
  });
  afterEach(() => database.close());

  /** Another connection writes, and goes on until it is let go. */
  const hold = async (): Promise<{ readonly letGo: () => Promise<unknown> }> => {
    const trx = await other.transaction();
    await trx(TABLES.salts).insert({ day: 'theirs', salt: 'x' });
    return { letGo: async () => trx.commit() };
  };
  const write = (day: string) =>
    database.knex.transaction((trx) =>
      runForEach(trx, `insert into "${TABLES.salts}" (day, salt) values (?, ?)`, [[day, 'y']])
    );

  it('waits, and the event loop goes on meanwhile', async () => {
    const { letGo } = await hold();
    const ended = pause(HELD_MS).then(letGo);
    let [longest, last] = [0, performance.now()];
    const tick = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await write('ours');
    clearInterval(tick);
    await ended;
    // SQLite's own waiting would have held it to the end.
    expect(longest).toBeLessThan(HELD_MS / 2);
    expect(await database.knex(TABLES.salts).orderBy('day').pluck('day')).toEqual(['ours', 'theirs']);
  });

  it('fails once its patience is at its end, and later ones do not', async () => {
    await database.knex.raw('pragma busy_timeout = 50');
    const { letGo } = await hold();
    // By its text: better-sqlite3's error is of the realm that loaded it first in this process, and `toThrow` of another.
    const failed = await write('ours').then(
      () => 'stored',
      ({ message }: Error) => message
    );
    await letGo();
    expect(failed).toMatch(/database is locked/);
    await write('later');
    expect(await database.knex(TABLES.salts).orderBy('day').pluck('day')).toEqual(['later', 'theirs']);
    expect((await database.knex.raw('pragma busy_timeout'))[0]).toEqual({ timeout: 50 });
  });

  it('goes before what its own process gives another connection to write', async () => {
    const order: string[] = [];
    const { letGo } = await hold();
    const ended = pause(50).then(letGo);
    const ours = write('ours').then(() => order.push('ours'));
    await pause(5);
    await letOthersBegin(database.knex);
    await other(TABLES.salts).insert({ day: 'theirs again', salt: 'x' });
    order.push('theirs again');
    await Promise.all([ours, ended]);
    expect(order).toEqual(['ours', 'theirs again']);
  });

  it('is not waited for where nobody waits', async () => {
    await letOthersBegin(database.knex);
    await letOthersBegin(other);
  });
});
