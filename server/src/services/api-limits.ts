import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import { getService } from '../utils/get-service';
import { createTokenBuckets, type Taken, type TokenBuckets } from './ingest/token-bucket';

/** 'compute' is what costs a worker thread; 'health' is apart, so that a busy site never looks like a sick one. */
export type Budget = 'read' | 'compute' | 'health';

/**
 * How many requests of the REST API each caller has, in this process. Several processes allow together what one would.
 * Owner of the buckets: this service. Source: requests. Bound: LIMITS.apiCallers. Staleness: none, this process only.
 */
export const apiLimits = ({ strapi }: { strapi: Core.Strapi }) => {
  const buckets = new Map<Budget, TokenBuckets>();

  const bucketsOf = (budget: Budget): TokenBuckets => {
    const { perSecond, burst, computePerSecond, computeBurst } = getService(strapi, 'settings').get().rateLimit;
    const [most, steady] = budget === 'compute' ? [computeBurst, computePerSecond] : [burst, perSecond];
    const made = createTokenBuckets({ burst: most, perSecond: steady, maxSources: LIMITS.apiCallers });
    buckets.set(budget, made);
    return made;
  };

  return {
    /** One request of a caller; null while limits are switched off. */
    take(budget: Budget, caller: string): Taken | null {
      if (!getService(strapi, 'settings').get().rateLimit.active) return null;
      const siteCount = getService(strapi, 'processes').siteCount();
      return (buckets.get(budget) ?? bucketsOf(budget)).take(caller, performance.now(), siteCount);
    },
  };
};
