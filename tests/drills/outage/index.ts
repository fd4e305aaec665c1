/** The scenes of the drill `outage`, by what is taken away. */
import { clockJumps } from './scenes/clock-jumps';
import { corruptArtifact } from './scenes/corrupt-artifact';
import { poisonKills, poisonThrows } from './scenes/poison-job';
import { postgresMidIngest, postgresMidTraining } from './scenes/postgres-restarted';
import { redisStopped } from './scenes/redis-stopped';
import { threadMemory } from './scenes/thread-memory';

const REDIS_AWAY_MS = 30_000;

export const SCENES = [
  redisStopped(REDIS_AWAY_MS),
  postgresMidIngest,
  postgresMidTraining,
  threadMemory,
  poisonThrows,
  poisonKills,
  clockJumps,
  corruptArtifact,
];

export { runScene } from './run-scene';
