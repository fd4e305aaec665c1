/** Set-up steps the demo and the tests share: each runs only when what it reads has changed. Plain Node, no packages. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const playground = path.join(root, 'playground');
const stamps = path.join(root, '.tmp', 'stamps');

/** sha256 over the names and bytes of every file below the given paths. */
const hashOf = (paths) => {
  const hash = createHash('sha256');
  const visit = (file) => {
    if (!existsSync(file)) return;
    if (!statSync(file).isDirectory()) {
      hash.update(path.relative(root, file)).update(readFileSync(file));
      return;
    }
    for (const name of readdirSync(file).sort()) {
      if (!['node_modules', 'dist', 'build', '.tmp', '.strapi', '.cache', 'uploads'].includes(name))
        visit(path.join(file, name));
    }
  };
  for (const each of paths) visit(path.join(root, each));
  return hash.digest('hex');
};

/** Runs a command, its output passed on (or kept and shown only when it fails). Rejects when it fails. */
export const run = (command, args, { cwd = root, env = {}, quiet = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    const kept = [];
    if (quiet) for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => kept.push(chunk));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) return resolve();
      if (quiet) process.stderr.write(Buffer.concat(kept));
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}`));
    });
  });

/** Says what is being done and how long it took. */
export const step = async (title, work) => {
  const started = performance.now();
  process.stdout.write(`▸ ${title}\n`);
  const result = await work();
  process.stdout.write(`  ${title}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
};

/** Runs `work` unless it ran before on the same inputs and left its outputs. */
const once = async (name, title, { inputs, outputs, extra = '' }, work) => {
  const stamp = path.join(stamps, name);
  const now = `${hashOf(inputs)}${extra}`;
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (now === before && outputs.every((each) => existsSync(path.join(root, each)))) return false;
  await step(title, work);
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
  return true;
};

const bin = (name) => path.join(root, 'node_modules', '.bin', name);

/** npm writes this file last: packages are installed when it is newer than what asks for them. */
const isInstalled = () => {
  const marker = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(marker)) return false;
  const installed = statSync(marker).mtimeMs;
  return ['package-lock.json', 'package.json', 'playground/package.json'].every(
    (file) => statSync(path.join(root, file)).mtimeMs <= installed
  );
};

export const install = async () => {
  if (isInstalled()) return;
  await step('Installing packages (two to four minutes the first time)', () =>
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true })
  );
};

export const buildPlugin = () =>
  once(
    'plugin',
    'Building the plugin',
    {
      inputs: ['server', 'admin', 'client', 'package.json', 'tsconfig.json', 'scripts/tracker.mjs'],
      outputs: [
        ...['server', 'admin', 'worker', 'forest-thread', 'cli', 'tracker', 'client'].map((part) => `${part}/index.js`),
        'tracker/tracker.js',
      ].map((file) => `dist/${file}`),
    },
    async () => {
      await run(bin('strapi-plugin'), ['build', '--silent'], { quiet: true, env: { NODE_ENV: 'production' } });
      // A process of its own: what only wants to know a path needs no bundler.
      await run(process.execPath, [path.join(root, 'scripts', 'build-tracker.mjs')]);
    }
  );

export const buildPlayground = () =>
  once(
    'playground',
    'Compiling the playground',
    {
      inputs: [
        'playground/src',
        'playground/config',
        'playground/package.json',
        'playground/tsconfig.json',
        'tsconfig.json',
      ],
      outputs: ['playground/dist/config/plugins.js'],
    },
    () => run(bin('tsc'), ['-p', path.join('playground', 'tsconfig.json')])
  );

export const buildAdmin = () =>
  once(
    'admin',
    'Building the admin panel',
    {
      inputs: [
        'admin',
        'server/src/core/seo',
        'server/src/core/content',
        'package-lock.json',
        'playground/config',
        'playground/src/admin',
      ],
      outputs: ['playground/dist/build/index.html'],
    },
    () =>
      run(bin('strapi'), ['build'], {
        cwd: playground,
        quiet: true,
        env: { NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
      })
  );
