/**
 * What front ends call, under /api/foresight. Read handlers are named find and findOne, so that Strapi's read-only
 * tokens may call them. POST /events without an Authorization header never gets here: `middlewares/ingest.ts` answers it.
 */

/** A config of its own for every route: Strapi writes the needed permission into it, so a shared one would mix them up. */
const route = (method: string, path: string, handler: string, config: { readonly auth?: false } = {}) => ({
  method,
  path,
  handler,
  config: { ...config, middlewares: ['plugin::foresight.core-errors'] },
});

export const contentApi = {
  type: 'content-api',
  routes: [
    route('POST', '/events', 'event.create'),
    route('GET', '/rankings', 'ranking.find'),
    route('GET', '/predictions/:documentId', 'prediction.findOne'),
    route('POST', '/classify', 'classification.create'),
    route('GET', '/health', 'health.find', { auth: false }),
  ],
};
