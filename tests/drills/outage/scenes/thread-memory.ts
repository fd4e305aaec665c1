import fs from 'node:fs';

import type { Scene } from '../run-scene';
import { succeededOnce } from './redis-stopped';

/** The thread that trains runs out of memory; the next night learns as ever. */
export const threadMemory: Scene = {
  name: 'thread-memory',
  sites: 2,
  workers: 0,
  redis: false,
  told: ['worker-died'],

  async play(stage) {
    const [site] = stage.cluster.sites;
    if (site === undefined) throw new Error('a site is needed');
    fs.writeFileSync(site.hoardFile, 'train');
    const run = await stage.endOfRun(await stage.startTraining(site));
    stage.check(!fs.existsSync(site.hoardFile), 'no thread hoarded memory');
    stage.check(run.status === 'failed', `a run whose thread died ended ${run.status}`);
    await succeededOnce(stage, await stage.endOfRun(await stage.startTraining(site)));
  },
};
