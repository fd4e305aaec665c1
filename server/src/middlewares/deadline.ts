import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import { getService } from '../utils/get-service';
import { ourPaths } from '../utils/our-paths';
import { errorBody, RETRY_SECONDS, STATUS } from './core-errors';

interface Deadline {
  /** Aborted when the time is up: work nobody waits for any more may stop. Made for whoever asks: most need none. */
  signal(): AbortSignal;
  /** This request may take its time. */
  lift(): void;
}

const deadlines = new WeakMap<Context['req'], Deadline>();

/** For what a handler starts: aborted once its request was answered without it. */
export const requestSignal = (ctx: Context): AbortSignal | undefined => deadlines.get(ctx.req)?.signal();

/**
 * No request of ours goes unanswered for longer than `LIMITS.requestMs` after it has arrived in full, whatever the
 * database or a thread does. Added with `strapi.server.use` in register, around everything, so that looking up tokens
 * is under it as well. What is answered late is dropped: the answer has been sent, and Koa writes nothing after that.
 */
export function deadline(strapi: Core.Strapi) {
  const { isOurs } = ourPaths(strapi);

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!isOurs(ctx.path)) return next();
    let controller: AbortController | null = null;
    const signal = () => (controller ??= new AbortController()).signal;
    let timer: NodeJS.Timeout | null = null;
    let lifted = false;
    const lift = (): void => {
      lifted = true;
      if (timer !== null) clearTimeout(timer);
    };
    deadlines.set(ctx.req, { signal, lift });

    const work = Promise.resolve(next()).finally(lift);
    const timeUp = new Promise<'late'>((resolve) =>
      whenArrived(ctx, () => {
        if (!lifted) timer = setTimeout(() => resolve('late'), LIMITS.requestMs);
      })
    );
    if ((await Promise.race([work, timeUp])) !== 'late') return;

    work.catch((error: unknown) => strapi.log.debug(`[foresight] dropped after its deadline: ${String(error)}`));
    answerNow(ctx, lateError(strapi));
    // Whoever asks from now on learns at once that it is over.
    (controller ??= new AbortController()).abort();
  };
}

/** Route middleware `plugin::foresight.unhurried`: from here on, after the caller was let in, the request may take its time. */
export const unhurried = (): Core.MiddlewareHandler => async (ctx, next) => {
  deadlines.get(ctx.req)?.lift();
  await next();
};

/** A slow sender is no fault of ours: a body may take as long as the server lets it. */
function whenArrived(ctx: Context, start: () => void): void {
  const hasBody = Number(ctx.get('content-length')) > 0 || ctx.get('transfer-encoding') !== '';
  if (!hasBody || ctx.req.complete) start();
  else ctx.req.once('end', start);
}

function lateError(strapi: Core.Strapi): CoreError {
  const watch = getService(strapi, 'databaseWatch');
  watch.suspect(`no answer within ${LIMITS.requestMs} ms`);
  return watch.isAway()
    ? new CoreError('DATABASE_UNAVAILABLE', { got: 'no answer', expected: 'a database that answers' })
    : new CoreError('TIMED_OUT', { got: 'none yet', expected: `an answer within ${LIMITS.requestMs} ms` });
}

/** Sent past Koa, which would send whatever the late work put into the context meanwhile. */
function answerNow(ctx: Context, error: CoreError): void {
  ctx.respond = false;
  if (ctx.res.headersSent) return;
  ctx.status = STATUS[error.code];
  ctx.set('Retry-After', String(RETRY_SECONDS));
  ctx.set('Content-Type', 'application/json; charset=utf-8');
  ctx.res.end(JSON.stringify(errorBody(error)));
}
