import type { Text } from './useText';

/** What of a failed request is read: Strapi's error object, and the status the answer had. */
interface Failure {
  readonly status?: number | undefined;
  readonly code?: number | undefined;
  readonly response?: { readonly data?: { readonly error?: ServerError } } | undefined;
}
interface ServerError {
  readonly status?: number | undefined;
  readonly details?: unknown;
}

const codeIn = (details: unknown): string =>
  typeof details === 'object' && details !== null && 'code' in details ? String(details.code) : '';

/** How browsers name a request that got no answer. */
const NO_ANSWER = /fetch|network|load failed/i;

/** HTTP status of a failed request; undefined where there was no answer. */
export const statusOf = (error: Error & Failure): number | undefined =>
  error.response?.data?.error?.status ?? error.status ?? error.code;

/**
 * A failed request in the reader's language: by the plugin's own code, else by its HTTP status.
 * `fallback` is what the server said, for whatever has no sentence here.
 */
export const errorSentence = (error: Error & Failure, { named }: Text, fallback: () => string): string => {
  const answer = error.response?.data?.error;
  const status = statusOf(error);
  if (answer === undefined && status === undefined && error instanceof TypeError && NO_ANSWER.test(error.message))
    return named('http', 'none', error.message);
  const own = named('error', codeIn(answer?.details), '');
  return own || named('http', String(status), '') || fallback();
};
