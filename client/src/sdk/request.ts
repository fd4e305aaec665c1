import { ForesightError } from './error';
import { isWorthAnotherTry, nextWaitMs, readRetryAfter, type RetryOptions } from './retry';

export interface Connection extends RetryOptions {
  /** Up to and with `/foresight`, without a slash behind it. */
  readonly root: string;
  readonly token: string | null;
  /** How long one try may take, until its whole body is here. */
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: object;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One request, with its further tries.
 *
 * @param isAnswer whether a body that did not come with 2xx is an answer all the same.
 * @throws {ForesightError} whatever went wrong, after the last try.
 */
export async function request<Answer>(
  connection: Connection,
  asked: Asked,
  isAnswer: (body: unknown) => boolean = () => false
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const outcome = await tryOnce<Answer>(connection, asked, isAnswer);
    if (!(outcome instanceof ForesightError)) return outcome.answer;
    const wait =
      outcome.code !== 'ABORTED' && isWorthAnotherTry(outcome.status)
        ? nextWaitMs(connection, tries, outcome.retryAfterSeconds)
        : null;
    if (wait === null) throw outcome;
    await pause(wait, asked.signal);
  }
}

async function tryOnce<Answer>(
  { root, token, timeoutMs, fetch }: Connection,
  { method, path, query, body, signal }: Asked,
  isAnswer: (body: unknown) => boolean
): Promise<{ readonly answer: Answer } | ForesightError> {
  if (signal?.aborted) return aborted(signal);
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  signal?.addEventListener('abort', stop, { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, timeoutMs);

  try {
    const response = await fetch(`${root}${path}${queryOf(query)}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: controller.signal,
    });
    const text = await response.text();
    const given = parse(text);
    if (isObject(given) && (response.ok || isAnswer(given))) return { answer: given as Answer };
    return refused(response, given, text);
  } catch (cause) {
    if (signal?.aborted) return aborted(signal);
    return late
      ? new ForesightError(`No answer within ${timeoutMs} ms.`, {
          code: 'TOO_LATE',
          got: 'no answer',
          expected: `one within ${timeoutMs} ms`,
        })
      : new ForesightError(
          `Nobody answered at ${root}.`,
          { code: 'NO_ANSWER', got: String(cause), expected: 'an answer' },
          { cause }
        );
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

const aborted = (signal: AbortSignal): ForesightError =>
  new ForesightError('The request was aborted.', { code: 'ABORTED' }, { cause: signal.reason });

/** An answer that is no success, as Strapi and the plugin word it. */
function refused(response: Response, given: unknown, text: string): ForesightError {
  const { status } = response;
  const retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'));
  const error = isObject(given) && isObject(given['error']) ? given['error'] : null;
  if (error === null) {
    return new ForesightError(`The answer is none of Foresight's (HTTP ${status}).`, {
      status,
      code: 'UNKNOWN_ANSWER',
      got: text.slice(0, 80),
      expected: 'JSON of Foresight',
      retryAfterSeconds,
    });
  }
  const details = isObject(error['details']) ? error['details'] : {};
  return new ForesightError(textOf(error['message']) ?? `HTTP ${status}`, {
    status,
    code: textOf(details['code']) ?? textOf(error['name']) ?? 'UNKNOWN_ANSWER',
    got: textOf(details['got']),
    expected: textOf(details['expected']),
    path: textOf(details['path']),
    retryAfterSeconds,
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function queryOf(query: object | undefined): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** @throws {ForesightError} ABORTED, at once. */
const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    const stop = (): void => {
      clearTimeout(timer);
      if (signal !== undefined) reject(aborted(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
