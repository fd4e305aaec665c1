/**
 * Loaded first in every process of a test cluster, and in its threads: it ends with its harness, its clock can be set, and
 * a thread can be made to run out of memory.
 *
 * FORESIGHT_HOARD_FILE names a task; the next thread that is given it takes the file away and hoards memory until it dies.
 * FORESIGHT_CLOCK_FILE holds milliseconds that this process's clock is ahead; it is looked at again and again,
 * so that a test can make the clock jump while the process runs. Timers go on as they do on a real machine.
 */
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { isMainThread, parentPort } = require('node:worker_threads');

const LOOK_MS = 100;

if (isMainThread) require('../../../scripts/cluster/ends-with-parent.cjs');

const hoardFile = process.env.FORESIGHT_HOARD_FILE;
if (!isMainThread && hoardFile) {
  parentPort.on('message', ({ task }) => {
    if (!existsSync(hoardFile) || readFileSync(hoardFile, 'utf8') !== task) return;
    rmSync(hoardFile);
    const hoard = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, at) => ({ at })));
  });
}

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
