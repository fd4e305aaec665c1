import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import { LRUCache } from 'lru-cache';

import { addressPrefix, agreedSource, markedSource, visitorHash } from '../core/events';
import { dayStart, dayStartBefore, nextDayStart } from '../core/rollup';
import { destroyExpiredSalts, findSalt, saltOf } from '../repositories/salts';
import { getService } from '../utils/get-service';

/** How long yesterday's salt outlives midnight, for readers who are in the middle of something. */
const GRACE_MS = 30 * 60_000;
/** How soon after that it is destroyed at the latest, whether or not anybody reads. */
const DESTROY_EVERY_MS = 5 * 60_000;
/** Hashes of readers seen lately; after that many a reader at midnight simply counts as a new one. */
const MAX_RECENT = 50_000;
/** Ids the site gives are hashed with a salt that stays: it chose to tell readers apart across days. */
const GIVEN_IDS = 'given-ids';

export interface Reader {
  readonly address: string;
  readonly userAgent: string;
}

export interface ReaderHashes {
  readonly visitor: string;
  readonly session: string | null;
  /** Of the network, not the address. */
  readonly source: string | null;
}

interface DaySalts {
  /** Start and end of the site's day they belong to. */
  readonly start: number;
  readonly end: number;
  readonly today: string;
  /** null when there was none or it is destroyed. */
  readonly yesterday: string | null;
}

/** Turns readers into hashes nobody can turn back once the day's salt is destroyed. Addresses are never stored. */
export const visitors = ({ strapi }: { strapi: Core.Strapi }) => {
  let salts: DaySalts | null = null;
  let loading: { readonly start: number; readonly salts: Promise<DaySalts> } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let givenIds: string | null = null;
  /** Visitor hash -> when last seen. */
  const recent = new LRUCache<string, number>({ max: MAX_RECENT });

  const fresh = () => randomBytes(32).toString('hex');

  const load = async (at: number): Promise<DaySalts> => {
    const { timeZone } = getService(strapi, 'settings').get();
    const knex = strapi.db.connection;
    const start = dayStart(at, timeZone);
    const end = nextDayStart(at, timeZone);
    const today = await saltOf(knex, nameOf(start), fresh(), end + GRACE_MS);
    const yesterday = await findSalt(knex, nameOf(dayStartBefore(at, 1, timeZone)));
    givenIds ??= await saltOf(knex, GIVEN_IDS, fresh(), null);
    return { start, end, today, yesterday };
  };

  const saltsAt = async (at: number): Promise<DaySalts> => {
    if (salts !== null && at >= salts.start && at < salts.end) return salts;
    const start = dayStart(at, getService(strapi, 'settings').get().timeZone);
    // Around midnight both days may be asked for: each gets its own.
    if (loading?.start !== start) {
      const own = { start, salts: load(at).finally(() => (loading = loading === own ? null : loading)) };
      loading = own;
    }
    return (salts = await loading.salts);
  };

  /** Here and in the database. */
  const destroyExpired = async (): Promise<void> => {
    const at = getService(strapi, 'clock').now().getTime();
    if (salts !== null && at >= salts.end + GRACE_MS) salts = null;
    else if (salts !== null && at >= salts.start + GRACE_MS) salts = { ...salts, yesterday: null };
    await destroyExpiredSalts(strapi.db.connection, at);
  };

  const destroyAgain = (): void => {
    destroyExpired().catch((error: unknown) => strapi.log.warn(`foresight: salts not destroyed: ${String(error)}`));
  };

  const remember = (visitor: string, at: number): void => {
    recent.set(visitor, at);
  };

  return {
    /** From here on salts are destroyed when they expire, whether or not anything is collected or learned. */
    async begin(): Promise<void> {
      await destroyExpired();
      timer ??= setInterval(destroyAgain, DESTROY_EVERY_MS).unref();
    },

    close(): void {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },

    destroyExpired,

    /** Hashes of who reads from an address with a browser, now. */
    async hash(reader: Reader, sessionId: string | null, at: number): Promise<ReaderHashes> {
      const { start, today, yesterday } = await saltsAt(at);
      const parts = [reader.address, reader.userAgent];
      let salt = today;
      if (yesterday !== null && at - start < GRACE_MS) {
        const seenAt = recent.get(visitorHash(yesterday, parts));
        if (seenAt !== undefined && at - seenAt < GRACE_MS) salt = yesterday;
      }
      const visitor = visitorHash(salt, parts);
      remember(visitor, at);
      const prefix = addressPrefix(reader.address);
      return {
        visitor,
        session: sessionId === null ? null : visitorHash(salt, ['session', sessionId]),
        source: prefix === null ? null : markedSource(visitorHash(today, ['source', prefix]), reader.address),
      };
    },

    /**
     * Hashes of a reader who agreed to be known by an id. None of them is ever that of an anonymous event, so that
     * nothing joins what was read before or without consent to it: not the address, not the session, not the network.
     */
    async hashConsented(
      reader: Reader,
      visitorId: string,
      sessionId: string | null,
      at: number
    ): Promise<ReaderHashes> {
      const { today } = await saltsAt(at);
      const given = (kind: 'visitor' | 'session', id: string) => visitorHash(givenIds ?? '', [kind, id]);
      const prefix = addressPrefix(reader.address);
      return {
        visitor: given('visitor', visitorId),
        session: sessionId === null ? null : given('session', sessionId),
        source:
          prefix === null
            ? null
            : markedSource(agreedSource(visitorHash(today, ['source', 'consented', prefix])), reader.address),
      };
    },

    /** Hash of an id a server sent for a reader or a session; the same on every day. */
    async hashGiven(kind: 'visitor' | 'session', id: string, at: number): Promise<string> {
      await saltsAt(at);
      return visitorHash(givenIds ?? '', [kind, id]);
    },
  };
};

/** Days are named by their first instant: unique in any time zone. */
const nameOf = (start: number): string => new Date(start).toISOString();
