/** Sites and a dedicated worker, each a process of its own, on PostgreSQL and a Redis that the tests may stop. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Knex } from 'knex';

import type { RunSummary } from '../../server/src/contracts/admin';
import { TABLES } from '../../server/src/repositories/tables';
import { type ClusterDatabase, type DatabaseServer, postgresServer, sqliteFiles } from '../helpers/cluster/databases';
import { createMember, type Member } from '../helpers/cluster/member';
import { freePort } from '../../scripts/servers.mjs';
import { TEST_ENV } from '../helpers/cluster/seeded';
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
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-worker-'));
    try {
      const { env } = await sqliteFiles(folder).create('site');
      const { status, stderr } = foresight(['worker'], path.join(root, 'playground'), { ...TEST_ENV, ...env });
      expect([status, stderr.trim()]).toEqual([1, expect.stringMatching(/^foresight: A worker needs Redis/)]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

interface Answer {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly error?: unknown };
}

/** One who asks a site over HTTP. */
const askerOf =
  (site: Member, token?: string) =>
  async (method: 'GET' | 'POST', url: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${site.url}${url}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };

const logOf = (member: Member): string[] => fs.readFileSync(member.logFile, 'utf8').split('\n');
const said = (member: Member, pattern: RegExp): Promise<void> =>
  until(`${member.name} says ${String(pattern)}`, () => logOf(member).some((line) => pattern.test(line)));

const postgresUrl = process.env['FORESIGHT_POSTGRES_URL'];
const withServers = hasRedisServer && postgresUrl ? describe : describe.skip;

withServers('a site that only serves, and a worker', () => {
  const name = `worker_${process.pid}`;
  let folder: string;
  let redis: OwnRedis;
  let databases: DatabaseServer;
  let database: ClusterDatabase;
  let knex: Knex;
  let site: Member;
  let worker: Member;
  let ask: ReturnType<typeof askerOf>;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-worker-'));
    redis = await ownRedis({ durable: true });
    databases = postgresServer(postgresUrl ?? '');
    database = await databases.create(name);
    knex = database.connect();
    const config = {
      schedule: QUIET,
      redis: { url: redis.url },
      jobs: { runHere: false, closingSeconds: 2, leaseSeconds: 3 },
    };
    const env = { ...TEST_ENV, ...database.env, FORESIGHT_CONFIG: JSON.stringify(config) };
    const member = async (role: 'site' | 'worker') =>
      createMember({ name: role, role, port: await freePort(), env, folder });
    [site, worker] = [await member('site'), await member('worker')];
    await site.start();
    const account = { firstname: 'Test', lastname: 'Admin', email: 'admin@example.com', password: 'Test-Passw0rd' };
    const { body } = await askerOf(site)('POST', '/admin/register-admin', account);
    ask = askerOf(site, (body.data as { token: string }).token);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([site.kill9(), worker.kill9()]);
    await knex.destroy();
    await databases.drop(name);
    await redis.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

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

  it('a job waits until there is a worker, which does it', async () => {
    const { runId } = await train();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await runOf(runId)).toMatchObject({ status: 'queued' });

    await worker.start();
    const run = await ended(runId);
    expect(run.status).toBe('succeeded');
    expect(run.heldBy).toMatch(new RegExp(` ${worker.pid()}$`));
    // The site sends and listens; the worker does so too, and waits for each of six kinds of jobs.
    expect(await redis.clients()).toHaveLength(2 + 8);

    const rows = (await knex(TABLES.processes).select('pid', 'role')) as { pid: number; role: string }[];
    expect(rows.map(({ pid, role }) => [role, Number(pid)]).sort()).toEqual([
      ['site', site.pid()],
      ['worker', worker.pid()],
    ]);
  });

  it('the worker listens to no port', async () => {
    const sockets = fs.readFileSync('/proc/net/tcp', 'utf8');
    const own = new Set(
      fs.readdirSync(`/proc/${worker.pid()}/fd`).flatMap((fd) => {
        try {
          return /socket:\[(\d+)\]/.exec(fs.readlinkSync(`/proc/${worker.pid()}/fd/${fd}`))?.[1] ?? [];
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
    await said(site, /Redis at .* can't be reached, jobs wait until it is back/);
    const asked = performance.now();
    expect(await ask('POST', '/foresight/train')).toMatchObject({
      status: 503,
      body: { error: { details: { code: 'QUEUE_UNAVAILABLE' } } },
    });
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect((await ask('GET', '/api/foresight/health')).status).toBe(200);

    await redis.start();
    await said(site, /Redis at .* answers again/);
    await said(worker, /Redis at .* answers again/);
    const { runId } = await train();
    expect((await ended(runId)).status).toBe('succeeded');
    for (const each of [site, worker]) {
      expect(logOf(each).filter((line) => line.includes('[foresight] Redis'))).toHaveLength(2);
    }
  });

  /** Starts a run and keeps it where it counts, which is its first step, until `meanwhile` is done. */
  const heldRun = async (meanwhile: () => Promise<void>): Promise<string> => {
    const trx = await knex.transaction();
    try {
      await trx.raw('lock table ?? in access exclusive mode', [TABLES.dirtyBuckets]);
      const { runId } = await train();
      await until('it runs', async () => (await runOf(runId)).status === 'running');
      await meanwhile();
      return runId;
    } finally {
      await trx.rollback();
    }
  };

  it('a worker that is asked to end in the middle of a job ends well, and another goes on with the job', async () => {
    const runId = await heldRun(async () => {
      const asked = performance.now();
      expect(await worker.stop()).toBe(0);
      expect(performance.now() - asked).toBeLessThan(20_000);
    });
    expect(logOf(worker).filter((line) => line.includes('given up'))).toEqual([]);
    expect(await runOf(runId)).toMatchObject({ status: 'queued' });
    expect(await knex(TABLES.processes).pluck('role')).toEqual(['site']);

    await worker.start();
    expect(await ended(runId)).toMatchObject({ status: 'succeeded', attempts: 2 });
  });

  it('a worker that is killed loses no job: the next one does it', async () => {
    const runId = await heldRun(() => worker.kill9());
    await worker.start();
    expect(await ended(runId)).toMatchObject({ status: 'succeeded', attempts: 2 });
  });

  it('both end well while Redis is away', async () => {
    await redis.stop();
    const asked = performance.now();
    expect(await Promise.all([site.stop(), worker.stop()])).toEqual([0, 0]);
    expect(performance.now() - asked).toBeLessThan(20_000);
  });
});
