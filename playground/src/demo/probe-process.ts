/**
 * An open-loop probe: a request every 10 ms (or what its second argument says) by the clock, whether or not earlier ones
 * were answered, so that a server that hangs can't slow its own measurement down. Latency counts from the instant a
 * request was due.
 */
import { Agent, get } from 'node:http';

/** Requests waiting together before further ones are counted as lost at their full waiting time. */
const MOST_OPEN = 2_000;

const [url = '', every = '10'] = process.argv.slice(2);
const EVERY_MS = Number(every);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const latencies: number[] = [];
const started = performance.now();
let sent = 0;
let open = 0;

const request = (due: number) => {
  open++;
  const done = () => {
    open--;
    latencies.push(performance.now() - due);
  };
  get(url, { agent }, (response) => response.resume().on('end', done)).on('error', done);
};

const timer = setInterval(() => {
  for (let due = started + sent * EVERY_MS; due <= performance.now(); due = started + sent * EVERY_MS) {
    sent++;
    if (open < MOST_OPEN) request(due);
  }
}, 1);

process.on('disconnect', () => process.exit());
process.on('message', () => {
  clearInterval(timer);
  const finish = setInterval(() => {
    if (open > 0) return;
    clearInterval(finish);
    const sorted = latencies.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    process.send?.({ requests: sorted.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 }, () =>
      process.exit()
    );
  }, 5);
});
