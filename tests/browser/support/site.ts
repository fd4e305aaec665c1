/** Starts and stops the site under test: its own process, its own temporary database, a port of its own. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface Account {
  readonly email: string;
  readonly password: string;
}

export interface SiteFacts {
  readonly origin: string;
  readonly admin: Account;
  readonly editor: Account;
  readonly draftId: string;
  /** Some hours to days old: its horizon is still open. */
  readonly publishedId: string;
}

export interface Site extends SiteFacts {
  stop(): Promise<void>;
}

/** Thrown away with the database. */
const SECRETS = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'JWT_SECRET',
  'ENCRYPTION_KEY',
];

const START_MS = 120_000;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

export const startSite = async (): Promise<Site> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-browser-'));
  const child = fork(path.join(__dirname, 'start.mjs'), {
    cwd: path.resolve(__dirname, '../../../playground'),
    env: {
      ...process.env,
      // The admin was built for production, and a development server would rebuild it.
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      ...Object.fromEntries(SECRETS.map((name) => [name, randomBytes(24).toString('base64url')])),
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: path.join(folder, 'test.db'),
      STRAPI_TELEMETRY_DISABLED: 'true',
      STARTUP_BANNER: 'false',
      HTTP_LOG: 'false',
      ADMIN_RATE_LIMIT: 'false',
      FORESIGHT_SCHEDULE: 'off',
      FORESIGHT_CONFIG: JSON.stringify({ ranker: { nEstimators: 30 } }),
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const facts = await new Promise<SiteFacts>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${Buffer.concat(said).toString()}`));
    const timer = setTimeout(() => fail(`the site did not start within ${START_MS} ms`), START_MS);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message as SiteFacts);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`the site ended with ${code}`);
    });
  });
  return {
    ...facts,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};
