import type { Core } from '@strapi/strapi';
import { createTask, type ScheduledTask } from 'node-cron';
import type { Knex } from 'knex';

import { CoreError } from '../core/errors';
import { nightlyJob } from '../jobs/nightly';
import { rescoreJob } from '../jobs/rescore';
import { rollupJob } from '../jobs/rollup';
import type { ScheduledJob } from '../jobs/job';
import { TABLES } from '../repositories/tables';
import { countRows } from '../repositories/traffic';
import { findLastSucceeded } from '../repositories/training-runs';
import { getService } from '../utils/get-service';
import { isNightMissed } from './missed-night';

const JOBS: readonly ScheduledJob[] = [rollupJob, nightlyJob];
/** A missed night is caught up this long after the start, when the site has settled. */
const CATCH_UP_MS = 60_000;

/** Wakes the jobs at their times, in the site's time zone. Waking puts work into the queue and does nothing itself. */
export const schedule = ({ strapi }: { strapi: Core.Strapi }) => {
  const tasks = new Map<ScheduledJob['name'], ScheduledTask>();
  let catchUp: NodeJS.Timeout | null = null;

  /** A job that can't be put into the queue is tried again at its next time; the process goes on. */
  const wake = async (job: ScheduledJob, at: Date): Promise<void> => {
    if (!getService(strapi, 'settings').isActive('learn')) return;
    try {
      await job.wake(strapi, at);
    } catch (error) {
      strapi.log.error(
        `[foresight] job ${job.name} could not start: ${error instanceof Error ? error.message : error}`
      );
    }
  };

  const catchUpNight = async (): Promise<void> => {
    const knex = strapi.db.getConnection() as Knex;
    const last = await findLastSucceeded(knex, nightlyJob.name);
    const learns = getService(strapi, 'settings').isActive('learn');
    if (
      !learns ||
      !isNightMissed(last?.finishedAt ?? null, Date.now()) ||
      (await countRows(knex, TABLES.publications)) === 0
    )
      return;
    try {
      await getService(strapi, 'training').startNightly({ trigger: 'catch-up', requestedBy: null });
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
    }
  };

  return {
    /** Register the jobs' handlers, settle what a dead process left behind, and begin. */
    async start(): Promise<void> {
      const settings = getService(strapi, 'settings').get();
      for (const job of [...JOBS, rescoreJob]) {
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
      await getService(strapi, 'training').settleDeadRuns();

      catchUp = setTimeout(() => {
        catchUpNight().catch((error: Error) =>
          strapi.log.error(`[foresight] missed night not caught up: ${error.message}`)
        );
      }, CATCH_UP_MS);
      catchUp.unref();
    },

    /** Wake no more; what runs goes on until the queue is closed. */
    async stop(): Promise<void> {
      if (catchUp !== null) clearTimeout(catchUp);
      for (const task of tasks.values()) await task.destroy();
      tasks.clear();
    },

    /** When a job is due next; null while the schedule is stopped or learning is switched off. */
    nextRun(job: ScheduledJob['name']): Date | null {
      if (!getService(strapi, 'settings').isActive('learn')) return null;
      return tasks.get(job)?.getNextRun() ?? null;
    },
  };
};
