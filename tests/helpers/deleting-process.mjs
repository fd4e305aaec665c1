/**
 * A process of its own: has a worker thread delete events as the plugin does, and writes one line of JSON per step.
 * Arguments: the thread's entry, its connection, the task's payload and its name. It is there to be killed.
 */
import { Worker } from 'node:worker_threads';

const [entry, connection, payload, task = 'retention'] = process.argv.slice(2);
const worker = new Worker(entry, { workerData: { connection: JSON.parse(connection) } });
worker.on('message', (message) => process.stdout.write(`${JSON.stringify(message)}\n`));
worker.postMessage({
  type: 'run',
  id: 1,
  task,
  payload: JSON.parse(payload),
  cancelled: new SharedArrayBuffer(4),
});
