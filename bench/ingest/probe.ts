import { fork } from 'node:child_process';
import path from 'node:path';

export interface Latencies {
  readonly requests: number;
  /** Milliseconds from the instant a request was due. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The demo's open-loop probe, asking so often, in a process of its own, until the returned function is called. */
export function probe(url: string, everyMs: number): () => Promise<Latencies> {
  const child = fork(path.join(__dirname, '../../playground/dist/src/demo/probe-process.js'), [url, String(everyMs)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return () =>
    new Promise((resolve, reject) => {
      child.once('message', (latencies) => resolve(latencies as Latencies));
      child.once('exit', (code) => reject(new Error(`the probe ended with ${code}`)));
      child.send('stop');
    });
}
