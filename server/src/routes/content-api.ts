/**
 * What front ends call, under /api/foresight. Read handlers are named find and findOne, so that Strapi's read-only
 * tokens may call them. POST /events without an Authorization header never gets here: `middlewares/ingest.ts` answers it.
 */
import { queryNames } from '../contracts/query';
import { GetPrediction, GetRankings } from '../contracts/serving';
import { GetTrackerScript } from '../contracts/tracker';
import type { Budget } from '../services/api-limits';

interface Options {
  /** Names of the query parameters it takes. */
  readonly takes?: readonly string[];
  /** Whose requests are counted together; null = not counted: what events cost is bounded by the buffer they wait in. */
  readonly budget?: Budget | null;
  readonly auth?: false;
}

/** A config of its own for every route: Strapi writes the needed permission into it, so a shared one would mix them up. */
const route = (method: string, path: string, handler: string, options: Options = {}) => {
  const { takes = [], budget = 'read', auth } = options;
  return {
    method,
    path,
    handler,
    config: {
      ...(auth === false ? { auth } : {}),
      middlewares: [
        'plugin::foresight.core-errors',
        ...(budget === null ? [] : [{ name: 'plugin::foresight.rate-limit', config: { budget } }]),
        { name: 'plugin::foresight.strict-query', config: { takes } },
      ],
    },
  };
};

export const contentApi = {
  type: 'content-api',
  routes: [
    route('POST', '/events', 'event.create', { budget: null }),
    route('GET', '/rankings', 'ranking.find', { takes: queryNames(GetRankings.request) }),
    route('GET', '/predictions/:documentId', 'prediction.findOne', {
      takes: queryNames(GetPrediction.request, 'documentId'),
    }),
    route('POST', '/what-if', 'what-if.create', { budget: 'compute' }),
    route('POST', '/classify', 'classification.create', { budget: 'compute' }),
    // Not named find: what is kept about a person is for no read-only token.
    route('POST', '/visitors/export', 'visitor.export'),
    route('POST', '/visitors/erase', 'visitor.erase'),
    route('GET', '/visitors/erasures/:erasureId', 'visitor.erasure'),
    // From memory, and cheaper than an answer that refuses it.
    route('GET', '/tracker.js', 'tracker.findOne', {
      takes: queryNames(GetTrackerScript.request),
      budget: null,
      auth: false,
    }),
    route('GET', '/tracker.json', 'tracker.find', { budget: 'health', auth: false }),
    route('GET', '/health', 'health.find', { budget: 'health', auth: false }),
  ],
};
