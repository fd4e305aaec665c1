/** The small version of the drill `outage`: real processes on a PostgreSQL and a Redis of their own, which are stopped. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { ownPostgres, ownRedis } from '../../scripts/servers.mjs';
import { runScene, type Scene } from '../drills/outage/run-scene';
import { corruptArtifact } from '../drills/outage/scenes/corrupt-artifact';
import { postgresMidIngest } from '../drills/outage/scenes/postgres-restarted';
import { redisStopped } from '../drills/outage/scenes/redis-stopped';
import { postgresServer } from '../helpers/cluster/databases';
import { seedDatabase } from '../helpers/cluster/seeded';
import { describeWith } from '../helpers/describe-with';

const SEEDED = 'seeded';
const REDIS_AWAY_MS = 6_000;
/** Other tests run at the same time: the drill has the stricter bar. */
const LONGEST_ANSWER_MS = 6_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-outage-'));

describeWith('postgres', 'redis')('while something is away', () => {
  const postgres = ownPostgres({ folder: path.join(folder, 'postgres'), fsync: false });
  const redis = ownRedis({ folder: path.join(folder, 'redis') });

  beforeAll(async () => {
    await Promise.all([postgres.start(), redis.start()]);
    await seedDatabase(postgresServer(postgres.url()), SEEDED, { folder });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([postgres.stop('immediate'), redis.stop('immediate')]);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const play = async (scene: Scene) => {
    const database = await postgresServer(postgres.url()).copy(SEEDED, scene.name.replaceAll('-', '_'));
    await redis.restart();
    return runScene(scene, { database, servers: { postgres, redis }, folder, longestAnswerMs: LONGEST_ANSWER_MS });
  };

  it.each([
    ['PostgreSQL, while events come in', postgresMidIngest],
    ['Redis, while a model is trained', redisStopped(REDIS_AWAY_MS)],
    ['bytes of the live model', corruptArtifact],
  ])(
    '%s: nothing hangs, nothing acknowledged is lost, a model answers, and the journal says what happened',
    async (_, scene) => {
      const result = await play(scene);
      expect(result.failures).toEqual([]);
      expect(result).toMatchObject({ lost: 0, doubled: 0, told: expect.arrayContaining([...scene.told]) });
    },
    240_000
  );
});
