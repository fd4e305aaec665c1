/**
 * Real processes of the playground: sites that listen on a free port of their own, and workers, started as an operator
 * starts them. They share a database (SQLite file or PostgreSQL schema) that is made for the test and thrown away.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import createKnex from 'knex';

import { freePort } from './free-port';
import { until } from './until';

const root = path.resolve(__dirname, '../..');
const START_MS = 120_000;
const STOP_MS = 30_000;

/** Thrown away with the database. */
const SECRETS = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'JWT_SECRET',
  'ENCRYPTION_KEY',
];

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface AppProcess {
  readonly pid: number;
  /** What it has written so far, standard output and error. */
  readonly lines: readonly string[];
  readonly ended: Promise<Ended>;
  /** The first line, from now or before, that fits. @throws with all lines when none does in time. */
  said(pattern: RegExp, limitMs?: number): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** As an operator does: SIGTERM. @throws when it takes longer than 30 seconds. */
  stop(): Promise<Ended>;
  /** As a crash does: SIGKILL. */
  kill(): Promise<Ended>;
}

export interface SiteProcess extends AppProcess {
  readonly origin: string;
}

/** What processes of one site have in common: their environment. */
export interface SharedSite {
  readonly env: Readonly<Record<string, string>>;
  /** Ends every process that was started for it, and throws the database away. */
  close(): Promise<void>;
  startSite(more?: Readonly<Record<string, string>>): Promise<SiteProcess>;
  startWorker(more?: Readonly<Record<string, string>>): Promise<AppProcess>;
}

interface SharedOptions {
  /** Default: a SQLite file. 'postgres' needs FORESIGHT_POSTGRES_URL. */
  readonly database?: 'sqlite' | 'postgres';
  /** Configuration of the plugin, laid over the playground's. */
  readonly config?: object;
  readonly env?: Readonly<Record<string, string>>;
}

export async function sharedSite({
  database = 'sqlite',
  config = {},
  env = {},
}: SharedOptions = {}): Promise<SharedSite> {
  const processes: AppProcess[] = [];
  const place = database === 'postgres' ? await postgresSchema() : sqliteFile();
  const shared = {
    ...Object.fromEntries(SECRETS.map((name) => [name, randomBytes(24).toString('base64url')])),
    ...place.env,
    FORESIGHT_CONFIG: JSON.stringify(config),
    ...env,
  };
  const keep = <Process extends AppProcess>(started: Process): Process => (processes.push(started), started);

  return {
    env: shared,
    startSite: async (more = {}) => keep(await startSite({ ...shared, ...more })),
    startWorker: async (more = {}) => keep(await startWorker({ ...shared, ...more })),
    async close() {
      await Promise.all(processes.map((each) => each.kill()));
      await place.close();
    },
  };
}

export async function startSite(env: Readonly<Record<string, string>>): Promise<SiteProcess> {
  const port = await freePort();
  const started = launch([path.join(__dirname, 'site.cjs')], { PORT: String(port), ...env });
  await started.said(/^site is ready$/, START_MS);
  return { ...started, origin: `http://127.0.0.1:${port}` };
}

export async function startWorker(env: Readonly<Record<string, string>>): Promise<AppProcess> {
  const started = launch([path.join(root, 'bin', 'foresight.js'), 'worker'], env);
  await started.said(/^foresight worker is ready/, START_MS);
  return started;
}

/** Starts Node in the playground's folder and keeps what it says. */
export function launch(args: readonly string[], env: Readonly<Record<string, string>>): AppProcess {
  const child = spawn(process.execPath, ['--require', path.join(__dirname, 'ends-with-parent.cjs'), ...args], {
    cwd: path.join(root, 'playground'),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      HOST: '127.0.0.1',
      STRAPI_TELEMETRY_DISABLED: 'true',
      STARTUP_BANNER: 'false',
      HTTP_LOG: 'false',
      ADMIN_RATE_LIMIT: 'false',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return watch(child);
}

function watch(child: ChildProcess): AppProcess {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  let hasEnded = false;
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => {
      hasEnded = true;
      resolve({ code, signal });
    })
  );
  const endedWithin = async (limitMs: number): Promise<Ended> => {
    await until('the process has ended', () => hasEnded, { limitMs }).catch((error: Error) => {
      child.kill('SIGKILL');
      throw new Error(`${error.message}\n${lines.join('\n')}`);
    });
    return ended;
  };

  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    async said(pattern, limitMs = START_MS) {
      const find = () => lines.find((line) => pattern.test(line));
      await until(`a line like ${String(pattern)}`, () => find() !== undefined || hasEnded, { limitMs }).catch(
        () => undefined
      );
      const line = find();
      if (line === undefined) throw new Error(`no line like ${String(pattern)} in:\n${lines.join('\n')}`);
      return line;
    },
    signal: (name) => void child.kill(name),
    stop: () => (child.kill('SIGTERM'), endedWithin(STOP_MS)),
    kill: () => (child.kill('SIGKILL'), endedWithin(STOP_MS)),
  };
}

interface DatabasePlace {
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

function sqliteFile(): DatabasePlace {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-site-'));
  return {
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'test.db') },
    close: async () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresSchema(): Promise<DatabasePlace> {
  const url = process.env['FORESIGHT_POSTGRES_URL'];
  if (!url) throw new Error('FORESIGHT_POSTGRES_URL is not set');
  const schema = `site_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string): Promise<void> => {
    const knex = createKnex({ client: 'pg', connection: url });
    await knex.raw(sql, [schema]);
    await knex.destroy();
  };
  await run('create schema ??');
  return {
    env: { DATABASE_CLIENT: 'postgres', DATABASE_URL: url, DATABASE_SCHEMA: schema },
    close: () => run('drop schema ?? cascade'),
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Someone who asks a site over HTTP. */
export type Asker = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object) => Promise<Answer>;

/** The first administrator of a fresh site, registered as on its first visit; the token is good on every process. */
export async function firstAdmin({ origin }: SiteProcess): Promise<string> {
  const account = { firstname: 'Test', lastname: 'Admin', email: 'admin@example.com', password: 'Test-Passw0rd' };
  const { status, body } = await askerOf(origin)('POST', '/admin/register-admin', account);
  const token = (body as { data?: { token?: string } }).data?.token;
  if (token === undefined) throw new Error(`no administrator: ${status} ${JSON.stringify(body)}`);
  return token;
}

export const askerOf =
  (origin: string, token?: string): Asker =>
  async (method, url, body) => {
    const response = await fetch(`${origin}${url}`, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
