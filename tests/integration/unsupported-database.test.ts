/** A site on MySQL or MariaDB is told at its start, before anything is tried on the database. */
import { spawn } from 'node:child_process';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';

import { playground } from '../helpers/strapi';

/** knex loads the driver before any plugin is asked. */
const DRIVERS = path.resolve(__dirname, '../fixtures/drivers');
const STRAPI = path.resolve(playground, '../node_modules/.bin/strapi');

let database: Server;
let callers = 0;
beforeAll(async () => {
  database = createServer((socket) => {
    callers++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
});
afterAll(() => database.close());

/** As an operator starts it. */
const start = (env: Record<string, string>): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [STRAPI, 'start'], {
      cwd: playground,
      env: {
        ...process.env,
        NODE_ENV: 'test',
        STRAPI_TELEMETRY_DISABLED: 'true',
        HOST: '127.0.0.1',
        NODE_PATH: DRIVERS,
        ...env,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('exit', (code) => resolve({ code, output }));
  });

it('ends with what was found and what is supported, and never called the database', async () => {
  const { port } = database.address() as AddressInfo;
  const { code, output } = await start({
    DATABASE_CLIENT: 'mysql',
    DATABASE_URL: `mysql://user:secret@127.0.0.1:${port}/site`,
  });
  expect(output).toContain(
    'Foresight can\'t work on this database: expected SQLite ("sqlite") or PostgreSQL ("postgres") ' +
      'as database.connection.client, got "mysql" (MySQL or MariaDB).'
  );
  expect(code).toBeGreaterThan(0);
  expect(callers).toBe(0);
  expect(output).not.toMatch(/secret|a connection was tried/);
}, 60_000);
