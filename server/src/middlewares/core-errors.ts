import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import type { CoreErrorCode } from '../core/errors';
import { CoreError } from '../core/errors';
import { visible } from '../utils/shortly';

/** The one place where a core error becomes an HTTP status. A new code without a line here does not compile. */
export const STATUS: Record<CoreErrorCode, number> = {
  INVALID_REQUEST: 400,
  INVALID_JSON: 400,
  BODY_TOO_LARGE: 413,
  TOO_MANY_EVENTS: 413,
  UNKNOWN_KEY: 403,
  ORIGIN_NOT_ALLOWED: 403,
  TOKEN_NEEDED: 403,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  SWITCHED_OFF: 503,
  OUTSIDE_TRAINING_RANGE: 400,
  NOT_FOUND: 404,
  UNKNOWN_EVENT_TYPE: 400,
  INVALID_EVENT: 400,
  UNKNOWN_DOCUMENT: 400,
  TIME_NOT_ALLOWED: 400,
  TIME_IN_FUTURE: 400,
  TIME_TOO_OLD: 400,
  TOO_MANY_NAMES: 400,
  UNLIKELY_READER: 400,
  QUARANTINE_FULL: 400,
  UNREADABLE_FILE: 400,
  COLUMN_MISSING: 400,
  IMPORT_NOT_POSSIBLE: 409,
  INVALID_SHAPE: 400,
  INVALID_VALUE: 400,
  NOT_ENOUGH_ROWS: 409,
  NOT_ENOUGH_CLASSES: 409,
  DATA_BLOCKED: 409,
  MEMORY_LIMIT: 409,
  CANCELLED: 409,
  SKETCH_CORRUPT: 409,
  ARTIFACT_CORRUPT: 409,
  UNKNOWN_ARTIFACT_VERSION: 409,
  ARTIFACT_TOO_LARGE: 409,
  NOT_PROMOTABLE: 409,
  MODEL_NOT_USABLE: 409,
  NOTHING_TO_ROLL_BACK: 409,
  ALREADY_RUNNING: 409,
  LEASE_LOST: 409,
  WORKER_DIED: 503,
  TIMED_OUT: 503,
  DATABASE_UNAVAILABLE: 503,
  DATABASE_NOT_SUPPORTED: 503,
  QUEUE_UNAVAILABLE: 503,
};

/** When to come back after a 503, in seconds. */
export const RETRY_SECONDS = 5;

/** Strapi's error object for a core error; `details` says code, got and expected, in characters that can be seen. */
export const errorBody = (error: CoreError) => ({
  data: null,
  error: {
    status: STATUS[error.code],
    name: error.name,
    message: visible(error.message),
    details: {
      code: error.code,
      ...Object.fromEntries(
        Object.entries(error.details).flatMap(([name, said]) =>
          typeof said === 'string' ? [[name, visible(said)]] : []
        )
      ),
    },
  },
});

/** Answers with what a core error says. */
export function answerError(ctx: Context, error: CoreError): void {
  ctx.status = STATUS[error.code];
  if (ctx.status === 503) ctx.set('Retry-After', String(RETRY_SECONDS));
  ctx.body = errorBody(error);
}

/** Route middleware `plugin::foresight.core-errors`: answers a core error, lets everything else through. */
export const coreErrors = (): Core.MiddlewareHandler => async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    answerError(ctx, error);
  }
};
