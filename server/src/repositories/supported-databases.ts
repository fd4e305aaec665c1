import type { Core } from '@strapi/strapi';

import { CoreError } from '../core/errors';

/** Databases the plugin works on, by Strapi's name of their client, and their drivers. */
export const DRIVERS = { sqlite: 'better-sqlite3', postgres: 'pg' } as const;

/** @throws {CoreError} DATABASE_NOT_SUPPORTED for any other one. */
export function supportedClient(client: string): keyof typeof DRIVERS {
  if (client in DRIVERS) return client as keyof typeof DRIVERS;
  throw new CoreError('DATABASE_NOT_SUPPORTED', {
    expected: 'SQLite ("sqlite") or PostgreSQL ("postgres") as database.connection.client',
    got: client === 'mysql' ? '"mysql" (MySQL or MariaDB)' : `"${client}"`,
  });
}

/** The app's client, by its configuration: known before any connection is tried. @throws as `supportedClient`. */
export const databaseClient = (strapi: Core.Strapi): keyof typeof DRIVERS =>
  supportedClient(String(strapi.config.get('database.connection.client')));
