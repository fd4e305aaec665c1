import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
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
const NIGHTLY_MS = 90_000;

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

/** Prints both measurements, and writes them to FORESIGHT_PROBE_FILE if asked. @returns whether the bars were kept. */
export function printProbe(idle: Latencies, nightly: Latencies, nightlyMs: number): boolean {
  const kept = nightly.p99 <= idle.p99 + P99_ABOVE_IDLE_MS && nightly.max <= MAX_MS && nightlyMs <= NIGHTLY_MS;
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  say('');
  say('  GET /_health every 10 ms, sent on time whether or not the last one was answered');
  say(`  (${cores} cores, load of the machine over the last minute ${load.toFixed(1)}):`);
  say(`    idle:                ${line(idle)}`);
  say(`    during the nightly:  ${line(nightly)}, ${(nightlyMs / 1000).toFixed(1)} s`);
  say(
    `    bars: p99 at most idle + ${P99_ABOVE_IDLE_MS} ms, max at most ${MAX_MS} ms, ${NIGHTLY_MS / 1000} s: ${kept ? 'kept' : 'NOT kept'}`
  );
  const file = process.env['FORESIGHT_PROBE_FILE'];
  if (file) writeFileSync(file, JSON.stringify({ idle, nightly, nightlyMs, cores, load, kept }));
  return kept;
}
