import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { QuarantineStep } from '../contracts/admin';
import { DAY_MS, hourStart } from '../core/rollup';
import {
  deleteQuarantined,
  listQuarantined,
  nextQuarantined,
  quarantineByReason,
  type QuarantinedEvent,
  type QuarantineFilter,
  trimQuarantine,
} from '../repositories/quarantine';
import { getService } from '../utils/get-service';

/** What a replay or a discard is asked for: some events, from one on. */
export interface StepRequest {
  readonly filter: QuarantineFilter;
  /** `next` of the step before; null at first. */
  readonly after: string | null;
  readonly by: string;
}

/**
 * Events that could not be accepted for a reason that may change or needs a human eye. Bounds: LIMITS.quarantinedEvents,
 * quarantinedBytes and quarantineDays; what exceeds them goes, the oldest first, and is counted as dropped.
 */
export const quarantine = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;
  const now = () => getService(strapi, 'clock').now().getTime();
  /** Events kept since the bounds were last looked at. */
  let unseen = 0;

  const inOne = async <T>(work: (trx: Knex) => Promise<T>): Promise<T> =>
    (await strapi.db.transaction(async ({ trx }) => work(trx as unknown as Knex))) as T;

  const countGone = (trx: Knex, outcome: 'discarded' | 'dropped', count: number): Promise<void> =>
    getService(strapi, 'intake').add(trx, [{ hourStart: hourStart(now()), outcome, reason: '', count }]);

  const trimOnce = (): Promise<number> =>
    inOne(async (trx) => {
      const dropped = await trimQuarantine(trx, {
        rows: LIMITS.quarantinedEvents,
        bytes: LIMITS.quarantinedBytes,
        before: now() - LIMITS.quarantineDays * DAY_MS,
        atMost: LIMITS.quarantineDeletedAtOnce,
      });
      await countGone(trx, 'dropped', dropped);
      return dropped;
    });

  const tidy = async (): Promise<number> => {
    unseen = 0;
    let dropped = 0;
    let step: number;
    do {
      step = await trimOnce();
      dropped += step;
    } while (step === LIMITS.quarantineDeletedAtOnce);
    return dropped;
  };

  /** The events of one step, and where the next one begins. */
  const stepOf = async ({ filter, after }: StepRequest) => {
    const limit = LIMITS.quarantineStep;
    const events = await nextQuarantined(knex(), filter, { after, limit });
    const last = events[events.length - 1];
    return { events, next: last === undefined || events.length < limit ? null : last.eventKey };
  };

  return {
    page: (filter: QuarantineFilter, page: { readonly page: number; readonly pageSize: number }) =>
      listQuarantined(knex(), filter, page),

    byReason: () => quarantineByReason(knex()),

    /** So many more are kept now: from time to time the bounds are looked at. Never fails: the events are committed. */
    async grown(by: number): Promise<void> {
      unseen += by;
      if (unseen < LIMITS.quarantineUnseen) return;
      try {
        await tidy();
      } catch (error) {
        strapi.log.warn(`[foresight] the quarantine was not tidied: ${String(error)}`);
      }
    },

    /** Lets go of what is too old or too much. @returns how many events. */
    tidy,

    /** Take in one step of what waits; what something still stands against waits on. */
    async replay(request: StepRequest): Promise<QuarantineStep> {
      const { events, next } = await stepOf(request);
      const { accepted, duplicate, waiting } = await getService(strapi, 'ingest').retake(events, async (trx, done) => {
        if (done.waiting < events.length) await audit(trx, 'quarantine-replayed', request, { ...done });
      });
      return { accepted, duplicate, waiting, discarded: 0, next };
    },

    /** Let go of one step of what waits, for good. */
    async discard(request: StepRequest): Promise<QuarantineStep> {
      const { events, next } = await stepOf(request);
      const discarded = await inOne(async (trx) => {
        const gone = await deleteQuarantined(trx, keysOf(events));
        await countGone(trx, 'discarded', gone);
        if (gone > 0) await audit(trx, 'quarantine-discarded', request, { discarded: gone });
        return gone;
      });
      return { accepted: 0, duplicate: 0, waiting: 0, discarded, next };
    },
  };

  function audit(
    trx: Knex,
    code: 'quarantine-replayed' | 'quarantine-discarded',
    { filter, by }: StepRequest,
    detail: Record<string, number>
  ): Promise<void> {
    const subject = filter.reason ?? filter.documentId ?? filter.url ?? null;
    return getService(strapi, 'journal').audit(trx, { code, actor: by, subject, detail });
  }
};

const keysOf = (events: readonly QuarantinedEvent[]): string[] => events.map(({ eventKey }) => eventKey);
