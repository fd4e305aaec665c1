import { connect } from 'node:net';

import createKnex from 'knex';

import { databaseAwayCause } from '../../server/src/repositories/database-errors';

const withCode = (code: string) => Object.assign(new Error('whatever the driver says'), { code });

describe('databaseAwayCause', () => {
  it.each([
    // PostgreSQL: connection exceptions, too many clients, shut down, crashed, starting up, dropped, idle too long.
    ...['08000', '08001', '08003', '08006', '08P01', '53300', '57P01', '57P02', '57P03', '57P04', '57P05'],
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
    ...['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY_RECOVERY', 'SQLITE_LOCKED', 'SQLITE_LOCKED_SHAREDCACHE'],
    ...['SQLITE_CANTOPEN', 'PROTOCOL_CONNECTION_LOST', 'ER_CON_COUNT_ERROR', 'ER_SERVER_SHUTDOWN'],
  ])('knows %s for a database that was not to be had', (code) => {
    expect(databaseAwayCause(withCode(code))).toBe(code);
  });

  it.each([
    ['Connection terminated unexpectedly', 'Connection terminated unexpectedly'],
    ['Connection terminated due to connection timeout', 'Connection terminated due to connection timeout'],
    ['timeout exceeded when trying to connect', 'timeout exceeded when trying to connect'],
    [
      'ROLLBACK - Client has encountered a connection error and is not queryable',
      'Client has encountered a connection error and is not queryable',
    ],
    // A query that is under way when the connection goes: knex puts its statement before the driver's words.
    [
      'select "t0"."id" from "public"."articles" as "t0" where "t0"."locale" = $2 - Connection terminated unexpectedly',
      'Connection terminated unexpectedly',
    ],
    [
      'Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
      'Knex: Timeout acquiring a connection',
    ],
  ])('knows "%s" by its last words', (message, cause) => {
    expect(databaseAwayCause(new Error(message))).toBe(cause);
  });

  it('is not misled by what a query quotes', () => {
    const message =
      "insert into t values ('a - Connection terminated unexpectedly') - duplicate key value violates t_uq";
    expect(databaseAwayCause(new Error(message))).toBeNull();
  });

  it.each([
    // Unique, foreign key, syntax, unknown column, statement timeout, serialization, deadlock, read-only.
    ...['23505', '23503', '42601', '42703', '57014', '40001', '40P01', '25006', '08', '57P', '57P010'],
    ...['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'SQLITE_FULL', 'SQLITE_CORRUPT', 'ENOENT', 'ERR_ASSERTION'],
  ])('knows %s for something else', (code) => {
    expect(databaseAwayCause(withCode(code))).toBeNull();
  });

  it.each([[null], [undefined], ['ECONNREFUSED'], [7], [{}], [new Error('select "Connection terminated"')]])(
    'is not misled by %p',
    (thrown) => {
      expect(databaseAwayCause(thrown)).toBeNull();
    }
  );

  it('looks into what an error wraps, and never for ever', () => {
    const inner = withCode('57P01');
    expect(databaseAwayCause(new Error('select failed', { cause: inner }))).toBe('57P01');
    expect(databaseAwayCause(new AggregateError([withCode('EHOSTUNREACH'), withCode('ECONNREFUSED')]))).toBe(
      'EHOSTUNREACH'
    );
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    expect(databaseAwayCause(circle)).toBeNull();
  });

  it('names no host, port or query', () => {
    const told = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), { code: 'ECONNREFUSED' });
    expect(databaseAwayCause(told)).toBe('ECONNREFUSED');
  });

  it('knows what a real driver says when nobody listens', async () => {
    const port = await closedPort();
    const knex = createKnex({ client: 'pg', connection: { host: '127.0.0.1', port, user: 'nobody' } });
    const error: unknown = await knex.raw('select 1').catch((thrown: unknown) => thrown);
    await knex.destroy();
    expect(databaseAwayCause(error)).toBe('ECONNREFUSED');
  });
});

/** A port nobody listens on: one that refused a moment ago. */
const closedPort = async (): Promise<number> => {
  for (let port = 40_000; ; port++) {
    const refused = await new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port }, () => resolve(false));
      socket.once('error', () => resolve(true));
      socket.once('connect', () => socket.destroy());
    });
    if (refused) return port;
  }
};
