import autocannon from 'autocannon';

/** Longer than any use of it: whoever began the load ends it. */
const LONGEST_S = 3_600;
/** A request without an answer for so many seconds has failed. */
const TIMEOUT_S = 2;

export interface LoadOptions {
  readonly origin: string;
  readonly paths: readonly string[];
  readonly token: string;
  readonly connections: number;
  /** Called with every answer as it arrives. */
  readonly onBody: (body: string) => void;
}

export interface LoadResult {
  readonly answered: number;
  /** Other statuses than 2xx, connections refused or reset, and answers that did not come in time. */
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Keeps asking one site as fast as it answers, over so many connections, until the returned function is called. */
export function beginLoad({ origin, paths, token, connections, onBody }: LoadOptions): () => Promise<LoadResult> {
  let instance: autocannon.Instance | null = null;
  const ended = new Promise<autocannon.Result>((resolve, reject) => {
    instance = autocannon(
      {
        url: origin,
        connections,
        duration: LONGEST_S,
        timeout: TIMEOUT_S,
        headers: { authorization: `Bearer ${token}` },
        requests: paths.map((path) => ({ method: 'GET', path })),
        verifyBody: (body) => {
          onBody(body);
          return true;
        },
      },
      (error, result) => (error === null ? resolve(result) : reject(error))
    );
  });
  return async () => {
    instance?.stop();
    const { '2xx': answered, non2xx, errors, resets, latency } = await ended;
    return { answered, failed: non2xx + errors + resets, p50: latency.p50, p99: latency.p99, max: latency.max };
  };
}
