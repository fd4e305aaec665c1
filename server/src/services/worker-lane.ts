import { Worker } from 'node:worker_threads';

import { CoreError } from '../core/errors';
import type { Progress } from '../worker/context';
import { carryError, rebuildError, type FromThread, type ToThread } from '../worker/messages';

export interface LaneOptions {
  /** What errors call it. */
  readonly name: string;
  /** File the thread starts with. */
  readonly entry: string;
  /** What the thread starts with; asked again for every new thread. */
  readonly threadData: () => unknown;
  /** What the thread is told when it asks for the database's password. */
  readonly password?: () => Promise<string>;
  readonly maxQueued: number;
  /** Urgent tasks waiting before more are refused. */
  readonly maxUrgent: number;
  /** Memory of the thread's JavaScript heap; above it the thread is ended. */
  readonly maxHeapMb: number;
  /** After cancelling, how long the task may take to notice before its thread is ended. */
  readonly graceMs: number;
}

export interface RunOptions {
  /** Counted from when the task starts; an urgent one's from when it is asked for. */
  readonly timeoutMs: number;
  /** Somebody looks at a spinner: it goes ahead of waiting tasks that are not urgent, and its waiting is time as well. */
  readonly urgent?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

interface Item extends RunOptions {
  readonly id: number;
  readonly task: string;
  readonly payload: unknown;
  readonly cancelled: SharedArrayBuffer;
  /** The task has started. */
  begin(): void;
  settle(outcome: { result: unknown } | { error: Error }): void;
}

export interface Lane {
  /** @throws {CoreError} OVERLOADED, QUEUE_UNAVAILABLE, TIMED_OUT, CANCELLED, WORKER_DIED, or what the task threw. */
  run(task: string, payload: unknown, options: RunOptions): Promise<unknown>;
  /** Tasks that wait or run. */
  size(): number;
  close(): Promise<void>;
}

/**
 * One thread and the tasks that wait for it. The thread is started by the first task; when it dies, by whatever cause,
 * the task it had fails with that cause and the next task gets a new thread.
 */
export function createLane(options: LaneOptions): Lane {
  const { name, entry, threadData, maxQueued, maxUrgent, maxHeapMb, graceMs } = options;
  const waiting: Item[] = [];
  let thread: Worker | null = null;
  let current: Item | null = null;
  let closed = false;
  let lastId = 0;

  /** End the thread now; the task it has is settled with `error` first, so that its exit says nothing new. */
  const endThread = async (error: Error): Promise<void> => {
    const ending = thread;
    thread = null;
    current?.settle({ error });
    await ending?.terminate();
  };

  const tellPassword = async (asking: Worker): Promise<void> => {
    const answer = await (options.password?.() ?? Promise.reject(new Error('there is no password to tell'))).then(
      (password) => ({ password }),
      (error: unknown) => ({ error: carryError(error) })
    );
    asking.postMessage({ type: 'password', answer } satisfies ToThread);
  };

  const startThread = (): Worker => {
    const started = new Worker(entry, {
      workerData: threadData(),
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    let cause = 'an exit';
    started.on('message', (message: FromThread) => {
      if (message.type === 'ask-password') return void tellPassword(started);
      if (current === null || message.id !== current.id) return;
      if (message.type === 'progress') current.onProgress?.(message.progress);
      else if (message.type === 'result') current.settle({ result: message.result });
      else current.settle({ error: rebuildError(message.error) });
    });
    started.on('error', (error) => (cause = error.message));
    started.on('exit', (code) => {
      if (thread !== started) return;
      void endThread(died(name, current, `${cause} (code ${code})`));
    });
    return started;
  };

  const next = () => {
    if (current !== null) return;
    const item = waiting.shift();
    if (item === undefined) return thread?.unref();
    current = item;
    try {
      thread ??= startThread();
      // While it works the thread keeps the process alive; an idle one doesn't.
      thread.ref();
      const message: ToThread = { type: 'run', ...pick(item) };
      thread.postMessage(message);
      item.begin();
    } catch (error) {
      item.settle({ error: error instanceof Error ? error : new Error(String(error)) });
    }
  };

  const withdraw = (item: Item, error: Error) => {
    waiting.splice(waiting.indexOf(item), 1);
    item.settle({ error });
  };

  const timeUp = (item: Item) => {
    if (item === current) void endThread(timedOut(item));
    else withdraw(item, timedOut(item));
  };

  const cancel = (item: Item) => {
    const reason = new CoreError('CANCELLED', { got: `nobody waits for "${item.task}" any more` });
    if (item !== current) return withdraw(item, reason);
    Atomics.store(new Int32Array(item.cancelled), 0, 1);
    setTimeout(() => item === current && void endThread(reason), graceMs).unref();
  };

  const add = (item: Item) => {
    const firstPatient = waiting.findIndex(({ urgent }) => !urgent);
    if (item.urgent && firstPatient !== -1) waiting.splice(firstPatient, 0, item);
    else waiting.push(item);
    next();
  };

  return {
    run: (task, payload, runOptions) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new CoreError('CANCELLED', { got: `the ${name} thread is closed` }));
        if (runOptions.signal?.aborted) return reject(new CoreError('CANCELLED', { got: `"${task}" before it began` }));
        const urgent = runOptions.urgent ?? false;
        const urgentOnes = waiting.filter((each) => each.urgent).length;
        if (urgent && urgentOnes >= maxUrgent) {
          const expected = `at most ${maxUrgent} requests waiting for the ${name} thread`;
          return reject(new CoreError('OVERLOADED', { expected, got: `${urgentOnes}` }));
        }
        if (waiting.length >= maxQueued) {
          const expected = `at most ${maxQueued} tasks waiting for the ${name} thread`;
          return reject(new CoreError('QUEUE_UNAVAILABLE', { expected, got: `${waiting.length}` }));
        }

        let timer: NodeJS.Timeout | undefined;
        let settled = false;
        const onAbort = () => cancel(item);
        const startClock = () => (timer = setTimeout(() => timeUp(item), runOptions.timeoutMs));
        const item: Item = {
          ...runOptions,
          id: (lastId += 1),
          task,
          payload,
          cancelled: new SharedArrayBuffer(4),
          begin: () => void (urgent || startClock()),
          settle(outcome) {
            if (settled) return;
            settled = true;
            clearTimeout(timer);
            runOptions.signal?.removeEventListener('abort', onAbort);
            if (current === item) current = null;
            if ('error' in outcome) reject(outcome.error);
            else resolve(outcome.result);
            setImmediate(next);
          },
        };
        runOptions.signal?.addEventListener('abort', onAbort, { once: true });
        if (urgent) startClock();
        add(item);
      }),

    size: () => waiting.length + (current === null ? 0 : 1),

    async close() {
      closed = true;
      for (const item of waiting.splice(0))
        item.settle({ error: new CoreError('CANCELLED', { got: `the ${name} thread closes` }) });
      const ending = thread;
      if (ending === null) return;
      if (current !== null) return endThread(new CoreError('CANCELLED', { got: `the ${name} thread closes` }));
      thread = null;
      const gone = new Promise((resolve) => ending.once('exit', resolve));
      ending.postMessage({ type: 'close' } satisfies ToThread);
      const timer = setTimeout(() => void ending.terminate(), graceMs);
      await gone;
      clearTimeout(timer);
    },
  };
}

const pick = ({ id, task, payload, cancelled }: Item) => ({ id, task, payload, cancelled });

const timedOut = ({ task, timeoutMs }: Item) =>
  new CoreError('TIMED_OUT', { expected: `"${task}" within ${timeoutMs} ms`, got: 'no result' });

const died = (lane: string, item: Item | null, got: string) =>
  new CoreError('WORKER_DIED', { expected: item ? `a result of "${item.task}"` : `the ${lane} thread alive`, got });
