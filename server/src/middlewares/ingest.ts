import { STATUS_CODES } from 'node:http';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { LIMITS } from '../config/defaults';
import { CoreError, type CoreErrorCode } from '../core/errors';
import { addressPrefix } from '../core/events';
import { createAddressReader } from '../services/ingest/client-address';
import { readBody } from '../services/ingest/read-body';
import { statusOf } from '../services/ingest/result';
import { shortly } from '../utils/shortly';
import { createTokenBuckets } from '../services/ingest/token-bucket';
import { getService } from '../utils/get-service';
import { errorBody, STATUS } from './core-errors';

/** How long a browser may remember the answer to its preflight, in seconds. */
const PREFLIGHT_SECONDS = 86_400;
/** When to come back after OVERLOADED or SWITCHED_OFF, in seconds. */
const RETRY_SECONDS = 5;

/**
 * POST /api/foresight/events from browsers: no credentials, a publishable key in the body.
 *
 * Added with `strapi.server.use` in register, so that it runs before Strapi's own body and CORS middlewares: those
 * limit text to 56 kB and answer preflights with credentials. A request with an Authorization header, and a preflight
 * that announces one, goes on to Strapi's route.
 */
export function ingestMiddleware(strapi: Core.Strapi) {
  const path = `${String(strapi.config.get('api.rest.prefix', '/api')).replace(/\/$/, '')}/foresight/events`;
  const buckets = createTokenBuckets({
    burst: LIMITS.rateLimitBurst,
    perSecond: LIMITS.rateLimitPerSecond,
    maxSources: LIMITS.rateLimitSources,
  });
  let readAddress: ReturnType<typeof createAddressReader> | null = null;

  const answer = async (ctx: Context): Promise<void> => {
    const { trustedProxies } = getService(strapi, 'settings').get();
    readAddress ??= createAddressReader(trustedProxies);
    const address = readAddress(ctx.req.socket.remoteAddress, ctx.get('x-forwarded-for') || undefined);
    const wait = buckets.take(addressPrefix(address) ?? address, performance.now());
    if (wait > 0) {
      ctx.set('Retry-After', String(wait));
      throw new CoreError('RATE_LIMITED', {
        got: `more than ${LIMITS.rateLimitBurst} requests at once`,
        expected: `at most ${LIMITS.rateLimitPerSecond} requests per second`,
      });
    }
    const { key, events } = readBody(await readText(ctx));
    if (key === null || !getService(strapi, 'keys').isKnown(key)) {
      throw new CoreError('UNKNOWN_KEY', { got: shortly(key ?? undefined), expected: 'a publishable key in "key"' });
    }
    const data = await getService(strapi, 'ingest').collect({
      events,
      key,
      trusted: false,
      source: { address, userAgent: ctx.get('user-agent').slice(0, 512) },
    });
    ctx.status = statusOf(data);
    ctx.body = { data };
  };

  return async (ctx: Context, next: Next): Promise<unknown> => {
    if (ctx.path.replace(/\/$/, '') !== path) return next();
    if (ctx.method === 'OPTIONS' && !announcesCredentials(ctx)) return preflight(ctx);
    if (ctx.method !== 'POST' || ctx.get('authorization') !== '') return next();

    const started = performance.now();
    ctx.set('Access-Control-Allow-Origin', '*');
    try {
      await answer(ctx);
    } catch (error) {
      fail(strapi, ctx, error);
    }
    strapi.log.http(`POST ${path} (${Math.round(performance.now() - started)} ms) ${ctx.status}`);
    return undefined;
  };
}

function preflight(ctx: Context): void {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Access-Control-Allow-Methods', 'POST');
  ctx.set('Access-Control-Allow-Headers', 'Content-Type');
  ctx.set('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
  ctx.status = 204;
}

const announcesCredentials = (ctx: Context): boolean =>
  /(^|,)\s*authorization\s*(,|$)/i.test(ctx.get('access-control-request-headers'));

function fail(strapi: Core.Strapi, ctx: Context, error: unknown): void {
  if (error instanceof CoreError) {
    ctx.status = STATUS[error.code as CoreErrorCode];
    if (ctx.status === 503) ctx.set('Retry-After', String(RETRY_SECONDS));
    ctx.body = errorBody(error);
    return;
  }
  strapi.log.error(`foresight: events could not be stored: ${error instanceof Error ? error.stack : String(error)}`);
  ctx.status = 500;
  ctx.body = {
    data: null,
    error: { status: 500, name: 'InternalServerError', message: STATUS_CODES[500], details: {} },
  };
}

/**
 * The request's body as text. Past the limit nothing is kept any more, and the rest is read and thrown away, so that
 * the sender gets to see the answer.
 *
 * @throws {CoreError} BODY_TOO_LARGE; INVALID_JSON when the sender went away in the middle.
 */
function readText(ctx: Context): Promise<string> {
  const request = ctx.req;
  const tooLarge = (bytes: number) =>
    new CoreError('BODY_TOO_LARGE', { got: `${bytes} bytes or more`, expected: `at most ${LIMITS.bodyBytes} bytes` });

  return new Promise((resolve, reject) => {
    const announced = Number(ctx.get('content-length'));
    if (announced > LIMITS.bodyBytes) {
      request.resume();
      reject(tooLarge(announced));
      return;
    }
    let chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= LIMITS.bodyBytes) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      reject(tooLarge(bytes));
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    const cut = () =>
      reject(new CoreError('INVALID_JSON', { got: `a request cut off after ${bytes} bytes`, expected: 'JSON' }));
    request.on('aborted', cut);
    request.on('error', cut);
  });
}
