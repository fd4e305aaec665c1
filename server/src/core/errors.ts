/**
 * Every error the plugin raises. One code per cause; a code never changes once released.
 * `docs/errors.md` has one section per code, and a test holds the two lists equal.
 * The one place where a code becomes an HTTP status is `middlewares/core-errors.ts`.
 */
import type { DataFinding } from './features/data-checks/finding';

type Got = { got: string };
type GotExpected = { got: string; expected: string };
/** What was found in the data of a training that did not take place. */
type Found = { findings?: readonly DataFinding[] };

const MESSAGES = {
  // Requests
  INVALID_REQUEST: (d: GotExpected & { path: string }) => `${d.path}: expected ${d.expected}, got ${d.got}.`,
  INVALID_JSON: (d: GotExpected) => `The body is not valid JSON: expected ${d.expected}, got ${d.got}.`,
  BODY_TOO_LARGE: (d: GotExpected) => `The body is too large: expected ${d.expected}, got ${d.got}.`,
  TOO_MANY_EVENTS: (d: GotExpected) => `Too many events in one request: expected ${d.expected}, got ${d.got}.`,
  UNKNOWN_KEY: (d: GotExpected) => `The publishable key is not known here: expected ${d.expected}, got ${d.got}.`,
  ORIGIN_NOT_ALLOWED: (d: GotExpected) => `The key is not for this origin: expected ${d.expected}, got ${d.got}.`,
  TOKEN_NEEDED: (d: GotExpected) => `An API token is needed here: expected ${d.expected}, got ${d.got}.`,
  RATE_LIMITED: (d: GotExpected) => `Too many requests: expected ${d.expected}, got ${d.got}.`,
  OVERLOADED: (d: GotExpected) => `The server is taking no more just now: expected ${d.expected}, got ${d.got}.`,
  SWITCHED_OFF: (d: GotExpected) => `This part is switched off: expected ${d.expected}, got ${d.got}.`,
  OUTSIDE_TRAINING_RANGE: (d: GotExpected & { path: string }) =>
    `${d.path}: no article here was like that: expected ${d.expected}, got ${d.got}.`,
  NOT_FOUND: (d: GotExpected) => `Nothing was found: expected ${d.expected}, got ${d.got}.`,
  // Events (one per event of a batch)
  UNKNOWN_EVENT_TYPE: (d: GotExpected) => `Unknown event type: expected ${d.expected}, got ${d.got}.`,
  INVALID_EVENT: (d: GotExpected & { path: string }) => `${d.path}: expected ${d.expected}, got ${d.got}.`,
  UNKNOWN_DOCUMENT: (d: GotExpected) => `No published document: expected ${d.expected}, got ${d.got}.`,
  TIME_NOT_ALLOWED: (d: GotExpected) => `A time may not be given here: expected ${d.expected}, got ${d.got}.`,
  TIME_IN_FUTURE: (d: GotExpected) => `The event lies in the future: expected ${d.expected}, got ${d.got}.`,
  TIME_TOO_OLD: (d: GotExpected) => `The event is too old to be counted: expected ${d.expected}, got ${d.got}.`,
  TOO_MANY_NAMES: (d: GotExpected) => `Too many names are in use here: expected ${d.expected}, got ${d.got}.`,
  UNLIKELY_READER: (d: GotExpected) => `This does not look like a reader: expected ${d.expected}, got ${d.got}.`,
  QUARANTINE_FULL: (d: GotExpected) => `The quarantine takes no more of this: expected ${d.expected}, got ${d.got}.`,
  // Imports of history
  UNREADABLE_FILE: (d: GotExpected) => `This file can't be read: expected ${d.expected}, got ${d.got}.`,
  COLUMN_MISSING: (d: GotExpected) => `A column is missing: expected ${d.expected}, got ${d.got}.`,
  IMPORT_NOT_POSSIBLE: (d: GotExpected) =>
    `This can't be done with the import now: expected ${d.expected}, got ${d.got}.`,
  // Learning
  INVALID_SHAPE: (d: GotExpected & { name: string }) => `${d.name} must have shape ${d.expected}, got ${d.got}.`,
  INVALID_VALUE: (d: GotExpected & { name: string }) => `${d.name} must be ${d.expected}, got ${d.got}.`,
  NOT_ENOUGH_ROWS: (d: GotExpected & Found) => `Training needs ${d.expected} labelled articles, got ${d.got}.`,
  NOT_ENOUGH_CLASSES: (d: GotExpected) => `Training needs ${d.expected} classes to tell apart, got ${d.got}.`,
  DATA_BLOCKED: (d: GotExpected & Found) =>
    `The data would teach something wrong: expected ${d.expected}, got ${d.got}.`,
  MEMORY_LIMIT: (d: GotExpected) => `Training would need too much memory: expected ${d.expected}, got ${d.got}.`,
  CANCELLED: (d: Got) => `The work was cancelled: ${d.got}.`,
  // Counts
  SKETCH_CORRUPT: (d: GotExpected) => `A sketch of counts is damaged: expected ${d.expected}, got ${d.got}.`,
  // Artifacts and registry
  ARTIFACT_CORRUPT: (d: GotExpected) => `The model artifact is damaged: expected ${d.expected}, got ${d.got}.`,
  UNKNOWN_ARTIFACT_VERSION: (d: GotExpected) =>
    `The model artifact has an unknown format: this build reads ${d.expected}, got ${d.got}.`,
  ARTIFACT_TOO_LARGE: (d: GotExpected) => `The model artifact is too large: expected ${d.expected}, got ${d.got}.`,
  NOT_PROMOTABLE: (d: GotExpected) => `This version can't go live: expected ${d.expected}, got ${d.got}.`,
  MODEL_NOT_USABLE: (d: GotExpected) => `This model can't be used here: expected ${d.expected}, got ${d.got}.`,
  NOTHING_TO_ROLL_BACK: (d: GotExpected) => `There is no earlier version: expected ${d.expected}, got ${d.got}.`,
  // Jobs
  ALREADY_RUNNING: (d: GotExpected) => `Another run is under way: expected ${d.expected}, got ${d.got}.`,
  LEASE_LOST: (d: GotExpected) => `Another process took over this job: expected ${d.expected}, got ${d.got}.`,
  WORKER_DIED: (d: GotExpected) => `A worker thread died: expected ${d.expected}, got ${d.got}.`,
  TIMED_OUT: (d: GotExpected) => `The work took too long: expected ${d.expected}, got ${d.got}.`,
  DATABASE_UNAVAILABLE: (d: GotExpected) => `The database can't be reached: expected ${d.expected}, got ${d.got}.`,
  DATABASE_NOT_SUPPORTED: (d: GotExpected) =>
    `Foresight can't work on this database: expected ${d.expected}, got ${d.got}.`,
  QUEUE_UNAVAILABLE: (d: GotExpected) => `The job queue can't be reached: expected ${d.expected}, got ${d.got}.`,
} as const;

export type CoreErrorCode = keyof typeof MESSAGES;
export type CoreErrorDetails<C extends CoreErrorCode> = Parameters<(typeof MESSAGES)[C]>[0];

export const CORE_ERROR_CODES = Object.keys(MESSAGES) as CoreErrorCode[];

export class CoreError<C extends CoreErrorCode = CoreErrorCode> extends Error {
  override readonly name = 'CoreError';

  constructor(
    readonly code: C,
    readonly details: CoreErrorDetails<C>,
    options?: ErrorOptions
  ) {
    super((MESSAGES[code] as (d: CoreErrorDetails<C>) => string)(details), options);
  }
}
