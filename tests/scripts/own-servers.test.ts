/** Servers of one's own: they start where nothing runs, die as asked, come back with what was committed, and leave nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import createKnex from 'knex';

import { hasRedis, ownPostgres, ownRedis } from '../../scripts/servers.mjs';
import { describeWith } from '../helpers/describe-with';

const folder = mkdtempSync(path.join(os.tmpdir(), 'foresight-servers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const knex = createKnex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  try {
    return (await knex.raw<{ rows: Record<string, unknown>[] }>(sql)).rows;
  } finally {
    await knex.destroy();
  }
};

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });

/** One command of Redis in its plain form, and the answer's lines. */
const ask = (port: number, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('error', reject);
    socket.once('connect', () => socket.write(`${command}\r\n`));
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(chunk.toString().trim().replaceAll('\r\n', ' '));
    });
  });

describeWith('postgres')('a PostgreSQL of one’s own', () => {
  const postgres = ownPostgres({ folder: path.join(folder, 'postgres'), fsync: false });
  afterAll(() => postgres.stop('immediate'));

  it('keeps what was committed over a stop, a power cut and kill -9, on the same port', async () => {
    await postgres.start();
    await query(postgres.url(), 'create table kept (n integer)');
    const port = postgres.port();

    await postgres.restart('fast');
    await query(postgres.url(), 'insert into kept values (1)');
    await postgres.restart('immediate');
    await query(postgres.url(), 'insert into kept values (2)');
    await postgres.kill9();
    expect(postgres.isRunning()).toBe(false);
    expect(await listens(port)).toBe(false);
    await postgres.start();

    expect(postgres.port()).toBe(port);
    expect(await query(postgres.url(), 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('ends what a killed script left in its folder', async () => {
    const script = `
      import { ownPostgres } from ${JSON.stringify(path.resolve(__dirname, '../../scripts/servers.mjs'))};
      const postgres = ownPostgres({ folder: ${JSON.stringify(path.join(folder, 'left'))}, fsync: false });
      await postgres.start();
      console.log(postgres.port());
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(child, 'close');
    const port = Number(said);
    expect(await listens(port)).toBe(true);

    const next = ownPostgres({ folder: path.join(folder, 'left'), fsync: false });
    await next.start();
    expect(await listens(port)).toBe(next.port() === port);
    await next.stop();
    expect(await listens(next.port())).toBe(false);
  });
});

describeWith('redis')('a Redis of one’s own', () => {
  const redis = ownRedis({ folder: path.join(folder, 'redis') });
  afterAll(() => redis.stop());

  it('answers, holds its breath while paused, and forgets everything when it stops', async () => {
    await redis.start();
    expect(await ask(redis.port(), 'SET name value')).toBe('+OK');

    redis.pause();
    const answer = ask(redis.port(), 'GET name');
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 200, 'nothing yet'))]);
    expect(first).toBe('nothing yet');
    redis.resume();
    expect(await answer).toBe('$5 value');

    await redis.restart();
    expect(await ask(redis.port(), 'GET name')).toBe('$-1');
  });

  it('is ended by Ctrl-C, although a terminal would not reach it', async () => {
    const script = `
      import { ownRedis } from ${JSON.stringify(path.resolve(__dirname, '../../scripts/servers.mjs'))};
      const redis = ownRedis({ folder: ${JSON.stringify(path.join(folder, 'interrupted'))} });
      await redis.start();
      console.log(redis.port());
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGINT');
    await once(child, 'exit');

    let still = true;
    for (const end = Date.now() + 5_000; still && Date.now() < end;) still = await listens(Number(said.toString()));
    expect(still).toBe(false);
  });
});

it('says what to install when a program is missing', () => {
  const before = process.env.PATH;
  process.env.PATH = folder;
  try {
    expect(hasRedis()).toBe(false);
    expect(() => ownRedis({ folder })).toThrow(/"redis-server" was not found on PATH.*apt-get install redis-server/);
  } finally {
    process.env.PATH = before;
  }
});
