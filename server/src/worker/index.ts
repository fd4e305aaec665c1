/**
 * Entry of every worker thread: opens one connection of its own once a task needs it, does one task at a time and sends back what came of it.
 * Bundled on its own (package export "./worker"); the main thread starts dist/worker/index.js.
 */
import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

import type { Knex } from 'knex';

import { openConnection } from '../repositories/connection';
import type { TaskContext } from './context';
import {
  carryError,
  type FromThread,
  type PasswordMessage,
  rebuildError,
  type RunMessage,
  type ToThread,
} from './messages';
import { PURE_TASKS, TASKS } from './tasks';
import type { ThreadData } from './thread-data';

const port = parentPort;
if (port === null) throw new Error('dist/worker/index.js is the entry of a worker thread and does nothing elsewhere.');

const { connection, storesEvents } = workerData as ThreadData;

/** How much nicer these threads are than the site: where both want the same core, the site goes first. */
const NICER = 10;
const NICEST = 19;
// Linux gives every thread a priority of its own, and 0 names the calling one; elsewhere it would be the whole process.
if (process.platform === 'linux') setPriority(0, Math.min(getPriority(0) + NICER, NICEST));

let knex: Knex | null = null;

const send = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const asked: ((answer: PasswordMessage['answer']) => void)[] = [];

/** Asked for every new connection: by then the last one may be worth nothing. */
const askPassword = (): Promise<string> =>
  new Promise((resolve, reject) => {
    asked.push((answer) => ('error' in answer ? reject(rebuildError(answer.error)) : resolve(answer.password)));
    send({ type: 'ask-password' });
  });

async function run({ id, task, payload, cancelled }: RunMessage): Promise<void> {
  const flag = new Int32Array(cancelled);
  try {
    if (Object.hasOwn(PURE_TASKS, task)) {
      const work = PURE_TASKS[task as keyof typeof PURE_TASKS] as (payload: unknown) => Promise<unknown>;
      send({ type: 'result', id, result: await work(payload) });
      return;
    }
    knex ??= await openConnection(connection, { askPassword, storesEvents });
    const context: TaskContext = {
      knex,
      progress: (step, done, total) => send({ type: 'progress', id, progress: { step, done, total } }),
      isCancelled: () => Atomics.load(flag, 0) === 1,
    };
    const work = TASKS[task as keyof typeof TASKS] as (payload: unknown, context: TaskContext) => Promise<unknown>;
    const result = await work(payload, context);
    send({ type: 'result', id, result }, buffersOf(result));
  } catch (error) {
    send({ type: 'error', id, error: carryError(error) });
  }
}

/** Buffers of the byte arrays at the top of a result; one that is a window on a larger buffer is copied instead. */
function buffersOf(result: unknown): ArrayBuffer[] {
  if (typeof result !== 'object' || result === null) return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(result)) {
    if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) continue;
    if (value.byteLength === value.buffer.byteLength) buffers.add(value.buffer);
  }
  return [...buffers];
}

port.on('message', (message: ToThread) => {
  if (message.type === 'run') void run(message);
  else if (message.type === 'password') asked.shift()?.(message.answer);
  else void Promise.resolve(knex?.destroy()).finally(() => process.exit(0));
});
