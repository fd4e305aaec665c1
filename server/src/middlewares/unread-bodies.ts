import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { CoreError } from '../core/errors';
import { ourPaths } from '../utils/our-paths';
import { shortly } from '../utils/shortly';
import { errorBody } from './core-errors';

interface Refused {
  readonly error?: { readonly message?: string; readonly details?: { readonly code?: string } };
}

/**
 * Strapi reads bodies before any route, and what it refuses there (too large, no JSON) says neither code, nor what came,
 * nor what was expected. Added with `strapi.server.use` in register, around Strapi's own middlewares, for our routes only.
 */
export function unreadBodies(strapi: Core.Strapi) {
  const { isOurs } = ourPaths(strapi);

  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (ctx.method === 'GET' || (ctx.status !== 400 && ctx.status !== 413)) return;
    if (!isOurs(ctx.path)) return;
    const { error } = (ctx.body ?? {}) as Refused;
    if (error === undefined || error.details?.code !== undefined) return;
    ctx.body = errorBody(ctx.status === 413 ? tooLarge(ctx) : notJson(error.message));
  };
}

const tooLarge = (ctx: Context): CoreError =>
  new CoreError('BODY_TOO_LARGE', {
    got: `${ctx.get('content-length') || 'an unknown number of'} bytes`,
    expected: 'at most what this site reads of a body',
  });

const notJson = (message: string | undefined): CoreError =>
  new CoreError('INVALID_JSON', { got: shortly(message), expected: 'JSON' });
