import { fork } from 'node:child_process';
import path from 'node:path';

import { say } from './progress';

export interface Latencies {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Bars of the issue: beside idle, and in all. Milliseconds. */
const P99_ABOVE_IDLE_MS = 20;
const MAX_MS = 250;

/** Probes `url` from a process of its own until the returned function is called. */
export function startProbe(url: string): () => Promise<Latencies> {
  const child = fork(path.join(__dirname, 'probe-process.js'), [url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return () =>
    new Promise((resolve, reject) => {
      child.once('message', (latencies) => resolve(latencies as Latencies));
      child.once('exit', (code) => reject(new Error(`the probe ended with ${code}`)));
      child.send('stop');
    });
}

const line = ({ requests, p50, p99, max }: Latencies) =>
  `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms over ${requests} requests`;

/** Prints both measurements. @returns whether the bars were kept. */
export function printProbe(idle: Latencies, busy: Latencies): boolean {
  const kept = busy.p99 <= idle.p99 + P99_ABOVE_IDLE_MS && busy.max <= MAX_MS;
  say('');
  say('  GET /_health every 10 ms, sent on time whether or not the last one was answered:');
  say(`    idle:                ${line(idle)}`);
  say(`    during the nightly:  ${line(busy)}`);
  say(`    bar: p99 at most idle + ${P99_ABOVE_IDLE_MS} ms, max at most ${MAX_MS} ms: ${kept ? 'kept' : 'NOT kept'}`);
  return kept;
}
