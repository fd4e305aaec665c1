/** What `load.ts` uses of autocannon 8, which brings no types. */
declare module 'autocannon' {
  namespace autocannon {
    interface Options {
      readonly url: string;
      readonly connections: number;
      /** Seconds. */
      readonly duration: number;
      readonly timeout: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly requests: readonly { readonly method: 'GET'; readonly path: string }[];
      readonly verifyBody: (body: string) => boolean;
    }
    interface Result {
      readonly '2xx': number;
      readonly non2xx: number;
      /** Connections that failed, and timeouts. */
      readonly errors: number;
      readonly timeouts: number;
      readonly resets: number;
      readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
    }
    interface Instance {
      stop(): void;
    }
  }
  function autocannon(
    options: autocannon.Options,
    done: (error: Error | null, result: autocannon.Result) => void
  ): autocannon.Instance;
  export = autocannon;
}
