import type { Scene } from '../run-scene';
import { pause, type Stage } from '../stage';
import { SLOW, succeededOnce } from './redis-stopped';

const AWAY_MS = 5_000;
const CALM_MS = 3_000;

const restart = async ({ servers: { postgres } }: Stage, how: 'fast' | 'immediate', awayMs: number): Promise<void> => {
  await postgres.stop(how);
  await pause(awayMs);
  await postgres.start();
};

/** PostgreSQL goes while events come in: as in a power cut and at once back, then as an operator stops it, for seconds. */
export const postgresMidIngest: Scene = {
  name: 'postgres-mid-ingest',
  sites: 2,
  workers: 1,
  redis: true,
  told: ['database-away'],

  async play(stage) {
    await stage.whileAway(() => restart(stage, 'immediate', 0));
    await pause(CALM_MS);
    await stage.whileAway(() => restart(stage, 'fast', AWAY_MS));
    await pause(CALM_MS);
  },
};

/** PostgreSQL goes while a model is trained. */
export const postgresMidTraining: Scene = {
  name: 'postgres-mid-training',
  sites: 2,
  workers: 1,
  redis: true,
  config: SLOW,
  told: ['database-away'],

  async play(stage) {
    const [site] = stage.cluster.sites;
    if (site === undefined) throw new Error('a site is needed');
    const runId = await stage.startTraining(site);
    await stage.midTraining(runId);
    await stage.whileAway(() => restart(stage, 'immediate', AWAY_MS));
    await succeededOnce(stage, await stage.endOfRun(runId));
  },
};
