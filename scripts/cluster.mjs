/**
 * npm run cluster: a site of several processes on one machine, from one script: Strapi sites, workers, PostgreSQL and
 * Redis, all on loopback, with the demo's magazine and its readers. Plain Node until packages are installed.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { clusterProcess } from './cluster/process.mjs';
import { sayAs } from './cluster/lines.mjs';
import { roundRobin } from './cluster/proxy.mjs';
import {
  DEFAULT_SITES,
  DEFAULT_WORKERS,
  MOST,
  processesOf,
  sharedEnvironment,
  siteEnvironment,
} from './cluster/topology.mjs';
import { printWelcome } from './cluster/welcome.mjs';
import { buildAdmin, buildPlayground, buildPlugin, install, root, run, step } from './lib.mjs';
import { ensureSecrets } from './secrets.mjs';
import { freePort, ownPostgres, ownRedis } from './servers.mjs';

const HELP = `npm run cluster -- [options]

  --sites N      Strapi processes that answer requests (default ${DEFAULT_SITES})
  --workers N    processes that do jobs only (default ${DEFAULT_WORKERS}; 0 without Redis)
  --no-redis     no Redis: each site does its own jobs, one process at a time by leases in the database
  --port N       port of the address that leads to all sites (default 1337)
  --reset        forget the cluster's data first
  --no-start     load the data, then stop

PostgreSQL and Redis are started by this script in .tmp/cluster, on free ports; what runs on this machine already is left
alone. Ctrl-C ends everything.`;

const HOST = '127.0.0.1';
const folder = path.join(root, '.tmp', 'cluster');
const strapi = path.join(root, 'node_modules', '@strapi', 'strapi', 'bin', 'strapi.js');
const foresight = path.join(root, 'bin', 'foresight.js');

const fail = (message) => {
  console.error(`\n${message}`);
  process.exit(1);
};

const wholeNumber = (name, text, low, high) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) {
    fail(`--${name}: expected a whole number in ${low}..${high}, got "${text}"`);
  }
  return value;
};

const readFlags = () => {
  let values;
  try {
    const text = { type: 'string' };
    const flag = { type: 'boolean' };
    const options = { sites: text, workers: text, port: text, 'no-redis': flag, reset: flag, 'no-start': flag };
    ({ values } = parseArgs({ args: process.argv.slice(2), options: { ...options, help: { ...flag, short: 'h' } } }));
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`);
  }
  const withRedis = values['no-redis'] !== true;
  const workers = values.workers ?? String(withRedis ? DEFAULT_WORKERS : 0);
  if (!withRedis && workers !== '0') fail('--workers: workers get their jobs through Redis, so --no-redis leaves none');
  return {
    ...values,
    withRedis,
    sites: wholeNumber('sites', values.sites ?? String(DEFAULT_SITES), 1, MOST),
    workers: wholeNumber('workers', workers, 0, MOST),
    port: wholeNumber('port', values.port ?? '1337', 1, 65535),
  };
};

/** What must end with the script, in the order in which it ends. */
const endings = [];
let isEnding = false;

const endAll = async (code) => {
  if (isEnding) process.exit(130);
  isEnding = true;
  console.log('\nEnding; once more Ctrl-C does not wait.');
  for (const end of endings.reverse()) await end();
  process.exit(code);
};

const startServers = async ({ withRedis }) => {
  const postgres = ownPostgres({ folder: path.join(folder, 'postgres') });
  const redis = withRedis ? ownRedis({ folder: path.join(folder, 'redis') }) : null;
  for (const [name, server] of Object.entries({ PostgreSQL: postgres, Redis: redis })) {
    if (server === null) continue;
    await step(`Starting ${name}`, () => server.start());
    endings.push(() => server.stop());
  }
  return { postgres, redis };
};

/** The demo's world, loaded once; what it made known of itself. */
const loadWorld = async (env) => {
  const file = path.join(folder, 'known.json');
  if (!existsSync(file)) {
    await run(process.execPath, [path.join(root, 'scripts', 'demo.mjs'), '--no-start'], {
      env: { ...env, FORESIGHT_HAND_OVER_FILE: file },
    });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
};

const makeProcesses = async (flags, shared) => {
  const { sites, workers } = processesOf(flags);
  const quiet = { STARTUP_BANNER: 'false', HTTP_LOG: 'false' };
  const made = [];
  for (const name of sites) {
    const port = await freePort();
    const url = `http://${HOST}:${port}`;
    const env = { ...shared, ...quiet, ...siteEnvironment({ host: HOST, port }) };
    made.push({ port, ...clusterProcess({ name, args: [strapi, 'start'], env, url }) });
  }
  for (const name of workers) {
    made.push(clusterProcess({ name, args: [foresight, 'worker'], env: { ...shared, ...quiet } }));
  }
  return made;
};

/** A process that ended is started again when its name is typed. */
const listenToTerminal = (processes) => {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const name = line.trim();
    if (name === '') return;
    const asked = processes.find((each) => each.name === name);
    if (asked === undefined)
      return console.log(`  nobody is called "${name}": ${processes.map((each) => each.name).join(', ')}`);
    if (asked.isUp()) return console.log(`  ${name} runs, as process ${asked.pid()}`);
    asked.start().then(
      () => sayAs(name, `is back, as process ${asked.pid()}`),
      (error) => sayAs(name, error.message)
    );
  });
};

const listenAt = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use: choose another with --port.`) : error)
    );
    server.listen(port, HOST, resolve);
  });

const main = async () => {
  const flags = readFlags();
  if (flags.help) return console.log(HELP);
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed, this is ${process.version}`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void endAll(0));

  const start = !flags['no-start'];
  await install();
  ensureSecrets();
  await buildPlugin();
  await buildPlayground();
  if (start) await buildAdmin();
  if (flags.reset) rmSync(folder, { recursive: true, force: true });

  const { postgres, redis } = await startServers(flags);
  const shared = sharedEnvironment({ databaseUrl: postgres.url(), redisUrl: redis?.url() ?? null, proxies: [HOST] });
  const known = await loadWorld({ DATABASE_CLIENT: shared.DATABASE_CLIENT, DATABASE_URL: shared.DATABASE_URL });
  if (!start) return endAll(0);

  const processes = await makeProcesses(flags, shared);
  endings.push(() => Promise.all(processes.map((each) => each.stop())));
  await step(`Starting ${processes.map(({ name }) => name).join(', ')}`, () =>
    Promise.all(processes.map((each) => each.start()))
  );
  const sites = processes.filter(({ url }) => url !== undefined);
  const proxy = roundRobin(sites.map(({ port }) => port));
  await listenAt(proxy, flags.port);
  endings.push(() => proxy.closeAllConnections());

  const shown = ({ name, url, pid }) => ({ name, url, pid: pid() });
  printWelcome({
    origin: `http://${HOST}:${flags.port}`,
    sites: sites.map(shown),
    workers: processes.filter(({ url }) => url === undefined).map(shown),
    postgres: postgres.url(),
    redis: redis?.url() ?? null,
    known,
  });
  listenToTerminal(processes);
};

main().catch(async (error) => {
  // What was cut off by the end is no failure.
  if (isEnding) return;
  console.error(`\n${error.message}\nThe same command goes on where this one stopped.`);
  await endAll(1);
});
