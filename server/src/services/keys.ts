import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import { HOUR_MS } from '../core/rollup';
import { changeKey, insertKey, type PublishableKey, readKeys, revokeKey, touchKey } from '../repositories/keys';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import type { Audit } from './journal';

/** Id of the key made at first start, so that two processes starting together make one. */
const FIRST_ID = 'default';

/** What a key is given by whoever makes or changes it; no origins = any. */
export interface KeyChoice {
  readonly name: string;
  readonly origins: readonly string[];
}

/** What is known of a key in use. */
type InUse = Pick<PublishableKey, 'origins' | 'expiresAt'>;
const FROM_CONFIG: InUse = { origins: [], expiresAt: null };

/**
 * Publishable keys, checked in memory. Owner: this service. Source: foresight_keys. Bound: its rows.
 * Staleness: LIMITS.signalMs, none in the process that changes them.
 */
export const keys = ({ strapi }: { strapi: Core.Strapi }) => {
  let known = new Map<string, InUse>();
  /** When each key's use was noted last, by this process. Bound: keys in use. */
  const noted = new Map<string, number>();

  /** Of the app's files, which change at a start only. */
  let inFiles: ReadonlySet<string> | null = null;
  const configured = () => (inFiles ??= new Set(getService(strapi, 'settings').get().publishableKeys));
  /** Origins of all keys, until one of them runs out. */
  let allowed: { readonly origins: ReadonlySet<string> | null; readonly until: number } | null = null;
  const now = () => getService(strapi, 'clock').now().getTime();

  const read = async (): Promise<void> => {
    const rows = await readKeys(strapi.db.connection);
    for (const key of noted.keys()) if (!rows.some(({ publishableKey }) => publishableKey === key)) noted.delete(key);
    known = new Map(rows.filter(({ revokedAt }) => revokedAt === null).map((row) => [row.publishableKey, row]));
    allowed = null;
  };

  const make = (keyId: string, { name, origins }: KeyChoice): PublishableKey => ({
    keyId,
    name,
    publishableKey: `fpk_${randomBytes(18).toString('base64url')}`,
    origins,
    createdAt: now(),
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
  });
  const newId = () => randomBytes(8).toString('hex');

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

  /** A key that events are taken with just now, or null. Answers from memory. */
  const find = (key: string): InUse | null => {
    const found = known.get(key) ?? (configured().has(key) ? FROM_CONFIG : null);
    return found === null || (found.expiresAt !== null && found.expiresAt <= now()) ? null : found;
  };

  return {
    list: (): Promise<PublishableKey[]> => readKeys(strapi.db.connection),

    async create(choice: KeyChoice, by: string): Promise<PublishableKey> {
      const key = make(newId(), choice);
      return change(async (trx) => {
        await insertKey(trx, key);
        return { result: key, audit: { code: 'key-created', actor: by, subject: key.name } };
      });
    },

    /** @throws {CoreError} NOT_FOUND when no such key is in use. */
    change: (keyId: string, choice: KeyChoice, by: string): Promise<PublishableKey> =>
      change(async (trx) => {
        const key = (await changeKey(trx, keyId, choice)) ?? notInUse(keyId);
        const detail = { origins: choice.origins.join(' ') || 'none' };
        return { result: key, audit: { code: 'key-changed', actor: by, subject: key.name, detail } };
      }),

    /**
     * A new key in the place of one that is taken for some hours more, so that pages can change in their own time. One
     * that was rotated before keeps the nearer end.
     *
     * @throws {CoreError} NOT_FOUND when no such key is in use.
     */
    rotate: (
      keyId: string,
      graceHours: number,
      by: string
    ): Promise<{ readonly key: PublishableKey; readonly old: PublishableKey }> =>
      change(async (trx) => {
        const before = (await readKeys(trx)).find((one) => one.keyId === keyId && one.revokedAt === null);
        if (before === undefined) return notInUse(keyId);
        const expiresAt = Math.min(before.expiresAt ?? Infinity, now() + graceHours * HOUR_MS);
        const old = (await changeKey(trx, keyId, { expiresAt })) ?? notInUse(keyId);
        const key = make(newId(), old);
        await insertKey(trx, key);
        const audit: Audit = { code: 'key-rotated', actor: by, subject: key.name, detail: { hours: graceHours } };
        return { result: { key, old }, audit };
      }),

    /** @throws {CoreError} NOT_FOUND when no such key is in use. */
    revoke: (keyId: string, by: string): Promise<void> =>
      change(async (trx) => {
        const name = (await revokeKey(trx, keyId, now())) ?? notInUse(keyId);
        return { result: undefined, audit: { code: 'key-revoked', actor: by, subject: name } };
      }),

    find,

    /** Events came with this key: noted from time to time, beside the work that goes on. Never fails. */
    used(key: string): void {
      const at = now();
      if (!known.has(key) || at - (noted.get(key) ?? -Infinity) < LIMITS.keyUseMs) return;
      noted.set(key, at);
      detached(() => touchKey(strapi.db.connection, key, at)).catch((error: unknown) =>
        strapi.log.debug(`[foresight] the use of a key was not noted: ${String(error)}`)
      );
    },

    /**
     * Origins that pages may send events from, whatever the key: a browser asks before it says which one it has.
     * null = any.
     */
    origins(): ReadonlySet<string> | null {
      if (allowed === null || now() >= allowed.until) {
        const inUse = [...known.keys(), ...configured()].flatMap((key) => find(key) ?? []);
        const isForAny = inUse.some(({ origins }) => origins.length === 0);
        allowed = {
          origins: isForAny ? null : new Set(inUse.flatMap(({ origins }) => origins)),
          until: Math.min(...inUse.map(({ expiresAt }) => expiresAt ?? Infinity)),
        };
      }
      return allowed.origins;
    },

    /** Read the keys; the first start makes one. */
    async load(): Promise<void> {
      getService(strapi, 'signals').on('keys', read);
      const rows = await readKeys(strapi.db.connection);
      if (rows.length === 0) await insertKey(strapi.db.connection, make(FIRST_ID, { name: 'Default', origins: [] }));
      await read();
    },
  };
};

function notInUse(keyId: string): never {
  throw new CoreError('NOT_FOUND', { got: keyId.slice(0, 40), expected: 'the id of a key in use' });
}
