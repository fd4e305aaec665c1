import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { CoreError } from '../core/errors';
import { addressPrefix } from '../core/events';
import type { Budget } from '../services/api-limits';
import { createAddressReader } from '../services/ingest/client-address';
import { getService } from '../utils/get-service';

type ReadAddress = ReturnType<typeof createAddressReader>;

/**
 * Route middleware `plugin::foresight.rate-limit`: a caller has so many requests at once, then so many a second. The
 * caller is the API token, else the signed-in reader, else the network the request comes from.
 *
 * @throws {CoreError} RATE_LIMITED, with Retry-After.
 */
export const rateLimit = (
  { budget = 'read' }: { readonly budget?: Budget },
  { strapi }: { strapi: Core.Strapi }
): Core.MiddlewareHandler => {
  let readAddress: ReadAddress | null = null;
  const callerOf = (ctx: Context): string => {
    const { strategy, credentials } = (ctx.state.auth ?? {}) as Auth;
    if (credentials?.id !== undefined) return `${strategy?.name}:${credentials.id}`;
    readAddress ??= createAddressReader(getService(strapi, 'settings').get().trustedProxies);
    const address = readAddress(ctx.req.socket.remoteAddress, ctx.get('x-forwarded-for') || undefined);
    return addressPrefix(address) ?? address;
  };

  return async (ctx, next) => {
    const taken = getService(strapi, 'apiLimits').take(budget, callerOf(ctx));
    if (taken !== null) {
      ctx.set('RateLimit-Limit', String(taken.limit));
      ctx.set('RateLimit-Remaining', String(taken.remaining));
      ctx.set('RateLimit-Reset', String(taken.resetSeconds));
      if (taken.waitSeconds > 0) {
        ctx.set('Retry-After', String(taken.waitSeconds));
        throw new CoreError('RATE_LIMITED', {
          got: `more than ${taken.limit} requests at once`,
          expected: `another try after ${taken.waitSeconds} s`,
        });
      }
    }
    await next();
  };
};

interface Auth {
  readonly strategy?: { readonly name: string };
  readonly credentials?: { readonly id?: string | number } | null;
}
