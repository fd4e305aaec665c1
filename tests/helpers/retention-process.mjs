/**
 * A process of its own for retention.test.ts: has a worker thread delete old events as the plugin does, and writes one
 * line of JSON per step. Arguments: the thread's entry, its connection, the task's payload. It is there to be killed.
 */
import { Worker } from 'node:worker_threads';

const [entry, connection, payload] = process.argv.slice(2);
const worker = new Worker(entry, { workerData: { connection: JSON.parse(connection) } });
worker.on('message', (message) => process.stdout.write(`${JSON.stringify(message)}\n`));
worker.postMessage({
  type: 'run',
  id: 1,
  task: 'retention',
  payload: JSON.parse(payload),
  cancelled: new SharedArrayBuffer(4),
});
