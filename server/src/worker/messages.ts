/** What the main thread and a worker thread say to each other, and how an error crosses between them. */
import { CORE_ERROR_CODES, CoreError, type CoreErrorCode, type CoreErrorDetails } from '../core/errors';
import type { Progress } from './context';

/** Main to thread: do one task. `cancelled` is one Int32 both sides see: 1 = stop. */
export interface RunMessage {
  readonly type: 'run';
  readonly id: number;
  readonly task: string;
  readonly payload: unknown;
  readonly cancelled: SharedArrayBuffer;
}

/** Main to thread: close the connection and end. */
export interface CloseMessage {
  readonly type: 'close';
}

/** Main to thread: the database's password, in the order in which they were asked for. */
export interface PasswordMessage {
  readonly type: 'password';
  readonly answer: { readonly password: string } | { readonly error: CarriedError };
}

export type ToThread = RunMessage | CloseMessage | PasswordMessage;

export type FromThread =
  /** A connection is to be opened, and its password is the app's to tell. */
  | { readonly type: 'ask-password' }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: CarriedError };

/** An error as plain data: a CoreError keeps its code and details, any other its message, its stack and its driver's code. */
export type CarriedError =
  | { readonly code: CoreErrorCode; readonly details: CoreErrorDetails<CoreErrorCode> }
  | { readonly code: null; readonly message: string; readonly stack: string; readonly driverCode: string | null };

export function carryError(error: unknown): CarriedError {
  if (error instanceof CoreError)
    return { code: error.code, details: error.details as CoreErrorDetails<CoreErrorCode> };
  if (!(error instanceof Error)) return { code: null, message: String(error), stack: '', driverCode: null };
  const { code } = error as { code?: unknown };
  const driverCode = typeof code === 'string' ? code : null;
  return { code: null, message: error.message, stack: error.stack ?? '', driverCode };
}

/** The error again, on the other side. */
export function rebuildError(carried: CarriedError): Error {
  if (carried.code !== null && CORE_ERROR_CODES.includes(carried.code)) {
    return new CoreError(carried.code, carried.details);
  }
  if (carried.code !== null) return new Error(carried.code);
  const error = new Error(carried.message);
  if (carried.stack) error.stack = carried.stack;
  if (carried.driverCode !== null) Object.assign(error, { code: carried.driverCode });
  return error;
}
