import { STATUS_CODES } from 'node:http';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import { addressPrefix } from '../core/events';
import { createAddressReader } from '../services/ingest/client-address';
import { isAllowed, readableBy } from '../services/ingest/cors';
import { readBody } from '../services/ingest/read-body';
import { statusOf } from '../services/ingest/result';
import { shortly } from '../utils/shortly';
import { createTokenBuckets, type TokenBuckets } from '../services/ingest/token-bucket';
import { getService } from '../utils/get-service';
import { ourPaths } from '../utils/our-paths';
import { answerError } from './core-errors';
import { databaseUnavailable } from './database-errors';
import { checkQuery } from './strict-query';

/** How long a browser may remember the answer to its preflight, in seconds. */
const PREFLIGHT_SECONDS = 86_400;

/**
 * POST /api/foresight/events from browsers: no credentials, a publishable key in the body.
 *
 * Added with `strapi.server.use` in register, so that it runs before Strapi's own body and CORS middlewares: those
 * limit text to 56 kB and answer preflights with credentials. A request with an Authorization header, and a preflight
 * that announces one, goes on to Strapi's route.
 */
export function ingestMiddleware(strapi: Core.Strapi) {
  const { events: path, isEvents } = ourPaths(strapi);
  const buckets = createTokenBuckets({
    burst: LIMITS.rateLimitBurst,
    perSecond: LIMITS.rateLimitPerSecond,
    maxSources: LIMITS.rateLimitSources,
  });
  const keyBuckets = createTokenBuckets({
    burst: LIMITS.rateLimitKeyBurst,
    perSecond: LIMITS.rateLimitKeyPerSecond,
    maxSources: LIMITS.rateLimitSources,
  });
  let readAddress: ReturnType<typeof createAddressReader> | null = null;

  /** @throws {CoreError} RATE_LIMITED. */
  const takeToken = (ctx: Context, from: TokenBuckets, whose: string): void => {
    const taken = from.take(whose, performance.now(), getService(strapi, 'processes').siteCount());
    if (taken.waitSeconds === 0) return;
    ctx.set('Retry-After', String(taken.waitSeconds));
    throw new CoreError('RATE_LIMITED', {
      got: `more than ${taken.limit} requests at once`,
      expected: `another try after ${taken.waitSeconds} s`,
    });
  };

  /** Says which pages may read the answer. */
  const allowOrigin = (ctx: Context): void => {
    const allowed = getService(strapi, 'keys').origins();
    if (allowed !== null) ctx.vary('Origin');
    const readable = readableBy(allowed, ctx.get('origin'));
    if (readable !== null) ctx.set('Access-Control-Allow-Origin', readable);
  };

  const answer = async (ctx: Context): Promise<void> => {
    const { trustedProxies } = getService(strapi, 'settings').get();
    readAddress ??= createAddressReader(trustedProxies);
    const address = readAddress(ctx.req.socket.remoteAddress, ctx.get('x-forwarded-for') || undefined);
    takeToken(ctx, buckets, addressPrefix(address) ?? address);
    checkQuery(ctx.querystring, []);
    getService(strapi, 'ingest').refuseWhenFull();
    const { key, events } = readBody(await readText(ctx));
    const known = key === null ? null : getService(strapi, 'keys').find(key);
    if (key === null || known === null) {
      throw new CoreError('UNKNOWN_KEY', { got: shortly(key ?? undefined), expected: 'a publishable key in "key"' });
    }
    const origin = ctx.get('origin');
    if (!isAllowed(known, origin)) {
      ctx.remove('Access-Control-Allow-Origin');
      throw new CoreError('ORIGIN_NOT_ALLOWED', {
        got: origin === '' ? 'no Origin header' : shortly(origin),
        expected: 'an origin that the key names',
      });
    }
    takeToken(ctx, keyBuckets, key);
    const data = await getService(strapi, 'ingest').collect({
      events,
      key,
      trusted: false,
      source: { address, userAgent: ctx.get('user-agent').slice(0, 512), origin },
    });
    for (const { code, got, expected, quarantined } of data.errors) {
      getService(strapi, 'refusals').note({ code, got, expected, kept: quarantined }, origin);
    }
    getService(strapi, 'keys').used(key);
    ctx.status = statusOf(data);
    ctx.body = { data };
  };

  return async (ctx: Context, next: Next): Promise<unknown> => {
    if (!isEvents(ctx.path)) return next();
    if (ctx.method === 'OPTIONS' && !announcesCredentials(ctx)) {
      allowOrigin(ctx);
      return preflight(ctx);
    }
    if (ctx.method !== 'POST' || ctx.get('authorization') !== '') return next();

    const started = performance.now();
    allowOrigin(ctx);
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
  ctx.set('Access-Control-Allow-Methods', 'POST');
  ctx.set('Access-Control-Allow-Headers', 'Content-Type');
  ctx.set('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
  ctx.status = 204;
}

const announcesCredentials = (ctx: Context): boolean =>
  /(^|,)\s*authorization\s*(,|$)/i.test(ctx.get('access-control-request-headers'));

function fail(strapi: Core.Strapi, ctx: Context, error: unknown): void {
  const said = error instanceof CoreError ? error : databaseUnavailable(strapi, error);
  if (said !== null) {
    const { got = '', expected = '' } = said.details as { got?: string; expected?: string };
    getService(strapi, 'refusals').note({ code: said.code, got, expected, kept: false }, ctx.get('origin'));
    return answerError(ctx, said);
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
