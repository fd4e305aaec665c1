import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { CoreError } from '../core/errors';
import { insertKey, type PublishableKey, readKeys, revokeKey } from '../repositories/keys';
import { getService } from '../utils/get-service';
import type { Audit } from './journal';

/** Id of the key made at first start, so that two processes starting together make one. */
const FIRST_ID = 'default';

/**
 * Publishable keys, checked in memory. Owner: this service. Source: foresight_keys. Bound: its rows.
 * Staleness: LIMITS.signalMs, none in the process that changes them.
 */
export const keys = ({ strapi }: { strapi: Core.Strapi }) => {
  let known = new Set<string>();

  const configured = () => getService(strapi, 'settings').get().publishableKeys;

  const read = async (): Promise<void> => {
    const rows = await readKeys(strapi.db.connection);
    known = new Set(rows.filter(({ revokedAt }) => revokedAt === null).map((row) => row.publishableKey));
  };

  const make = (keyId: string, name: string): PublishableKey => ({
    keyId,
    name,
    publishableKey: `fpk_${randomBytes(18).toString('base64url')}`,
    createdAt: getService(strapi, 'clock').now().getTime(),
    revokedAt: null,
  });

  /** A change of keys, told in the journal and to every process. */
  const change = async <T>(work: (trx: Knex) => Promise<{ result: T; audit: Audit }>): Promise<T> => {
    const result = (await strapi.db.transaction(async ({ trx }) => {
      const knex = trx as unknown as Knex;
      const done = await work(knex);
      await getService(strapi, 'signals').raise(knex, 'keys');
      await getService(strapi, 'journal').audit(knex, done.audit);
      return done.result;
    })) as T;
    await getService(strapi, 'signals').announce();
    return result;
  };

  return {
    list: (): Promise<PublishableKey[]> => readKeys(strapi.db.connection),

    async create(name: string, by: string): Promise<PublishableKey> {
      const key = make(randomBytes(8).toString('hex'), name);
      return change(async (trx) => {
        await insertKey(trx, key);
        return { result: key, audit: { code: 'key-created', actor: by, subject: name } };
      });
    },

    /** @throws {CoreError} NOT_FOUND when no such key is in use. */
    revoke: (keyId: string, by: string): Promise<void> =>
      change(async (trx) => {
        const name = await revokeKey(trx, keyId, getService(strapi, 'clock').now().getTime());
        if (name === null) {
          throw new CoreError('NOT_FOUND', { got: keyId.slice(0, 40), expected: 'the id of a key in use' });
        }
        return { result: undefined, audit: { code: 'key-revoked', actor: by, subject: name } };
      }),

    /** Whether events with this key are taken. Answers from memory. */
    isKnown: (key: string): boolean => known.has(key) || configured().includes(key),

    /** Read the keys; the first start makes one. */
    async load(): Promise<void> {
      getService(strapi, 'signals').on('keys', read);
      const rows = await readKeys(strapi.db.connection);
      if (rows.length === 0) await insertKey(strapi.db.connection, make(FIRST_ID, 'Default'));
      await read();
    },
  };
};
