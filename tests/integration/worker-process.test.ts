/** Sites and a dedicated worker, each a process of its own, on PostgreSQL and a Redis that the tests may stop. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import createKnex, { type Knex } from 'knex';

import type { RunSummary } from '../../server/src/contracts/admin';
import type { ForesightConfig } from '../../server/src/config/schema';
import { TABLES } from '../../server/src/repositories/tables';
import {
  type AppProcess,
  type Asker,
  askerOf,
  firstAdmin,
  type SharedSite,
  sharedSite,
  type SiteProcess,
} from '../helpers/app-processes';
import { hasRedisServer, type OwnRedis, ownRedis } from '../helpers/own-redis';
import { until } from '../helpers/until';

const QUIET = { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' };
const root = path.resolve(__dirname, '../..');
const LONGEST_MS = 60_000;

const foresight = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'bin/foresight.js'), ...args], {
    cwd,
    env: { ...process.env, STRAPI_TELEMETRY_DISABLED: 'true', ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

describe('npx foresight', () => {
  it('lists its commands', () => {
    const { status, stdout } = foresight(['--help'], os.tmpdir());
    expect(status).toBe(0);
    expect(stdout).toMatch(/npx foresight worker +do the jobs/);
    expect(foresight(['worker', '--help'], os.tmpdir()).stdout).toContain('Ends on SIGTERM');
  });

  it.each([
    [['no-such-command'], 'There is no command "no-such-command".'],
    [[], 'No command was given.'],
  ])('does not understand %j, and says what it does', (args, why) => {
    const { status, stderr } = foresight(args, os.tmpdir());
    expect(status).toBe(2);
    expect(stderr).toContain(why);
    expect(stderr).toContain('npx foresight worker');
  });

  it('says that it is not in the folder of an app', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-no-app-'));
    try {
      const nothing = foresight(['worker'], folder);
      expect([nothing.status, nothing.stderr]).toEqual([1, expect.stringContaining('has no package.json')]);
      fs.writeFileSync(path.join(folder, 'package.json'), '{"dependencies":{"koa":"2.0.0"}}');
      const another = foresight(['worker'], folder);
      expect([another.status, another.stderr]).toEqual([1, expect.stringContaining('is no Strapi app')]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it('takes nothing behind "worker"', () => {
    expect(foresight(['worker', '--fast'], path.join(root, 'playground')).status).toBe(2);
  });

  it('is no worker without Redis, and says so', async () => {
    const shared = await sharedSite();
    try {
      const { status, stderr } = foresight(['worker'], path.join(root, 'playground'), {
        ...shared.env,
        NODE_ENV: 'production',
      });
      expect([status, stderr.trim()]).toEqual([1, expect.stringMatching(/^foresight: A worker needs Redis/)]);
    } finally {
      await shared.close();
    }
  });
});

const withServers = hasRedisServer && process.env['FORESIGHT_POSTGRES_URL'] ? describe : describe.skip;

withServers('a site that only serves, and a worker', () => {
  let redis: OwnRedis;
  let shared: SharedSite;
  let knex: Knex;
  let site: SiteProcess;
  let worker: AppProcess;
  let ask: Asker;

  /** Another administrator's process, which must not be needed. */
  const train = async (): Promise<RunSummary> => {
    const { status, body } = await ask('POST', '/foresight/train');
    if (status !== 202) throw new Error(`no training: ${status} ${JSON.stringify(body)}`);
    return (body as { data: RunSummary }).data;
  };
  const runOf = async (runId: string): Promise<RunSummary> =>
    ((await ask('GET', `/foresight/runs/${runId}`)).body as { data: RunSummary }).data;
  const ended = async (runId: string): Promise<RunSummary> => {
    await until('the run has ended', async () => !['queued', 'running'].includes((await runOf(runId)).status), {
      limitMs: LONGEST_MS,
      everyMs: 50,
    });
    return runOf(runId);
  };

  beforeAll(async () => {
    redis = await ownRedis({ durable: true });
    const config: Partial<ForesightConfig> | object = {
      schedule: QUIET,
      redis: { url: redis.url },
      jobs: { runHere: false, closingSeconds: 2 },
    };
    shared = await sharedSite({ database: 'postgres', config });
    knex = createKnex({
      client: 'pg',
      connection: shared.env['DATABASE_URL'] ?? '',
      searchPath: [shared.env['DATABASE_SCHEMA'] ?? ''],
    });
    site = await shared.startSite();
    ask = askerOf(site.origin, await firstAdmin(site));
  }, 120_000);

  afterAll(async () => {
    await knex.destroy();
    await shared.close();
    await redis.close();
  });

  it('a job waits until there is a worker, which does it', async () => {
    const { runId } = await train();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await runOf(runId)).toMatchObject({ status: 'queued' });

    worker = await shared.startWorker();
    const run = await ended(runId);
    expect(run.status).toBe('succeeded');
    // The site has done nothing of it: only the worker listens for jobs.
    const doing = (await redis.clients()).length;
    expect(doing).toBe(2 + 5);

    const rows = (await knex(TABLES.processes).select('pid', 'role')) as { pid: number; role: string }[];
    expect(rows.map(({ pid, role }) => [role, Number(pid)]).sort()).toEqual([
      ['site', site.pid],
      ['worker', worker.pid],
    ]);
  });

  it('the worker listens to no port and says nothing about whether readers were counted', async () => {
    const sockets = fs.readFileSync('/proc/net/tcp', 'utf8');
    const own = new Set(
      fs.readdirSync(`/proc/${worker.pid}/fd`).flatMap((fd) => {
        try {
          return /socket:\[(\d+)\]/.exec(fs.readlinkSync(`/proc/${worker.pid}/fd/${fd}`))?.[1] ?? [];
        } catch {
          return [];
        }
      })
    );
    const listening = sockets.split('\n').filter((line) => {
      const [, , , state, , , , , , inode] = line.trim().split(/\s+/);
      return state === '0A' && own.has(inode ?? '');
    });
    expect(listening).toEqual([]);
  });

  it('answers at once while Redis is away, and goes on without a restart of either', async () => {
    await redis.stop();
    await site.said(/Redis at .* can't be reached, jobs wait until it is back/);
    const asked = performance.now();
    expect(await ask('POST', '/foresight/train')).toMatchObject({
      status: 503,
      body: { error: { details: { code: 'QUEUE_UNAVAILABLE' } } },
    });
    expect(performance.now() - asked).toBeLessThan(1_500);
    expect((await ask('GET', '/api/foresight/health')).status).toBe(200);

    await redis.start();
    await site.said(/Redis at .* answers again/);
    await worker.said(/Redis at .* answers again/);
    const { runId } = await train();
    expect((await ended(runId)).status).toBe('succeeded');
    for (const each of [site, worker]) {
      expect(each.lines.filter((line) => line.includes('[foresight] Redis'))).toHaveLength(2);
    }
  });

  it('a worker that is asked to end in the middle of a job ends well, and the run is marked', async () => {
    // Holds the run where it counts, which is its first step.
    const trx = await knex.transaction();
    await trx.raw('lock table ?? in access exclusive mode', [TABLES.dirtyBuckets]);
    const { runId } = await train();
    await until('it runs', async () => (await runOf(runId)).status === 'running');
    const asked = performance.now();
    const { code, signal } = await worker.stop();
    await trx.rollback();
    expect([code, signal]).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(worker.lines.join('\n')).toContain('was cut off: the process ends');
    expect(await runOf(runId)).toMatchObject({ status: 'interrupted' });
    const rows = (await knex(TABLES.processes).select('role')) as { role: string }[];
    expect(rows).toEqual([{ role: 'site' }]);

    worker = await shared.startWorker();
    expect((await ended((await train()).runId)).status).toBe('succeeded');
  });

  it('a site ends well while Redis is away', async () => {
    await redis.stop();
    await site.said(/Redis at .* can't be reached/);
    const asked = performance.now();
    expect(await site.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(8_000);
    expect(await worker.stop()).toEqual({ code: 0, signal: null });
  });
});
