/**
 * Loaded first in every process of a test cluster, and in its threads: it ends with its harness, and its clock can be set.
 *
 * FORESIGHT_CLOCK_FILE holds milliseconds that this process's clock is ahead; it is looked at again and again,
 * so that a test can make the clock jump while the process runs. Timers go on as they do on a real machine.
 */
const { readFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const LOOK_MS = 100;

if (isMainThread) require('../ends-with-parent.cjs');

const file = process.env.FORESIGHT_CLOCK_FILE;
if (file) {
  const RealDate = Date;
  // Taken now: somebody may write what it reads here back, `Date.now = Date.now`.
  const realNow = Date.now;
  let ahead = 0;
  let lookedAt = -Infinity;

  const look = () => {
    try {
      ahead = Number(readFileSync(file, 'utf8'));
    } catch {
      ahead = 0;
    }
  };
  const now = () => {
    if (performance.now() - lookedAt > LOOK_MS) {
      lookedAt = performance.now();
      look();
    }
    return realNow() + ahead;
  };

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
