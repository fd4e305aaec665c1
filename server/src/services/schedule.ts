import type { Core } from '@strapi/strapi';
import { createTask, type ScheduledTask } from 'node-cron';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import { eraseJob } from '../jobs/erase';
import { nightId, nightlyJob } from '../jobs/nightly';
import { recomputeJob } from '../jobs/recompute';
import { rescoreJob } from '../jobs/rescore';
import { retentionJob } from '../jobs/retention';
import { rollupJob } from '../jobs/rollup';
import type { ScheduledJob } from '../jobs/job';
import { TABLES } from '../repositories/tables';
import { countRows } from '../repositories/traffic';
import { findLastSucceeded } from '../repositories/training-runs';
import { getService } from '../utils/get-service';
import { pluginStore } from './plugin-store';

const JOBS: readonly ScheduledJob[] = [rollupJob, nightlyJob, retentionJob];
/** A site that never learned is looked at so long after the start, when it has settled. */
const SETTLE_MS = 60_000;
/** A wake-up that names another time than it is comes from a clock that is wrong, and so does what it says is due next. */
const WRONG_CLOCK_MS = 60_000;
/** A run left behind is looked for so often per lease, and at least once in this time. */
const LOOKS_PER_LEASE = 3;
const LONGEST_LOOK_MS = 20_000;
const DUE = { key: 'nightlyDue' };

/** Wakes the jobs at their times, in the site's time zone. Waking puts work into the queue and does nothing itself. */
export const schedule = ({ strapi }: { strapi: Core.Strapi }) => {
  const tasks = new Map<ScheduledJob['name'], ScheduledTask>();
  const timers = new Set<NodeJS.Timeout>();
  let watch: NodeJS.Timeout | null = null;
  let startedAt = Infinity;
  let lookedAtNewSite = false;

  const now = () => getService(strapi, 'clock').system();
  /** Whether this machine's clock, by which cron goes, is off. */
  const isWrong = (wallClock: number): boolean => Math.abs(wallClock - now()) > WRONG_CLOCK_MS;
  const learns = () => getService(strapi, 'settings').isActive('learn');

  /** A job that can't be put into the queue is tried again at its next time; the process goes on. */
  const wakeNow = async (name: ScheduledJob['name'], at: Date): Promise<void> => {
    const job = JOBS.find((each) => each.name === name);
    // What can't be handed to anybody now is tried at its next time; a night is caught up.
    if (job === undefined || !learns() || !getService(strapi, 'queue').takesJobs()) return;
    try {
      await job.wake(strapi, at);
    } catch (error) {
      strapi.log.error(
        `[foresight] job ${job.name} could not start: ${error instanceof Error ? error.message : error}`
      );
    }
  };

  const after = (ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer.unref());
  };

  const wake = (job: ScheduledJob, at: Date): void => {
    if (isWrong(at.getTime())) return;
    const { jitterSeconds } = getService(strapi, 'settings').get().schedule;
    const delay = job.name === 'nightly' ? Math.random() * jitterSeconds * 1_000 : 0;
    after(delay, () => void wakeNow(job.name, at));
  };

  const startNight = async (runId?: string): Promise<void> => {
    try {
      const options = { trigger: 'catch-up', requestedBy: null, ...(runId === undefined ? {} : { runId }) } as const;
      await getService(strapi, 'training').startNightly(options);
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
    }
  };

  /** A night that was due and that nobody has begun: every process was down, or another run stood in its way. */
  const catchUpNight = async (): Promise<void> => {
    const stored: unknown = await pluginStore(strapi).get(DUE);
    const due = typeof stored === 'number' ? stored : null;
    const passed = due !== null && now() >= due + LIMITS.nightGraceMs;
    if (passed && !(await getService(strapi, 'training').exists(nightId(new Date(due))))) {
      return startNight(nightId(new Date(due)));
    }
    // Cron goes by this machine's clock: one that is behind names a night that is over, one that is ahead leaves one out.
    const next = tasks.get('nightly')?.getNextRun()?.getTime() ?? null;
    const changed = due !== null && due > now() && !isWrong(Date.now());
    if ((passed || due === null || changed) && next !== null && next > now() && next !== due) {
      await pluginStore(strapi).set({ ...DUE, value: next });
    }
  };

  /** A site that has articles and never learned: it need not wait for its first night. */
  const beginNewSite = async (): Promise<void> => {
    if (lookedAtNewSite || performance.now() - startedAt < SETTLE_MS) return;
    lookedAtNewSite = true;
    const knex = strapi.db.connection as Knex;
    if ((await findLastSucceeded(knex, nightlyJob.name)) !== null) return;
    if ((await countRows(knex, TABLES.publications)) > 0) await startNight();
  };

  /** What a process that died left behind, and what nobody has begun. */
  const look = async (): Promise<void> => {
    if (!getService(strapi, 'queue').takesJobs()) return;
    // Whatever is switched off, who asked to be erased is.
    await getService(strapi, 'erasure').resume();
    if (!learns()) return;
    await getService(strapi, 'training').resumeDeadRuns();
    await catchUpNight();
    await beginNewSite();
  };

  const lookAgain = (): void => {
    look().catch((error: unknown) => strapi.log.warn(`[foresight] runs left behind not looked for: ${String(error)}`));
  };

  return {
    /** Register the jobs' handlers and begin. */
    async start(): Promise<void> {
      const settings = getService(strapi, 'settings').get();
      for (const job of [...JOBS, rescoreJob, recomputeJob, eraseJob]) {
        getService(strapi, 'queue').process(job.name, ({ payload }) => job.run(strapi, payload));
      }
      for (const job of JOBS) {
        const task = createTask(job.cron(settings), ({ date }) => wake(job, date), {
          name: `foresight ${job.name}`,
          timezone: settings.timeZone,
          noOverlap: true,
          unref: true,
          suppressMissedWarning: true,
        });
        tasks.set(job.name, task);
        await task.start();
      }
      startedAt = performance.now();
      const period = Math.min(LONGEST_LOOK_MS, (settings.jobs.leaseSeconds * 1_000) / LOOKS_PER_LEASE);
      watch = setInterval(lookAgain, period).unref();
    },

    /** Wake a job as its cron would, for the given time. */
    wakeNow,

    /** Look now for what was left behind, instead of at the next turn. */
    look,

    /** Wake no more; what runs goes on until the queue is closed. */
    async stop(): Promise<void> {
      if (watch !== null) clearInterval(watch);
      watch = null;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      for (const task of tasks.values()) await task.destroy();
      tasks.clear();
    },

    /** When a job is due next; null while the schedule is stopped or learning is switched off. */
    nextRun(job: ScheduledJob['name']): Date | null {
      if (!learns()) return null;
      return tasks.get(job)?.getNextRun() ?? null;
    },
  };
};
