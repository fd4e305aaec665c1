import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';

import { workerEntry } from '../../server/src/services/workers';
import type { ToThread } from '../../server/src/worker/messages';

/** Niceness of every thread of this process, from proc(5): the 19th field, the 17th behind the name in brackets. */
const niceness = (): number[] =>
  readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });

(process.platform === 'linux' ? it : it.skip)(
  'a worker thread steps back behind the site, and only that thread',
  async () => {
    const before = getPriority();
    const worker = new Worker(workerEntry(__dirname), { workerData: { connection: {} } });
    const tell = (message: ToThread) => worker.postMessage(message);
    try {
      // It has no database and says so: by then its script has run.
      const answer = once(worker, 'message');
      tell({ type: 'run', id: 1, task: 'train', payload: {}, cancelled: new SharedArrayBuffer(4) });
      await answer;
      expect(niceness().filter((each) => each === Math.min(before + 10, 19))).toHaveLength(1);
      expect(getPriority()).toBe(before);
    } finally {
      const gone = once(worker, 'exit');
      tell({ type: 'close' });
      await gone;
    }
  }
);
