import { AsyncLocalStorage } from 'node:async_hooks';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { CoreError } from '../core/errors';
import { databaseAwayCause } from '../repositories/database-errors';
import { getService } from '../utils/get-service';
import { ourPaths } from '../utils/our-paths';
import { answerError } from './core-errors';

/** An error of the connection as the plugin says it, and noted; null for any other. */
export function databaseUnavailable(strapi: Core.Strapi, error: unknown): CoreError | null {
  const cause = error instanceof CoreError ? null : getService(strapi, 'databaseWatch').noticed(error);
  return cause === null ? null : unavailable(cause, error);
}

const unavailable = (cause: string, error?: unknown): CoreError =>
  new CoreError('DATABASE_UNAVAILABLE', { got: cause, expected: 'a database that answers' }, { cause: error });

/**
 * Answers 503 when the database can't be reached, on every route of ours and while its caller is looked up. Added with
 * `strapi.server.use` in bootstrap: inside Strapi's own error handler, which would make it a 500, and around the router.
 *
 * Strapi takes a caller it failed to look up for one without credentials: a 401 is only said when no query of the
 * request was cut off, and the database does answer.
 */
export function databaseErrors(strapi: Core.Strapi) {
  const { isOurs } = ourPaths(strapi);
  const requests = new AsyncLocalStorage<{ cutOff: string | null }>();
  strapi.db.connection.on('query-error', (error: unknown) => {
    const request = requests.getStore();
    if (request !== undefined) request.cutOff ??= databaseAwayCause(error);
  });

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!isOurs(ctx.path)) return next();
    const request = { cutOff: null as string | null };
    try {
      await requests.run(request, next);
    } catch (error) {
      const said = databaseUnavailable(strapi, error);
      if (said === null) throw error;
      answerError(ctx, said);
      return;
    }
    if (ctx.status !== 401) return;
    const watch = getService(strapi, 'databaseWatch');
    const cause = request.cutOff ?? ((await watch.isThere()) ? null : 'no answer');
    if (cause === null) return;
    watch.suspect(cause);
    answerError(ctx, unavailable(cause));
  };
}
