import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import { insertKey, type PublishableKey, readKeys, revokeKey } from '../repositories/keys';
import { getService } from '../utils/get-service';

/** Id of the key made at first start, so that two processes starting together make one. */
const FIRST_ID = 'default';

/** Publishable keys: checked in memory, read again when older than LIMITS.stalenessMs. */
export const keys = ({ strapi }: { strapi: Core.Strapi }) => {
  let known = new Set<string>();
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;

  const configured = () => getService(strapi, 'settings').get().publishableKeys;

  const read = (): Promise<void> =>
    (reading ??= readKeys(strapi.db.connection)
      .then((rows) => {
        known = new Set(rows.filter(({ revokedAt }) => revokedAt === null).map((row) => row.publishableKey));
      })
      .finally(() => {
        readAt = performance.now();
        reading = null;
      }));

  const isStale = () => performance.now() - readAt > LIMITS.stalenessMs;

  const make = (keyId: string, name: string): PublishableKey => ({
    keyId,
    name,
    publishableKey: `fpk_${randomBytes(18).toString('base64url')}`,
    createdAt: getService(strapi, 'clock').now().getTime(),
    revokedAt: null,
  });

  return {
    list: (): Promise<PublishableKey[]> => readKeys(strapi.db.connection),

    async create(name: string): Promise<PublishableKey> {
      const key = make(randomBytes(8).toString('hex'), name);
      await insertKey(strapi.db.connection, key);
      known.add(key.publishableKey);
      return key;
    },

    /** @throws {CoreError} NOT_FOUND when no such key is in use. */
    async revoke(keyId: string): Promise<void> {
      const done = await revokeKey(strapi.db.connection, keyId, getService(strapi, 'clock').now().getTime());
      if (!done) throw new CoreError('NOT_FOUND', { got: keyId.slice(0, 40), expected: 'the id of a key in use' });
      await read();
    },

    /** Whether events with this key are taken. Answers from memory; what it knows is read again in the background. */
    isKnown(key: string): boolean {
      if (isStale()) {
        void read().catch((error: unknown) => strapi.log.warn(`foresight: keys could not be read: ${String(error)}`));
      }
      return known.has(key) || configured().includes(key);
    },

    /** Read the keys; the first start makes one. */
    async load(): Promise<void> {
      const rows = await readKeys(strapi.db.connection);
      if (rows.length === 0) await insertKey(strapi.db.connection, make(FIRST_ID, 'Default'));
      await read();
    },
  };
};
