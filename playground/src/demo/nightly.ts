import type { Core } from '@strapi/strapi';

import { foresight } from './foresight';

interface RunRow {
  readonly status: string;
  readonly durationMs: number | null;
  readonly progress: { readonly step: string; readonly done: number; readonly total: number } | null;
  readonly error: { readonly code?: string; readonly message?: string } | null;
}

const POLL_MS = 250;
const LONGEST_MS = 30 * 60_000;

/** How often a run that an earlier start left behind is looked for: it is free once its lease has run out. */
const LOOK_MS = 5_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A new run, or the one that was under way when the demo was stopped. */
async function beginOrTakeUp(strapi: Core.Strapi): Promise<string> {
  const training = foresight(strapi, 'training');
  try {
    return (await training.startNightly({ trigger: 'import', requestedBy: null })).runId;
  } catch (error) {
    const [newest] = (await training.runs({ page: 1, pageSize: 1 })).data;
    if (newest === undefined || !['queued', 'running'].includes(newest.status)) throw error;
    return newest.runId;
  }
}

/**
 * Starts the nightly job, or takes up the one that was cut off, and waits for its end.
 *
 * @returns how long it took, in milliseconds, from the order to its end.
 * @throws Error when it does not succeed.
 */
export async function runNightly(strapi: Core.Strapi, tick: (detail: string) => void): Promise<number> {
  const started = performance.now();
  const runId = await beginOrTakeUp(strapi);
  let lookedAt = -Infinity;

  while (performance.now() - started < LONGEST_MS) {
    if (performance.now() - lookedAt > LOOK_MS) {
      lookedAt = performance.now();
      await foresight(strapi, 'training').resumeDeadRuns();
    }
    await pause(POLL_MS);
    const row = await strapi.db.query('plugin::foresight.training-run').findOne({ where: { runId } });
    const run = row as RunRow | null;
    if (run?.status === 'succeeded') return performance.now() - started;
    if (run && ['failed', 'interrupted', 'skipped'].includes(run.status)) {
      throw new Error(`the nightly job ${run.status}: ${run.error?.message ?? 'no reason was kept'}`);
    }
    if (run?.progress) tick(`${run.progress.step} ${run.progress.done} of ${run.progress.total}`);
  }
  throw new Error(`the nightly job did not end within ${LONGEST_MS / 60_000} minutes`);
}
