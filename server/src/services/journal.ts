import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { AuditCode, IncidentCode } from '../contracts/admin';
import {
  countWorrying,
  deleteOldest,
  endEntry,
  endLasting,
  insertEntry,
  type JournalDetail,
  type JournalEntry,
  type JournalLevel,
  type JournalPage,
  readJournal,
} from '../repositories/journal';
import { getService } from '../utils/get-service';

const DAY_MS = 24 * 60 * 60_000;

export interface Audit {
  readonly code: AuditCode;
  /** E-mail or name of who did it. */
  readonly actor: string;
  readonly subject?: string | null;
  readonly detail?: JournalDetail;
}

export interface Incident {
  readonly code: IncidentCode;
  readonly level: JournalLevel;
  readonly subject?: string | null;
  readonly detail?: JournalDetail;
  /** When it began; default: now. */
  readonly at?: number;
}

/** Who changed what, and what happened to the system: what an operator reads on the Activity page. */
export const journal = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;
  const now = () => getService(strapi, 'clock').system();

  return {
    /** Somebody changed something; inside the transaction of the change, so that neither is there without the other. */
    async audit(trx: Knex, { code, actor, subject = null, detail = {} }: Audit): Promise<void> {
      await insertEntry(trx, { at: now(), kind: 'audit', level: 'info', code, actor, subject, detail });
    },

    /**
     * Something happened. Never fails: what is told here is often that the database was away.
     *
     * @returns an id for `end`, or null when it could not be kept.
     */
    async incident({ code, level, subject = null, detail = {}, at = now() }: Incident): Promise<string | null> {
      try {
        return await insertEntry(knex(), {
          at,
          kind: 'incident',
          level,
          code,
          actor: null,
          subject,
          detail,
        });
      } catch (error) {
        strapi.log.warn(`[foresight] incident ${code} could not be kept: ${String(error)}`);
        return null;
      }
    },

    /** An incident that lasted is over. */
    async end(entryId: string | null): Promise<void> {
      if (entryId === null) return;
      await endEntry(knex(), entryId, now()).catch((error: unknown) =>
        strapi.log.warn(`[foresight] the end of an incident could not be kept: ${String(error)}`)
      );
    },

    /** What lasted for a process that is gone is over: it can't say so itself any more. */
    endOfTheDead: (living: readonly string[]): Promise<void> => endLasting(knex(), living, now()),

    /** How many incidents of the last day ask for an operator. */
    worrying: (): Promise<number> => countWorrying(knex(), now() - DAY_MS),

    /** Lets go of what is older than LIMITS.journalDays or beyond LIMITS.journalEntries, a bounded number at a time. */
    async tidy(): Promise<number> {
      const before = now() - LIMITS.journalDays * DAY_MS;
      const { journalEntries: keep, journalDeletedAtOnce: atMost } = LIMITS;
      let deleted = 0;
      let step: number;
      do {
        step = await deleteOldest(knex(), { before, keep, atMost });
        deleted += step;
      } while (step === atMost);
      return deleted;
    },

    page: (asked: JournalPage): Promise<{ entries: JournalEntry[]; total: number }> => readJournal(knex(), asked),
  };
};
