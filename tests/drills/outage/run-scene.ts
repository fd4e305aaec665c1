import path from 'node:path';

import type { JournalAnswer } from '../../../server/src/contracts/admin';
import { startCluster } from '../../helpers/cluster/cluster';
import type { ClusterDatabase } from '../../helpers/cluster/databases';
import { readSite } from '../../helpers/cluster/seeded';
import { LONGEST_ANSWER_MS, watchCluster } from '../../helpers/cluster/watch';
import { beginWriting, countWrong } from '../../helpers/cluster/writers';
import { createStage, pause, type Servers, type Stage } from './stage';

/** Before and after what happens in a scene. */
const CALM_MS = 2_000;
const LEASE_SECONDS = 5;

export interface Scene {
  readonly name: string;
  readonly sites: number;
  readonly workers: number;
  readonly redis: boolean;
  readonly config?: object;
  /** Codes of the journal that must tell of it. */
  readonly told: readonly string[];
  play(stage: Stage): Promise<void>;
}

export interface SceneResult {
  readonly failures: readonly string[];
  readonly requests: number;
  readonly unavailable: number;
  readonly slowestMs: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** Codes of incidents in the journal afterwards. */
  readonly told: readonly string[];
}

/** What the administrator reads afterwards, and whether what lasted has ended. */
const readJournal = async (stage: Stage, scene: Scene): Promise<string[]> => {
  const site = stage.cluster.sites[0];
  if (site === undefined) return [];
  const { body } = await stage.operate(site, 'GET', '/journal?kind=incident&pageSize=100');
  const { data } = body as JournalAnswer;
  for (const code of scene.told) {
    stage.check(
      data.some((entry) => entry.code === code),
      `the journal does not say "${code}"`
    );
  }
  for (const { code, endedAt } of data) {
    if (code.endsWith('-away')) stage.check(endedAt !== null, `the journal says that "${code}" still lasts`);
  }
  return [...new Set(data.map(({ code }) => code))].sort();
};

export interface SceneSetting {
  readonly database: ClusterDatabase;
  readonly servers: Servers;
  readonly folder: string;
  /** See `watchCluster`. */
  readonly longestAnswerMs?: number;
}

export async function runScene(
  scene: Scene,
  { database, servers, folder, longestAnswerMs = LONGEST_ANSWER_MS }: SceneSetting
): Promise<SceneResult> {
  const knex = database.connect();
  const site = await readSite(knex);
  await knex.destroy();
  const cluster = await startCluster({
    sites: scene.sites,
    workers: scene.workers,
    database,
    redisUrl: scene.redis ? (servers.redis?.url() ?? null) : null,
    folder: path.join(folder, scene.name),
    config: { jobs: { leaseSeconds: LEASE_SECONDS }, ...scene.config },
  });
  const failures: string[] = [];
  const stage = createStage(
    { cluster, servers, site, database, folder: path.join(folder, scene.name), longestAnswerMs },
    failures
  );
  const { mayBeUnavailable } = stage;
  try {
    const readers = watchCluster(cluster.sites, {
      documentId: site.documentIds.at(-3) ?? '',
      token: site.readToken,
      mayBeUnavailable,
      longestAnswerMs,
    });
    const writers = beginWriting(cluster.sites, site, {
      prefix: `${scene.name}-event`,
      mayBeUnavailable,
      longestAnswerMs,
    });
    await pause(CALM_MS);
    await scene.play(stage).catch((error: Error) => stage.fail(`the scene broke off: ${error.message}`));
    await pause(CALM_MS);
    const written = await writers.stop();
    const watched = await readers.stop();
    const { lost, doubled } = await stage.query((connection) => countWrong(connection, written.acknowledged));
    stage.check(lost === 0, `${lost} acknowledged events are lost`);
    stage.check(doubled === 0, `${doubled} events are there more than once`);
    stage.check(written.acknowledged.length > 0, 'no event was acknowledged');
    const told = await readJournal(stage, scene);
    return {
      failures: [...failures, ...watched.failures, ...written.failures],
      requests: watched.requests,
      unavailable: watched.unavailable,
      slowestMs: Math.round(Math.max(watched.slowestMs, written.slowestMs)),
      acknowledged: written.acknowledged.length,
      lost,
      doubled,
      told,
    };
  } finally {
    await cluster.kill();
  }
}
