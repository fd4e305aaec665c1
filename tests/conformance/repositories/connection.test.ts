import path from 'node:path';

import type { Core } from '@strapi/strapi';
import createKnex, { type Knex } from 'knex';

import {
  canConnect,
  connectionSpec,
  currentPassword,
  openConnection,
} from '../../../server/src/repositories/connection';
import { TABLES } from '../../../server/src/repositories/tables';
import { createLane } from '../../../server/src/services/worker-lane';
import { workerEntry } from '../../../server/src/services/workers';
import type { SiteNumbers } from '../../../server/src/worker/tasks/site-numbers';
import { tlsGate } from '../../helpers/tls-gate';
import { countOf, event, key, store, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const PLAYGROUND = path.resolve(__dirname, '../../../playground');
const PATIENCE_MS = 5_000;

/** As much of Strapi as says which database it is on. */
const host = (client: 'sqlite' | 'postgres' | 'mysql', knex: Knex, schema?: string): Core.Strapi =>
  ({
    db: { dialect: { client }, connection: knex, getSchemaName: () => schema },
    dirs: { app: { root: PLAYGROUND } },
  }) as unknown as Core.Strapi;

describe.each(ENGINES)('a connection of one’s own on $name', ({ name, open }) => {
  let database: ScratchDatabase;
  let strapi: Core.Strapi;
  beforeEach(async () => {
    database = await open();
    strapi =
      name === 'SQLite'
        ? host('sqlite', database.knex)
        : host('postgres', database.knex, (database.knex.client.config as { searchPath: string[] }).searchPath[0]);
  });
  afterEach(() => database.close());

  it('leads to the same tables, by nothing but plain data', async () => {
    await store(database.knex, [event(1, key('a'), T0)]);
    const knex = await openConnection(structuredClone(connectionSpec(strapi)));
    try {
      expect(await countOf(knex, TABLES.events)).toBe(1);
      await store(knex, [event(2, key('a'), T0)]);
      expect(await countOf(database.knex, TABLES.events)).toBe(2);
    } finally {
      await knex.destroy();
    }
  });

  it('waits for the disk at each commit where it stores events', async () => {
    for (const storesEvents of [true, false]) {
      const knex = await openConnection(structuredClone(connectionSpec(strapi)), { storesEvents });
      try {
        const setting = name === 'SQLite' ? 'pragma synchronous' : 'show synchronous_commit';
        const answer: unknown = await knex.raw(setting);
        const [row] = (name === 'SQLite' ? answer : (answer as { rows: unknown[] }).rows) as Record<string, unknown>[];
        // 2: full, 1: at checkpoints.
        const expected = name === 'SQLite' ? (storesEvents ? 2 : 1) : 'on';
        expect(Object.values(row ?? {})).toEqual([expected]);
      } finally {
        await knex.destroy();
      }
    }
  });

  it('says whether the database answers', async () => {
    const spec = connectionSpec(strapi);
    expect(await canConnect(spec, PATIENCE_MS)).toBe(true);
    const elsewhere = name === 'SQLite' ? { filename: '/nowhere/at/all.db' } : { host: '127.0.0.1', port: 1 };
    expect(await canConnect({ ...spec, connection: elsewhere }, PATIENCE_MS)).toBe(false);
  });
});

const url = process.env['FORESIGHT_POSTGRES_URL'];
const postgres = ENGINES.find(({ name }) => name === 'PostgreSQL');

(url && postgres ? describe : describe.skip)('a thread’s connection to a PostgreSQL that asks for TLS', () => {
  const { hostname, port, username, password, pathname } = new URL(url ?? 'postgres://localhost');
  const server = { host: hostname, port: Number(port || 5432) };
  let database: ScratchDatabase;
  beforeEach(async () => {
    database = await postgres!.open();
    await store(database.knex, [event(1, key('a'), T0)]);
  });
  afterEach(() => database.close());

  /** What the Overview asks for, through a real thread, on an app with these settings. */
  const askThread = async (connection: object): Promise<SiteNumbers> => {
    const schema = (database.knex.client.config as { searchPath: string[] }).searchPath[0]!;
    const app = createKnex({ client: 'pg', connection: { ...connection, schema } as never, pool: { min: 0, max: 1 } });
    const strapi = host('postgres', app, schema);
    const lane = createLane({
      name: 'test',
      entry: workerEntry(__dirname),
      threadData: () => ({ connection: connectionSpec(strapi) }),
      password: () => currentPassword(strapi),
      ...{ maxQueued: 1, maxUrgent: 1, maxHeapMb: 128, graceMs: 1_000 },
    });
    try {
      const payload = { now: T0, today: T0, horizonMinutes: 60 };
      return (await lane.run('siteNumbers', payload, { timeoutMs: 20_000 })) as SiteNumbers;
    } finally {
      await lane.close();
      await app.destroy();
    }
  };

  it('carries an ssl object with its certificate beside a connection string', async () => {
    const gate = await tlsGate(server, { asksPassword: false });
    try {
      const connectionString = Object.assign(new URL(url ?? ''), {
        hostname: 'localhost',
        port: String(gate.port),
      }).href;
      const ssl = { ca: gate.ca, rejectUnauthorized: true, checkServerIdentity: () => undefined };
      expect((await askThread({ connectionString, ssl })).events).toBe(1);
      expect(gate.sessions()).toBe(1);
      await expect(askThread({ connectionString, ssl: { rejectUnauthorized: true } })).rejects.toThrow(/certificate/);
    } finally {
      await gate.close();
    }
  });

  it('asks the app’s own function for the password, each time anew', async () => {
    const gate = await tlsGate(server, { asksPassword: true });
    const told: string[] = [];
    const tell = async () => {
      told.push(decodeURIComponent(password) || `token-${told.length + 1}`);
      return told[told.length - 1]!;
    };
    const settings = {
      host: 'localhost',
      port: gate.port,
      user: decodeURIComponent(username),
      database: pathname.slice(1),
    };
    try {
      const connection = { ...settings, password: tell, ssl: { ca: gate.ca } };
      for (let time = 0; time < 2; time++) expect((await askThread(connection)).events).toBe(1);
      expect(gate.passwords).toEqual(told);
      expect(told).toHaveLength(2);
      const failing = () => Promise.reject(new Error('the vault is closed'));
      await expect(askThread({ ...connection, password: failing })).rejects.toThrow(/vault is closed/);
    } finally {
      await gate.close();
    }
  });
});
