import { AsyncResource } from 'node:async_hooks';

/** Made while modules load: no request and no transaction is under way then. */
const root = new AsyncResource('foresight');

/**
 * Run work that outlives the request which started it. Strapi keeps the ambient transaction with the asynchronous
 * context; a queue or a timer started inside one would else go on using a transaction that has ended.
 */
export const detached = <T>(work: () => T): T => root.runInAsyncScope(work);
