/** docker-compose.yml and `npm run cluster` are the same site: the same processes, which know the same things. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { parse } from 'yaml';

import { processesOf, SECRETS, sharedEnvironment, siteEnvironment } from '../../scripts/cluster/topology.mjs';

const root = path.resolve(__dirname, '../..');
const file = path.join(root, 'docker-compose.yml');

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: {
    readonly default: { readonly ipam: { readonly config: readonly { readonly subnet: string }[] } };
  };
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(fs.readFileSync(file, 'utf8'), { merge: true }) as Compose;
const serviceOf = (name: string): Service => compose.services[name] ?? {};
const { sites, workers } = processesOf();
const shared = [...Object.keys(sharedEnvironment({ databaseUrl: '', redisUrl: '', proxies: [] })), ...SECRETS].sort();
const ofSites = [...shared, ...Object.keys(siteEnvironment({ host: '', port: 0 }))].sort();

it('has the same sites and workers, PostgreSQL, Redis and one address before them', () => {
  expect(Object.keys(compose.services).sort()).toEqual(['postgres', 'proxy', 'redis', ...sites, ...workers].sort());
});

it('tells every process the same as the script does', () => {
  for (const name of sites) expect(Object.keys(serviceOf(name).environment ?? {}).sort()).toEqual(ofSites);
  for (const name of workers) expect(Object.keys(serviceOf(name).environment ?? {}).sort()).toEqual(shared);
  const { environment = {} } = serviceOf('site-1');
  const there = sharedEnvironment({
    databaseUrl: environment['DATABASE_URL'] ?? '',
    redisUrl: environment['REDIS_URL'] ?? '',
    proxies: compose.networks.default.ipam.config.map(({ subnet }) => subnet),
  });
  expect(environment).toMatchObject(there);
  for (const name of SECRETS) expect(environment[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`));
});

it('starts nobody before what it needs, and lets one site make the tables', () => {
  const needs = (name: string) => Object.keys(serviceOf(name).depends_on ?? {});
  const [first = '', ...others] = sites;
  expect(needs(first)).toEqual(['postgres', 'redis']);
  for (const name of [...others, ...workers]) expect(needs(name)).toEqual([first]);
  for (const { depends_on: asked = {} } of Object.values(compose.services)) {
    for (const [name, { condition }] of Object.entries(asked)) {
      expect(condition).toBe('service_healthy');
      expect(serviceOf(name).healthcheck).toBeDefined();
    }
  }
});

it('keeps what must be kept, shares uploads, and is open to this machine only', () => {
  for (const [name, volume] of [
    ['postgres', 'postgres-data'],
    ['redis', 'redis-data'],
    ...sites.map((site) => [site, 'uploads']),
  ] as const) {
    expect(serviceOf(name).volumes?.some((each) => each.startsWith(`${volume}:`))).toBe(true);
    expect(compose.volumes).toHaveProperty(volume);
  }
  const open = Object.values(compose.services).flatMap(({ ports = [] }) => ports);
  expect(open).toEqual(['127.0.0.1:1337:80']);
});

it('names files that are there, and every site in front of which nginx stands', () => {
  for (const name of [...sites, ...workers]) {
    expect(fs.existsSync(path.join(root, serviceOf(name).build?.dockerfile ?? 'none'))).toBe(true);
  }
  expect(serviceOf('worker-1').command).toEqual(['node', '/app/bin/foresight.js', 'worker']);
  expect(fs.existsSync(path.join(root, 'bin/foresight.js'))).toBe(true);
  const nginx = fs.readFileSync(path.join(root, 'deploy/nginx.conf'), 'utf8');
  expect([...nginx.matchAll(/server (site-\d+):1337/g)].map(([, name]) => name)).toEqual(sites);
});

/** The compose plugin of Docker, or the program of its own that Debian packs. */
const command = [['docker', 'compose'], ['docker-compose']].find(
  ([program = '', ...args]) => spawnSync(program, [...args, 'version']).status === 0
);

(command ? describe : describe.skip)('Docker’s own reading of it', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-compose-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));
  const config = (env: Record<string, string>) => {
    const [program = '', ...args] = command ?? [];
    return spawnSync(program, [...args, '-f', file, 'config'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    });
  };

  it('takes the file once it knows the secrets, and says how to make them before', () => {
    const known = Object.fromEntries([...SECRETS, 'POSTGRES_PASSWORD'].map((name) => [name, `known-${name}`]));
    const { status, stdout, stderr } = config(known);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const resolved = parse(stdout) as Compose;
    expect(Object.keys(resolved.services).sort()).toEqual(Object.keys(compose.services).sort());
    expect(resolved.services['site-2']?.environment).toMatchObject({
      APP_KEYS: 'known-APP_KEYS',
      DATABASE_URL: 'postgres://foresight:known-POSTGRES_PASSWORD@postgres:5432/foresight',
    });
    const without = config({});
    expect(without.status).not.toBe(0);
    expect(without.stderr).toContain('run node scripts/secrets.mjs');
  });
});
