/** What a real driver says when a connection to PostgreSQL breaks: all of it means "not to be reached", never a mistake. */
import createKnex, { type Knex } from 'knex';

import { databaseAwayCause } from '../../server/src/repositories/database-errors';
import { type TcpGate, tcpGate } from '../helpers/tcp-gate';

const url = process.env.FORESIGHT_POSTGRES_URL;
/** Time for what was written to be on its way. */
const ON_ITS_WAY_MS = 100;

const thrownBy = (work: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(work).then(
    () => 'nothing was thrown',
    (error: unknown) => error
  );
const pause = () => new Promise((resolve) => setTimeout(resolve, ON_ITS_WAY_MS));

(url ? describe : describe.skip)('a connection to PostgreSQL that breaks', () => {
  let gate: TcpGate;
  let knex: Knex;

  beforeEach(async () => {
    const { hostname, port } = new URL(url ?? '');
    gate = await tcpGate({ host: hostname, port: Number(port || 5432) });
    const connection = Object.assign(new URL(url ?? ''), { hostname: '127.0.0.1', port: String(gate.port) }).toString();
    knex = createKnex({ client: 'pg', connection, pool: { min: 0, max: 1 } });
    await knex.raw('select 1');
  });
  afterEach(async () => {
    await gate.close();
    await knex.destroy();
  });

  it('under a statement', async () => {
    const waiting = thrownBy(knex.raw('select pg_sleep(30)'));
    await pause();
    await gate.shut();
    expect(databaseAwayCause(await waiting)).not.toBeNull();
  });

  it('under a statement of a transaction', async () => {
    const trx = await knex.transaction();
    const waiting = thrownBy(trx.raw('select pg_sleep(30)'));
    await pause();
    await gate.shut();
    expect(databaseAwayCause(await waiting)).not.toBeNull();
    await thrownBy(trx.rollback());
  });

  // knex gives the transaction out all the same, and says so only to its first statement.
  it('while a transaction begins', async () => {
    gate.silence();
    const beginning = knex.transaction();
    await pause();
    await gate.shut();
    const trx = await beginning;
    expect(databaseAwayCause(await thrownBy(trx.raw('select 1')))).not.toBeNull();
  });
});
