/** The parts of `npm run cluster` that can be tried without minutes of building: its address, its flags, its secrets. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { roundRobin } from '../../scripts/cluster/proxy.mjs';
import { ensureSecrets } from '../../scripts/secrets.mjs';
import { freePort } from '../../scripts/servers.mjs';

const open: Server[] = [];
const listening = async (server: Server): Promise<number> => {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Answers with its name, what it was sent, and from whom. */
const echo = (name: string) =>
  createServer(async (asked, answer) => {
    let body = '';
    for await (const chunk of asked) body += String(chunk);
    answer.setHeader('x-site', name);
    answer.end(JSON.stringify({ body, from: asked.headers['x-forwarded-for'], path: asked.url }));
  });
const ask = async (port: number, init: RequestInit = {}) => {
  const response = await fetch(`http://127.0.0.1:${port}/path?q=1`, init);
  const text = await response.text();
  return { status: response.status, site: response.headers.get('x-site'), text };
};

describe('the address before the sites', () => {
  it('asks them in turns, and passes on bodies and who asked', async () => {
    const ports = [await listening(echo('one')), await listening(echo('two'))];
    const port = await listening(roundRobin(ports));
    const large = 'x'.repeat(300_000);
    const answers = [await ask(port), await ask(port, { method: 'POST', body: large }), await ask(port)];
    expect(answers.map(({ site }) => site)).toEqual(['two', 'one', 'two']);
    expect(JSON.parse(answers[1]?.text ?? '')).toEqual({ body: large, from: '127.0.0.1', path: '/path?q=1' });
  });

  it('goes to the next one when one is down, with the body, and says when nobody is there', async () => {
    const down = await freePort();
    const port = await listening(roundRobin([down, await listening(echo('up'))]));
    for (let n = 0; n < 4; n++) {
      const { status, text } = await ask(port, { method: 'POST', body: `body ${n}` });
      expect([status, JSON.parse(text).body]).toEqual([200, `body ${n}`]);
    }
    const nobody = await listening(roundRobin([down, down]));
    expect(await ask(nobody)).toMatchObject({ status: 502, text: 'No site answers.\n' });
  });
});

it('explains itself, and refuses what makes no sense, before it builds anything', () => {
  const cluster = (...args: string[]) =>
    spawnSync(process.execPath, [path.resolve(__dirname, '../../scripts/cluster.mjs'), ...args], { encoding: 'utf8' });
  expect(cluster('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--no-redis') });
  for (const [args, why] of [
    [['--sites', '0'], '--sites: expected a whole number in 1..8, got "0"'],
    [['--workers', 'many'], '--workers: expected a whole number in 0..8, got "many"'],
    [['--no-redis', '--workers', '1'], 'workers get their jobs through Redis'],
    [['--nothing'], "Unknown option '--nothing'"],
  ] as const) {
    expect(cluster(...args)).toMatchObject({ status: 1, stderr: expect.stringContaining(why) });
  }
});

it('makes each secret once, and adds those that an older file lacks', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-secrets-'));
  const file = path.join(folder, '.env');
  fs.writeFileSync(file, 'APP_KEYS=mine\nOTHER=kept');
  ensureSecrets(file);
  const first = fs.readFileSync(file, 'utf8');
  expect(first).toMatch(/^APP_KEYS=mine\nOTHER=kept\n/);
  for (const name of ['JWT_SECRET', 'ENCRYPTION_KEY', 'POSTGRES_PASSWORD']) {
    expect(first).toMatch(new RegExp(`^${name}=[\\w-]{32}$`, 'm'));
  }
  ensureSecrets(file);
  expect(fs.readFileSync(file, 'utf8')).toBe(first);
  fs.rmSync(folder, { recursive: true });
});
