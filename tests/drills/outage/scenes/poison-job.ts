import path from 'node:path';

import type { Core } from '@strapi/strapi';

import type { Member } from '../../../helpers/cluster/member';
import type { Scene } from '../run-scene';
import { pause, type Stage } from '../stage';
import { succeededOnce } from './redis-stopped';

const LONGEST_MS = 120_000;
const POLL_MS = 200;

interface Queue {
  process(name: string, handler: () => Promise<void>): void;
  enqueue(name: string, payload: object, options: { dedupeKey: string }): Promise<unknown>;
}

const queueOf = (app: Core.Strapi): Queue => app.plugin('foresight').service('queue') as Queue;

/** In a site's process: do jobs named `poison`, each of which throws or takes the process with it. */
export function drinkPoison({ app }: { app: Core.Strapi }, how: 'throws' | 'kills'): void {
  queueOf(app).process('poison', async () => {
    if (how === 'kills') process.kill(process.pid, 'SIGKILL');
    throw new Error('poison');
  });
}

export const brewPoison = async ({ app }: { app: Core.Strapi }): Promise<void> =>
  void (await queueOf(app).enqueue('poison', {}, { dedupeKey: 'poison' }));

const drinkAt = (site: Member, how: 'throws' | 'kills') => site.run(__filename, 'drinkPoison', how);

/** Whoever died is started again, as by a process manager, until the journal says that the job was given up. */
const untilGivenUp = async (stage: Stage, how: 'throws' | 'kills'): Promise<number> => {
  let deaths = 0;
  for (const end = performance.now() + LONGEST_MS; performance.now() < end; await pause(POLL_MS)) {
    for (const site of stage.cluster.sites.filter((each) => !each.isUp())) {
      deaths++;
      await site.start();
      await drinkAt(site, how);
    }
    const told = await stage.query((knex) => knex('foresight_journal').where('code', 'job-failed').first('subject'));
    if (told !== undefined) return deaths;
  }
  stage.fail(`a job that ${how} was not given up; ${deaths} processes died of it`);
  return deaths;
};

const poison = (how: 'throws' | 'kills'): Scene => ({
  name: `poison-${how}`,
  sites: 2,
  workers: 0,
  redis: true,
  told: ['job-failed'],

  async play(stage) {
    const [first] = stage.cluster.sites;
    if (first === undefined) throw new Error('a site is needed');
    for (const site of stage.cluster.sites) await drinkAt(site, how);
    await first.run(path.resolve(__filename), 'brewPoison');
    const deaths = await untilGivenUp(stage, how);
    stage.check(how === 'kills' ? deaths > 0 && deaths <= 3 : deaths === 0, `${deaths} processes died of the poison`);
    // Others' jobs are done as ever.
    await succeededOnce(stage, await stage.endOfRun(await stage.startTraining(first)));
  },
});

/** A job that fails each time it is tried. */
export const poisonThrows = poison('throws');
/** A job that ends each process that tries it. */
export const poisonKills = poison('kills');
