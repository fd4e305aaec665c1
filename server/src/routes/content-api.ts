/**
 * What front ends call, under /api/foresight. Read handlers are named find and findOne, so that Strapi's read-only
 * tokens may call them. POST /events without an Authorization header never gets here: `middlewares/ingest.ts` answers it.
 */
const config = { middlewares: ['plugin::foresight.core-errors'] };

export const contentApi = {
  type: 'content-api',
  routes: [
    { method: 'POST', path: '/events', handler: 'event.create', config },
    { method: 'GET', path: '/rankings', handler: 'ranking.find', config },
    { method: 'GET', path: '/predictions/:documentId', handler: 'prediction.findOne', config },
    { method: 'POST', path: '/classify', handler: 'classification.create', config },
    { method: 'GET', path: '/health', handler: 'health.find', config: { ...config, auth: false } },
  ],
};
