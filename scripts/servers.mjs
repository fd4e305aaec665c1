/**
 * PostgreSQL and Redis of one's own, for the cluster, the drills and the tests: on loopback and a free port, in a folder
 * of their own, gone when the script ends. Stopping or killing them disturbs nobody. Plain Node, no packages.
 *
 *   const postgres = ownPostgres({ folder: '.tmp/somewhere' });
 *   await postgres.start();
 *   postgres.url('foresight');    // postgres://postgres@127.0.0.1:PORT/foresight
 *   await postgres.stop('immediate');
 */
export { hasPostgres, hasRedis } from './servers/programs.mjs';
export { freePort } from './servers/ports.mjs';
export { ownPostgres } from './servers/postgres.mjs';
export { ownRedis } from './servers/redis.mjs';
