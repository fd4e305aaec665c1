/// <reference path="./knex-dialects.d.ts" />
import { createRequire } from 'node:module';
import path from 'node:path';

import type { Core } from '@strapi/strapi';
import createKnex, { type Knex } from 'knex';
import { getDialectByNameOrAlias } from 'knex/lib/dialects/index.js';

import { takeTurnsToWrite } from './sqlite-turns';
import { DRIVERS, supportedClient } from './supported-databases';

/** What a worker thread needs to open the database again: plain data, so that it can be sent there. */
export interface ConnectionSpec {
  readonly client: 'better-sqlite3' | 'pg';
  /** File of the driver in the app's node_modules; null = whatever knex finds by itself. */
  readonly driver: string | null;
  readonly connection: Readonly<Record<string, unknown>>;
  /** PostgreSQL schema; null = the database's default. */
  readonly schema: string | null;
  /** The app's own limit on waiting for a connection. */
  readonly acquireMs: number;
  /** The app asks a function for the password (tokens that live for minutes): whoever connects must ask as well. */
  readonly asksPassword: boolean;
}

export type AskPassword = () => Promise<string>;

/** How long a worker waits for another connection's write before it gives up, in milliseconds. */
const BUSY_MS = 10_000;
/** What SQLite keeps of the file for the thread that stores: a new event's place in its indexes may be anywhere. */
const STORING_CACHE_KB = 64_000;
/** knex's own default. */
const ACQUIRE_MS = 60_000;

/** The app's own database as a specification. */
export function connectionSpec(strapi: Core.Strapi): ConnectionSpec {
  const client = DRIVERS[supportedClient(strapi.db.dialect.client)];
  const { connectionSettings: settings, config } = hostClient(strapi);
  // knex hides the password from enumeration: it is read by name.
  const { password } = settings;
  const asksPassword = typeof password === 'function' || typeof config.connection === 'function';
  return {
    client,
    driver: resolveDriver(client, strapi.dirs.app.root),
    connection: plainData({ ...settings, password: asksPassword ? undefined : password }),
    schema: strapi.db.getSchemaName() ?? null,
    acquireMs: config.acquireConnectionTimeout ?? ACQUIRE_MS,
    asksPassword,
  };
}

/** What the app's function says now. */
export async function currentPassword(strapi: Core.Strapi): Promise<string> {
  const { connectionSettings, config } = hostClient(strapi);
  const settings = typeof config.connection === 'function' ? await config.connection() : connectionSettings;
  const { password } = settings;
  return String(typeof password === 'function' ? await password() : password);
}

interface HostClient {
  readonly connectionSettings: HostSettings;
  readonly config: {
    readonly connection?: object | (() => HostSettings | Promise<HostSettings>);
    readonly acquireConnectionTimeout?: number;
  };
}
type HostSettings = Readonly<Record<string, unknown>> & { readonly password?: unknown };

const hostClient = (strapi: Core.Strapi): HostClient => strapi.db.connection.client as HostClient;

/**
 * A connection of one's own, on the app's driver. On SQLite it waits for the lock, and leaves syncing to checkpoints
 * unless it stores events.
 *
 * @param askPassword needed where the specification says so.
 * @param storesEvents what it commits can't be computed again, and must outlive a loss of power.
 */
export async function openConnection(
  spec: ConnectionSpec,
  { askPassword, storesEvents = false }: { readonly askPassword?: AskPassword; readonly storesEvents?: boolean } = {}
): Promise<Knex> {
  const knex = createKnex({
    client: clientOf(spec),
    connection: { ...spec.connection, ...asking(spec, askPassword) },
    useNullAsDefault: true,
    acquireConnectionTimeout: spec.acquireMs,
    ...(spec.client === 'pg' && spec.schema !== null ? { searchPath: [spec.schema] } : {}),
    pool: spec.client === 'better-sqlite3' ? { min: 1, max: 1 } : { min: 0, max: 2 },
  });
  if (spec.client === 'better-sqlite3') {
    await knex.raw(`pragma busy_timeout = ${BUSY_MS}`);
    // In WAL the order of commits is kept either way.
    await knex.raw(`pragma synchronous = ${storesEvents ? 'full' : 'normal'}`);
    if (storesEvents) await knex.raw(`pragma cache_size = -${STORING_CACHE_KB}`);
    takeTurnsToWrite(knex);
  }
  return knex;
}

/** Whether the database lets somebody in and answers within `timeoutMs`. */
export async function canConnect(spec: ConnectionSpec, timeoutMs: number, askPassword?: AskPassword): Promise<boolean> {
  const patience = spec.client === 'pg' ? { connectionTimeoutMillis: timeoutMs } : {};
  const knex = createKnex({
    client: clientOf(spec),
    connection: { ...spec.connection, ...asking(spec, askPassword), ...patience },
    useNullAsDefault: true,
    pool: { min: 0, max: 1, acquireTimeoutMillis: timeoutMs, createTimeoutMillis: timeoutMs },
  });
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), timeoutMs).unref());
  const answer = knex.raw('select 1').then(
    () => true,
    () => false
  );
  const there = await Promise.race([answer, late]);
  // A connection that hangs is given up on, and nobody waits for that.
  knex.destroy().catch(() => undefined);
  return there;
}

const asking = ({ asksPassword }: ConnectionSpec, askPassword: AskPassword | undefined): object =>
  asksPassword && askPassword ? { password: askPassword } : {};

/** knex's dialect on the driver the app itself uses: a linked plugin would else find another copy, or none. */
function clientOf({ client, driver }: ConnectionSpec): typeof Knex.Client | string {
  if (driver === null) return client;
  const Dialect = getDialectByNameOrAlias(client);
  return class extends Dialect {
    _driver(): unknown {
      return createRequire(driver)(driver);
    }
  };
}

function resolveDriver(client: string, appRoot: string): string | null {
  try {
    return createRequire(path.join(appRoot, 'package.json')).resolve(client);
  } catch {
    return null;
  }
}

/** Settings that can be sent to a thread, at every depth: functions can't, nor can what is made of them. */
const plainData = (settings: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]: [string, unknown]) => {
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) {
        return value === undefined || typeof value === 'function' ? [] : [[name, value]];
      }
      if (Array.isArray(value)) return [[name, Object.values(plainData(value))]];
      return Object.getPrototypeOf(value) === Object.prototype ? [[name, plainData(value)]] : [];
    })
  );
