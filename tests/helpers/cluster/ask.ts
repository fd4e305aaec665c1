/** A request with a limit, as a caller on the other side of a network sees it: an answer, or what became of it instead. */
export interface Answer {
  /** 0 when there was none. */
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
  /** Why there was no answer: refused, reset, or none within the limit. */
  readonly failure: string | null;
}

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly json?: unknown;
  readonly limitMs?: number;
}

const LIMIT_MS = 10_000;

const causeOf = (error: unknown): string => {
  const cause = (error as Error).cause as { code?: string } | undefined;
  return cause?.code ?? (error as Error).name;
};

export async function ask(
  url: string,
  { method = 'GET', token, json, limitMs = LIMIT_MS }: Asked = {}
): Promise<Answer> {
  const started = performance.now();
  const end = (status: number, body: unknown, failure: string | null): Answer => ({
    status,
    body,
    ms: performance.now() - started,
    failure,
  });
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(limitMs),
    });
    const text = await response.text();
    return end(response.status, parsed(text), null);
  } catch (error) {
    return end(0, null, causeOf(error));
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
