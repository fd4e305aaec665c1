import fs from 'node:fs';

import type { ClusterDatabase } from './databases';
import { createMember, type Member } from './member';
import { freePort } from '../../../scripts/servers.mjs';
import { QUICK, TEST_ENV } from './seeded';

export interface ClusterOptions {
  readonly sites: number;
  readonly workers: number;
  readonly database: ClusterDatabase;
  readonly redisUrl: string | null;
  /** Logs and clocks; kept. */
  readonly folder: string;
  /** Laid over the quick settings of a seeded site. */
  readonly config?: object;
}

export interface Cluster {
  readonly members: readonly Member[];
  readonly sites: readonly Member[];
  readonly workers: readonly Member[];
  stop(): Promise<void>;
  /** End everything at once, as after a failure. */
  kill(): Promise<void>;
}

const names = (what: 'site' | 'worker', count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `${what}-${at + 1}`, role: what }));

/** Real processes on one database: all start together, as after a deployment. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { sites, workers, database, redisUrl, folder, config = {} } = options;
  fs.mkdirSync(folder, { recursive: true });
  const env = {
    ...TEST_ENV,
    ...database.env,
    ...(redisUrl === null ? { REDIS_URL: '' } : { REDIS_URL: redisUrl }),
    FORESIGHT_CONFIG: JSON.stringify({ ...QUICK, ...config }),
  };
  const members: Member[] = [];
  for (const { name, role } of [...names('site', sites), ...names('worker', workers)]) {
    members.push(createMember({ name, role, port: await freePort(), env, folder }));
  }
  const kill = async () => void (await Promise.all(members.map((member) => member.kill9())));
  try {
    await Promise.all(members.map((member) => member.start()));
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    members,
    sites: members.filter(({ role }) => role === 'site'),
    workers: members.filter(({ role }) => role === 'worker'),
    stop: async () => void (await Promise.all(members.map((member) => member.stop()))),
    kill,
  };
}
