/** What went wrong without an answer of the server. */
export type LocalCode =
  /** Nobody answered: no network, no such server, a connection that broke. */
  | 'NO_ANSWER'
  /** No answer within `timeoutMs`. */
  | 'TOO_LATE'
  /** The caller's signal was aborted; `cause` is its reason. */
  | 'ABORTED'
  /** An answer that is none of Foresight's, such as a proxy's page. */
  | 'UNKNOWN_ANSWER';

/** The one error the client throws. */
export class ForesightError extends Error {
  override readonly name = 'ForesightError';
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** A code of docs/errors.md, the name of one of Strapi's own errors (`ForbiddenError`), or one of `LocalCode`. */
  readonly code: string;
  /** What came; null where nothing is said of it. */
  readonly got: string | null;
  /** What would have been right; null where nothing is said of it. */
  readonly expected: string | null;
  /** Which field or parameter; null where it is about none. */
  readonly path: string | null;
  /** Seconds after which the server wants to be asked again; null where it said nothing. */
  readonly retryAfterSeconds: number | null;

  constructor(message: string, facts: ErrorFacts, options?: ErrorOptions) {
    super(message, options);
    this.status = facts.status ?? null;
    this.code = facts.code;
    this.got = facts.got ?? null;
    this.expected = facts.expected ?? null;
    this.path = facts.path ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

export interface ErrorFacts {
  readonly status?: number;
  readonly code: string;
  readonly got?: string | undefined;
  readonly expected?: string | undefined;
  readonly path?: string | undefined;
  readonly retryAfterSeconds?: number | null;
}
