import type { RunRecord } from '../../../../server/src/repositories/training-runs';
import { registeredOnce } from '../../nights-checks';
import type { Scene } from '../run-scene';
import { pause, type Stage } from '../stage';

const EVERY_MS = 2_000;
/** So many trees that a training can be met in the middle. */
export const SLOW = { ranker: { nEstimators: 1000 } };

export const succeededOnce = async (stage: Stage, run: RunRecord): Promise<void> => {
  stage.check(run.status === 'succeeded', `the run ended ${run.status}: ${run.error?.message ?? ''}`);
  for (const what of await stage.query((knex) => registeredOnce(knex, run))) stage.fail(what);
};

/** Redis is stopped in the middle of a job; people go on working meanwhile. */
export const redisStopped = (awayMs: number): Scene => ({
  name: 'redis-stopped',
  sites: 2,
  workers: 1,
  redis: true,
  config: SLOW,
  told: ['redis-away'],

  async play(stage) {
    const { redis } = stage.servers;
    const [site, other] = stage.cluster.sites;
    if (redis === null || site === undefined || other === undefined) throw new Error('two sites and Redis are needed');
    const runId = await stage.startTraining(site);
    await stage.midTraining(runId);

    await redis.stop('immediate');
    for (const end = performance.now() + awayMs; performance.now() < end; await pause(EVERY_MS)) {
      const { status } = await stage.operate(other, 'POST', '/train');
      stage.check([202, 409].includes(status), `a training asked for while Redis is away: ${status}`);
      await stage.operate(site, 'GET', '/overview');
    }
    await redis.start();

    await succeededOnce(stage, await stage.endOfRun(runId));
    await pause(EVERY_MS);
    const open = await stage.query((knex) =>
      knex('foresight_training_runs').whereIn('status', ['queued', 'running']).first('run_id')
    );
    if (open !== undefined) await stage.endOfRun((open as { run_id: string }).run_id);
    await succeededOnce(stage, await stage.endOfRun(await stage.startTraining(other)));
  },
});
