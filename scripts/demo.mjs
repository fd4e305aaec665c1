/**
 * npm run demo: from a clean clone to a running Strapi with an invented magazine, its readers and trained models.
 * Every step is skipped when what it reads has not changed, so a second start takes seconds and repeats nothing.
 * Plain Node until packages are installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildAdmin, buildPlayground, buildPlugin, install, playground } from './lib.mjs';
import { ensureSecrets } from './secrets.mjs';

const HELP = `npm run demo -- [options]

  --seed N       another world of readers (default 42)
  --world FILE   JSON of effect sizes, laid over playground/src/simulator/world.ts
  --data DIR     a real data set (a folder with deskdrop's or ibm's files) in a database of its own
  --probe        run the nightly job and measure GET /_health before and meanwhile
  --db FILE      SQLite file (default playground/.tmp/data.db, or one per data set)
  --port N       port (default PORT, else 1337); HOST names the address (default 127.0.0.1)
  --reset        forget this database first
  --no-start     load and train, then stop

DATABASE_CLIENT=postgres with DATABASE_URL uses PostgreSQL instead of SQLite.`;

const fail = (message) => {
  console.error(`\n${message}`);
  process.exit(1);
};

const readFlags = () => {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      options: {
        seed: { type: 'string' },
        world: { type: 'string' },
        data: { type: 'string' },
        db: { type: 'string' },
        port: { type: 'string' },
        probe: { type: 'boolean' },
        reset: { type: 'boolean' },
        'no-start': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`);
  }
};

const wholeNumber = (name, text, low, high) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) {
    fail(`--${name}: expected a whole number in ${low}..${high}, got "${text}"`);
  }
  return value;
};

const mustExist = (name, file) => {
  const found = path.resolve(file);
  if (!existsSync(found)) fail(`--${name}: ${found} does not exist`);
  return found;
};

/** Deskdrop and ibm are told apart by their files, as playground/src/readers does. */
const dataSetName = (folder) => (existsSync(path.join(folder, 'events.csv.gz')) ? 'deskdrop' : 'ibm');

/** Refuses early and clearly when somebody else listens on the port. */
const checkPort = (host, port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      fail(
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is in use: stop what runs there, or choose another with --port.`
          : `Can't listen on ${host}:${port}: ${error.message}`
      )
    );
    server.listen(port, host, () => server.close(resolve));
  });

/** The second half runs inside Strapi: playground/src/demo/main.ts. */
const runStrapi = (env) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join('dist', 'src', 'demo', 'main.js')], {
      cwd: playground,
      env,
      stdio: 'inherit',
    });
    // A terminal sends Ctrl-C to both: this one waits until Strapi has closed its database.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('exit', (code, signal) => resolve(signal ? 0 : (code ?? 1)));
  });

const main = async () => {
  const flags = readFlags();
  if (flags.help) return console.log(HELP);
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed, this is ${process.version}`);

  const host = process.env.HOST ?? '127.0.0.1';
  const port = wholeNumber('port', flags.port ?? process.env.PORT ?? '1337', 1, 65535);
  const seed = flags.seed === undefined ? undefined : wholeNumber('seed', flags.seed, 0, 4294967295);
  const world = flags.world === undefined ? null : mustExist('world', flags.world);
  const data = flags.data === undefined ? null : mustExist('data', flags.data);
  const start = !flags['no-start'];
  const probe = flags.probe ?? false;
  const postgres = process.env.DATABASE_CLIENT === 'postgres';
  const database = flags.db
    ? path.resolve(flags.db)
    : path.join(playground, '.tmp', data === null ? 'data.db' : `${dataSetName(data)}.db`);

  if (flags.reset && postgres) fail('--reset removes SQLite files only: drop the PostgreSQL schema yourself.');
  if (start || probe) await checkPort(host, port);
  await install();
  ensureSecrets();
  await buildPlugin();
  await buildPlayground();
  if (start) await buildAdmin();
  if (flags.reset) for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${database}${end}`, { force: true });

  const code = await runStrapi({
    STRAPI_TELEMETRY_DISABLED: 'true',
    HTTP_LOG: 'false',
    STARTUP_BANNER: 'false',
    ...(data === null ? {} : { FORESIGHT_HORIZON_DAYS: '14' }),
    ...process.env,
    // A shell's own NODE_ENV must not turn the demo into a development server.
    NODE_ENV: 'production',
    HOST: host,
    PORT: String(port),
    ...(postgres ? {} : { DATABASE_FILENAME: database }),
    FORESIGHT_DEMO: JSON.stringify({ seed, world, data, start, probe }),
  });
  process.exitCode = code;
};

main().catch((error) => fail(`${error.message}\nThe same command goes on where this one stopped.`));
