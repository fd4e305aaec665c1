/** What is worth another try: everything the client asks may be asked twice, events included, which carry their ids. */
const AGAIN = [429, 502, 503, 504];

export interface RetryOptions {
  /** Further tries after the first; 0 = none. */
  readonly retries: number;
  /** Wait before the first of them, in milliseconds; it doubles with each. */
  readonly firstWaitMs: number;
  /** No wait is longer. A server that asks for a longer one is not asked again. */
  readonly longestWaitMs: number;
}

export const isWorthAnotherTry = (status: number | null): boolean => status === null || AGAIN.includes(status);

/**
 * How long to wait before the next try, in milliseconds; null for no further one.
 *
 * @param tries how often it was tried.
 * @param retryAfterSeconds what the server asks for; up to a quarter is added by chance, so that not all come at once.
 * Without it a chance wait of half to all of what the number of tries gives.
 */
export function nextWaitMs(
  { retries, firstWaitMs, longestWaitMs }: RetryOptions,
  tries: number,
  retryAfterSeconds: number | null,
  random: () => number = Math.random
): number | null {
  if (tries > retries) return null;
  if (retryAfterSeconds === null) {
    return Math.min(firstWaitMs * 2 ** (tries - 1), longestWaitMs) * (0.5 + 0.5 * random());
  }
  const askedMs = retryAfterSeconds * 1_000;
  return askedMs > longestWaitMs ? null : Math.min(askedMs * (1 + 0.25 * random()), longestWaitMs);
}

/** `Retry-After`, seconds or a date, as seconds from now; null where there is none that can be read. */
export function readRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1_000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}
