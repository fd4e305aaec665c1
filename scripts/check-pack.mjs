/**
 * Does the packed plugin work where people install it? `npm pack`, a fresh minimal Strapi app in a temporary folder,
 * `npm install` from an empty lockfile, a start without an admin build, and requests over HTTP: a 400, a 403 and a 409
 * must arrive as such. A second copy of @strapi/utils would turn all three into 500. The tracker is served as it was built,
 * and the exports for sites load. Then `npx foresight` in that app: its help, and a worker, which finds the app's Strapi
 * and refuses for want of Redis.
 * Needs the package registry and two to four minutes. KEEP_PACK_APP=1 leaves the app where it is.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { buildPlugin, root, run, step } from './lib.mjs';

/** What a user has beside the plugin: exact versions, as their own lockfile would hold them. */
const HOST = {
  '@strapi/plugin-users-permissions': '5.54.0',
  '@strapi/strapi': '5.54.0',
  'better-sqlite3': '12.8.0',
  react: '18.3.1',
  'react-dom': '18.3.1',
  'react-router-dom': '6.30.6',
  'styled-components': '6.6.0',
};

/** Registries can lag behind with the newest versions of these; the plugin has no part in it. */
const OVERRIDES = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).overrides ?? {};
const overrides = Object.fromEntries(
  Object.entries(OVERRIDES).map(([name, version]) => [
    name,
    version.startsWith('$') ? devVersion(version.slice(1)) : version,
  ])
);

function devVersion(name) {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).devDependencies[name];
}

const article = {
  kind: 'collectionType',
  collectionName: 'articles',
  info: { singularName: 'article', pluralName: 'articles', displayName: 'Article' },
  options: { draftAndPublish: true },
  attributes: { title: { type: 'string' }, body: { type: 'richtext' } },
};

const exporting = (code) => `module.exports = ${code};\n`;
const FILES = {
  'config/server.js': exporting(
    `{ host: '127.0.0.1', port: 0, app: { keys: ['only-for-this-check'] }, logger: { startup: { enabled: false } } }`
  ),
  'config/admin.js': exporting(
    `{ auth: { secret: 'only-for-this-check' }, apiToken: { salt: 'only-for-this-check' }, transfer: { token: { salt: 'only-for-this-check' } }, secrets: { encryptionKey: 'only-for-this-check' } }`
  ),
  'config/database.js': exporting(
    `{ connection: { client: 'sqlite', connection: { filename: require('node:path').resolve(__dirname, '../data.db') }, useNullAsDefault: true } }`
  ),
  'config/api.js': exporting(`{ rest: { defaultLimit: 25, maxLimit: 100, strictParams: true } }`),
  'config/plugins.js': exporting(
    `{ 'users-permissions': { config: { jwtSecret: 'only-for-this-check' } }, foresight: { enabled: true } }`
  ),
  'config/middlewares.js': exporting(
    `['strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public']`
  ),
  'src/index.js': exporting(`{ register() {}, bootstrap() {} }`),
  'src/api/article/content-types/article/schema.json': JSON.stringify(article),
  'public/robots.txt': '',
  'database/migrations/.gitkeep': '',
  'public/uploads/.gitkeep': '',
};

const writeApp = (app, tarball) => {
  const manifest = {
    name: 'app-with-the-packed-plugin',
    version: '0.0.0',
    private: true,
    dependencies: { ...HOST, 'strapi-plugin-foresight': `file:${path.basename(tarball)}` },
    overrides,
    strapi: { uuid: '00000000-0000-4000-8000-000000000000' },
  };
  const files = { ...FILES, 'package.json': JSON.stringify(manifest, null, 2) };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(app, name)), { recursive: true });
    writeFileSync(path.join(app, name), text);
  }
  copyFileSync(tarball, path.join(app, path.basename(tarball)));
  copyFileSync(path.join(root, 'scripts', 'pack-probe.cjs'), path.join(app, 'probe.cjs'));
};

/** Every installed copy of a package below a folder, as paths. */
const copiesOf = (folder, name, found = []) => {
  const modules = path.join(folder, 'node_modules');
  if (!existsSync(modules)) return found;
  if (existsSync(path.join(modules, name, 'package.json'))) found.push(path.join(modules, name));
  for (const each of readdirSync(modules)) {
    if (each.startsWith('.')) continue;
    const inner = each.startsWith('@')
      ? readdirSync(path.join(modules, each)).map((one) => path.join(each, one))
      : [each];
    for (const one of inner) copiesOf(path.join(modules, one), name, found);
  }
  return found;
};

/** Starts the app's probe and returns the one line of JSON it writes to file descriptor 3. */
const probe = (app) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['probe.cjs'], {
      cwd: app,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: 'production',
        STRAPI_TELEMETRY_DISABLED: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), 120_000);
    const parts = [[], [], [], []];
    for (const descriptor of [1, 2, 3]) child.stdio[descriptor].on('data', (chunk) => parts[descriptor].push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const said = Buffer.concat(parts[3]).toString();
      if (code === 0 && said !== '') return resolve(JSON.parse(said));
      process.stderr.write(Buffer.concat([...parts[1], ...parts[2]]));
      reject(new Error(`the app ended with ${signal ?? code} before it had answered`));
    });
  });

const isError = ({ status, body }, expectedStatus, name, details) => {
  assert.equal(status, expectedStatus, `expected ${expectedStatus}, got ${status}: ${JSON.stringify(body)}`);
  assert.equal(body.data, null);
  assert.equal(body.error.status, expectedStatus);
  assert.equal(body.error.name, name);
  assert.equal(typeof body.error.message, 'string');
  for (const [key, value] of Object.entries(details)) assert.equal(body.error.details[key], value, `details.${key}`);
};

const check = (answers, app) => {
  const { health, badLimit, noCredentials, nothingToRollBack, loadedUtils, pluginFolder } = answers;
  assert.equal(health.status, 200);
  assert.equal(health.body.data.status, 'learning');
  isError(badLimit, 400, 'CoreError', { code: 'INVALID_REQUEST', path: 'limit', got: 'string "ten"' });
  assert.ok(badLimit.body.error.details.expected.length > 0);
  isError(noCredentials, 403, 'ForbiddenError', {});
  isError(nothingToRollBack, 409, 'CoreError', { code: 'NOTHING_TO_ROLL_BACK', got: 'none' });
  assert.equal(loadedUtils.length, 1, `one copy of @strapi/utils is loaded, got ${loadedUtils.join(', ')}`);
  assert.ok(
    pluginFolder.startsWith(path.join(app, 'node_modules')),
    `the packed plugin was loaded, got ${pluginFolder}`
  );
};

/** The script is served, and is the one its integrity hash is of; both exports load. */
const checkTracker = ({ tracker, trackerScript }) => {
  assert.equal(trackerScript.status, 200);
  assert.equal(trackerScript.started, 'function');
  const hash = createHash('sha384').update(trackerScript.text).digest('base64');
  assert.equal(tracker.integrity, `sha384-${hash}`);
};

const checkCommand = (app) => {
  const foresight = (...args) =>
    spawnSync('npx', ['--no-install', 'foresight', ...args], {
      cwd: app,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
    });
  const help = foresight('--help');
  assert.equal(help.status, 0, help.stderr);
  assert.match(help.stdout, /npx foresight worker/);
  const unknown = foresight('no-such-command');
  assert.equal(unknown.status, 2);
  const worker = foresight('worker');
  assert.equal(worker.status, 1);
  assert.match(worker.stderr, /A worker needs Redis/);
};

const main = async () => {
  await buildPlugin();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'foresight-pack-'));
  try {
    await step('Packing the plugin', () =>
      run('npm', ['pack', '--silent', '--pack-destination', folder], { quiet: true })
    );
    const tarball = path.join(
      folder,
      readdirSync(folder).find((name) => name.endsWith('.tgz'))
    );
    const app = path.join(folder, 'app');
    writeApp(app, tarball);
    await step('Installing it into an app with an empty lockfile (two to four minutes)', () =>
      run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: app, quiet: true })
    );

    const installed = path.join(app, 'node_modules', 'strapi-plugin-foresight');
    const copies = copiesOf(app, '@strapi/utils');
    console.log(
      `  @strapi/utils is installed ${copies.length} time(s): ${copies.map((one) => path.relative(app, one)).join(', ')}`
    );
    assert.deepEqual(
      copies.filter((one) => one.startsWith(installed)),
      [],
      'the plugin brings no copy of @strapi/utils'
    );
    for (const bundle of ['server', 'worker', 'cli']) {
      const code = readFileSync(path.join(installed, 'dist', bundle, 'index.js'), 'utf8');
      assert.ok(!code.includes('@strapi/utils'), `dist/${bundle} never asks for @strapi/utils`);
    }

    const answers = await step('Starting the app and asking it', () => probe(app));
    check(answers, app);
    checkTracker(answers);
    console.log('  400 to a bad limit, 403 without credentials, 409 with nothing to roll back: each said as such');
    await step('Asking npx foresight', async () => checkCommand(app));
  } finally {
    if (process.env.KEEP_PACK_APP) console.log(`  kept: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
};

main().catch((error) => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
