import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import { connectionSpec, currentPassword } from '../repositories/connection';
import { getService } from '../utils/get-service';
import type { Progress } from '../worker/context';
import type { PayloadOf, ResultOf, TaskName } from '../worker/tasks';
import type { ThreadData } from '../worker/thread-data';
import { createLane, type Lane } from './worker-lane';

export interface TaskOptions {
  /** Counted from when the task starts, or, of an urgent one, is asked for; the thread is ended when it is over. */
  readonly timeoutMs?: number;
  /** Whether somebody waits for it; default: as is usual for the task. */
  readonly urgent?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

type LaneName = 'training' | 'background' | 'quick' | 'storing' | 'storing too';

interface TaskRule {
  /** Threads that do it: whichever has less to do. */
  readonly lanes: readonly [LaneName, ...LaneName[]];
  readonly timeoutMs: number;
  /** Somebody waits for it: it goes ahead of what nobody waits for, and is refused rather than left to wait long. */
  readonly urgent: boolean;
}

const RULES: Record<TaskName, TaskRule> = {
  store: { lanes: ['storing', 'storing too'], timeoutMs: LIMITS.taskMs, urgent: false },
  train: { lanes: ['training'], timeoutMs: LIMITS.trainingMs, urgent: false },
  rollup: { lanes: ['background'], timeoutMs: LIMITS.trainingMs, urgent: false },
  recompute: { lanes: ['background'], timeoutMs: LIMITS.taskMs, urgent: false },
  retention: { lanes: ['background'], timeoutMs: LIMITS.taskMs, urgent: false },
  erase: { lanes: ['background'], timeoutMs: LIMITS.taskMs, urgent: false },
  score: { lanes: ['background'], timeoutMs: LIMITS.trainingMs, urgent: false },
  forecast: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: true },
  whatIf: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: true },
  classify: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: true },
  extract: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: true },
  inspectModel: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: false },
  articleIndex: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: true },
  compareModels: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: true },
  siteNumbers: { lanes: ['quick'], timeoutMs: LIMITS.taskMs, urgent: true },
};

/** Heap of a thread in megabytes; matrices and models lie outside it, in typed arrays. */
const HEAP_MB: Record<LaneName, number> = {
  training: 1_024,
  background: 512,
  quick: 512,
  storing: 512,
  'storing too': 512,
};
/** How long a cancelled task may take to notice, and a closing thread to close its connection. */
const GRACE_MS = 5_000;

/**
 * Threads that keep heavy work off the event loop: one for training, one for what else runs in the background, one for
 * what somebody waits for, which therefore never stands behind half an hour of work, and one or two that store events.
 * Each opens its own database connection when the first task comes that needs one, and nothing heavy passes through this
 * thread.
 */
export const workers = ({ strapi }: { strapi: Core.Strapi }) => {
  const lanes = new Map<LaneName, Lane>();
  let closed = false;

  const laneOf = (name: LaneName): Lane => {
    const existing = lanes.get(name);
    if (existing) return existing;
    const lane = createLane({
      name,
      entry: workerEntry(__dirname),
      threadData: (): ThreadData => ({
        connection: connectionSpec(strapi),
        storesEvents: RULES.store.lanes.includes(name),
      }),
      password: () => currentPassword(strapi),
      maxQueued: LIMITS.queuedJobs,
      maxUrgent: LIMITS.urgentTasks,
      maxHeapMb: HEAP_MB[name],
      graceMs: GRACE_MS,
    });
    lanes.set(name, lane);
    return lane;
  };

  const sizeOf = (name: LaneName): number => lanes.get(name)?.size() ?? 0;
  const idlest = ([first, ...others]: readonly [LaneName, ...LaneName[]]): LaneName =>
    others.reduce((best, name) => (sizeOf(name) < sizeOf(best) ? name : best), first);

  /** The next task gets a new thread: nothing to do, but an operator should know. */
  const tellDeath = async (lane: LaneName, task: TaskName, { message }: Error): Promise<void> => {
    strapi.log.error(`[foresight] the ${lane} thread died over "${task}": ${message}`);
    await getService(strapi, 'journal').incident({
      code: 'worker-died',
      level: 'danger',
      subject: lane,
      detail: { task, error: message },
    });
  };

  return {
    /**
     * Have a thread do a task.
     *
     * @throws {CoreError} what the task threw; TIMED_OUT; CANCELLED by the signal or by closing;
     *   WORKER_DIED when the thread ran out of memory or ended; OVERLOADED when too many urgent tasks wait,
     *   QUEUE_UNAVAILABLE when too many of any kind do.
     */
    async run<K extends TaskName>(task: K, payload: PayloadOf<K>, options: TaskOptions = {}): Promise<ResultOf<K>> {
      if (closed) throw new CoreError('CANCELLED', { got: `"${task}" after the threads were closed` });
      const { lanes: able, timeoutMs, urgent } = RULES[task];
      const lane = idlest(able);
      try {
        return (await laneOf(lane).run(task, payload, { timeoutMs, urgent, ...options })) as ResultOf<K>;
      } catch (error) {
        if (error instanceof CoreError && error.code === 'WORKER_DIED') await tellDeath(lane, task, error);
        throw error;
      }
    },

    /** Tasks that wait or run. */
    size: (): number => [...lanes.values()].reduce((sum, lane) => sum + lane.size(), 0),

    /** End what runs and close every thread's connection. */
    async close(): Promise<void> {
      closed = true;
      const open = [...lanes.values()];
      lanes.clear();
      await Promise.all(open.map((lane) => lane.close()));
    },
  };
};

/** The bundled thread entry, found from the bundle (dist/server) as well as from the source tree (tests). */
export function workerEntry(from: string): string {
  for (let folder = from; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
    if (name !== 'strapi-plugin-foresight') continue;
    const entry = path.join(folder, 'dist', 'worker', 'index.js');
    if (existsSync(entry)) return entry;
    throw new CoreError('WORKER_DIED', {
      expected: 'dist/worker/index.js, made by "npm run build"',
      got: 'no such file',
    });
  }
  throw new CoreError('WORKER_DIED', { expected: 'the package strapi-plugin-foresight around this file', got: 'none' });
}
