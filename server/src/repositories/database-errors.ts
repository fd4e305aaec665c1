/**
 * Which of a driver's errors mean that the database could not be reached, or had no connection or no lock to give: the
 * same question may be answered a moment later. Anything else is a mistake in what was asked.
 */

/**
 * SQLSTATE of PostgreSQL: connection exceptions (class 08), too many connections, and shutting down, crashed, starting
 * up, dropped, idle for too long.
 */
const POSTGRES = /^(08[0-9A-Z]{3}|53300|57P0[1-5])$/;

/** Of the operating system and the resolver, as Node names them. */
const NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** SQLite's file is locked by another connection, or can't be opened; extended codes follow an underscore. */
const SQLITE = /^SQLITE_(BUSY|LOCKED|CANTOPEN)(_|$)/;

/** MySQL and MariaDB. */
const MYSQL = /^(PROTOCOL_CONNECTION_LOST|PROTOCOL_ENQUEUE_\w+|ER_CON_COUNT_ERROR|ER_TOO_MANY_USER_CONNECTIONS)$/;
const MYSQL_DOWN = /^(ER_SERVER_SHUTDOWN|ER_LOCK_WAIT_TIMEOUT|ER_CONNECTION_KILLED)$/;

/** Errors without a code: the drivers' own, and those of knex's pool. Knex puts the query and " - " before them. */
const MESSAGES: readonly string[] = [
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Connection ended unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Unable to acquire a connection',
  'Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
  "Can't add new command when connection is in closed state",
  // knex gives a transaction out whose BEGIN has failed, and says so to its first statement.
  'Transaction query already complete, run with DEBUG=knex:tx for more info',
];

const PATTERNS = [POSTGRES, SQLITE, MYSQL, MYSQL_DOWN];
/** Errors wrap errors; no chain is followed further than this. */
const DEPTH = 5;

/** Why the database could not be reached, as a code or a few words that name no host; null when that is not what happened. */
export function databaseAwayCause(error: unknown, depth = DEPTH): string | null {
  if (depth === 0 || typeof error !== 'object' || error === null) return null;
  const { code, message, cause, errors } = error as Record<'code' | 'message' | 'cause' | 'errors', unknown>;
  if (typeof code === 'string' && (NETWORK.has(code) || PATTERNS.some((pattern) => pattern.test(code)))) return code;
  const known = typeof message === 'string' ? MESSAGES.find((one) => saysAtTheEnd(message, one)) : undefined;
  if (known !== undefined) return known.replace(/\..*$/, '');
  for (const inner of [cause, ...(Array.isArray(errors) ? errors.slice(0, DEPTH) : [])]) {
    const found = databaseAwayCause(inner, depth - 1);
    if (found !== null) return found;
  }
  return null;
}

/** Before the dash stands a query, which may quote anything. */
const saysAtTheEnd = (message: string, words: string): boolean => message === words || message.endsWith(` - ${words}`);
