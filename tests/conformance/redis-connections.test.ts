/** The addresses that people write, against servers that want what they say. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { freePort } from '../../scripts/servers.mjs';
import { configSchema } from '../../server/src/config/schema';
import { createRedisConnections, type RedisConnections } from '../../server/src/services/redis/connections';
import { hasRedisServer, type OwnRedis, ownRedis } from '../helpers/own-redis';
import { until } from '../helpers/until';

const withRedis = hasRedisServer ? describe : describe.skip;
const ANSWER_MS = 5_000;
const REFUSED_MS = 800;

withRedis('an address of Redis', () => {
  let redis: OwnRedis | null = null;
  const opened: RedisConnections[] = [];
  const told: string[] = [];

  const connect = (url: string): RedisConnections => {
    const connections = createRedisConnections({
      url: configSchema.parse({ redis: { url } }).redis?.url ?? '',
      events: { away: (error) => told.push(String(error)), back: () => undefined },
      awayMs: 300,
    });
    opened.push(connections);
    return connections;
  };

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    await redis?.close();
    redis = null;
    told.length = 0;
  });

  it('names user, password and number of the database', async () => {
    const secret = 'p@ss:w/rd';
    redis = await ownRedis({
      args: ['--requirepass', 'another', '--user', 'site', 'on', `>${secret}`, '~*', '&*', '+@all'],
    });
    const connections = connect(`redis://site:${encodeURIComponent(secret)}@127.0.0.1:${redis.port}/5`);
    await connections.ready(ANSWER_MS);
    expect(await connections.client.call('ACL', 'WHOAMI')).toBe('site');
    expect(String(await connections.client.client('INFO'))).toMatch(/ db=5 /);
    expect(String(await connections.subscriber().client('INFO'))).toMatch(/ db=5 /);
    expect(String(await connections.blocking().client('INFO'))).toMatch(/ user=site /);
  });

  it('may name a password alone', async () => {
    redis = await ownRedis({ args: ['--requirepass', 'only-this'] });
    const connections = connect(`redis://:only-this@127.0.0.1:${redis.port}`);
    await connections.ready(ANSWER_MS);
    expect(await connections.client.call('ACL', 'WHOAMI')).toBe('default');
  });

  it('with a wrong password is told as away, without the password', async () => {
    redis = await ownRedis({ args: ['--requirepass', 'only-this'] });
    const connections = connect(`redis://:not-this@127.0.0.1:${redis.port}`);
    await expect(connections.ready(REFUSED_MS)).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    await until('it is told', () => told.length === 1);
    expect(told[0]).toMatch(/WRONGPASS|invalid/);
    expect(told[0]).not.toContain('not-this');
  });

  it('of rediss:// speaks TLS and believes only a certificate it can check', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-tls-'));
    try {
      const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
      const made = spawnSync(
        'openssl',
        // A certificate of its own making, for this address only.
        ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert] // prettier-ignore
      );
      expect(made.status).toBe(0);
      const port = await freePort();
      const tls = [
        '--tls-port',
        String(port),
        '--tls-cert-file',
        cert,
        '--tls-key-file',
        key,
        '--tls-auth-clients',
        'no',
      ];
      redis = await ownRedis({ args: tls });

      const doubting = connect(`rediss://127.0.0.1:${port}/2`);
      await expect(doubting.ready(REFUSED_MS)).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
      expect(told.join()).toMatch(/self-signed|certificate/);

      // As an operator makes a private authority known: NODE_EXTRA_CA_CERTS, read when a process starts.
      const ask = `
        const { requireTs } = await import(${JSON.stringify(path.resolve(__dirname, '../../scripts/ts.mjs'))});
        const { createRedisConnections } = requireTs('../server/src/services/redis/connections.ts');
        const events = { away: (error) => console.log('away', error), back() {} };
        const connections = createRedisConnections({ url: 'rediss://127.0.0.1:${port}/2', events });
        await connections.ready(${ANSWER_MS});
        console.log(await connections.client.client('INFO'));
        await connections.close();`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', ask], {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: cert },
        encoding: 'utf8',
      });
      expect(`${stdout}${stderr}`).toMatch(/ db=2 /);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it('that is no address of Redis is refused, without repeating what may hold a password', () => {
    for (const url of ['http://user:secret@host', 'redis', 'host:6379']) {
      const { error } = configSchema.safeParse({ redis: { url } });
      expect(error?.issues[0]?.message).toContain('expected an address such as "redis://');
      expect(error?.message).not.toContain('secret');
    }
  });
});

it('the subscriber and what blocks stay out of the way of the process ending', async () => {
  // Loaded in a thread, which ends by itself when nothing is open any more.
  const script = `
    const events = { away() {}, back() {} };
    import(${JSON.stringify(path.resolve(__dirname, '../../scripts/ts.mjs'))}).then(async ({ requireTs }) => {
      const { createRedisConnections } = requireTs('../server/src/services/redis/connections.ts');
      const connections = createRedisConnections({ url: 'redis://127.0.0.1:1', events });
      connections.subscriber();
      connections.blocking();
      await connections.close();
    });`;
  const [code] = (await once(new Worker(script, { eval: true }), 'exit')) as [number];
  expect(code).toBe(0);
});
