import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import { DAY_MS, hourStart } from '../core/rollup';
import {
  addErased,
  deleteErasuresBefore,
  type Erasure,
  findErasure,
  finishErasure,
  insertErasure,
  latestErasures,
  openErasures,
  tryErasure,
} from '../repositories/erasures';
import { lockLease } from '../repositories/leases';
import { deleteQuarantined, nextQuarantined } from '../repositories/quarantine';
import { databaseClient } from '../repositories/supported-databases';
import { summarizeVisitor } from '../repositories/visitor-events';
import { getService } from '../utils/get-service';
import type { EraseResult } from '../worker/tasks/erase';

const LEASE = 'erase';
/** Held while an erasure is asked for, so that one visitor has no two that are open. */
const ASKING = 'erase-asked';

/** An erasure, and where it stands. */
export interface ErasureState extends Erasure {
  readonly status: 'queued' | 'running' | 'interrupted' | 'done';
}

type Open = Erasure & { readonly visitor: string };

/** Erases visitors, on the word of an administrator or of the site's server. It can't be undone. */
export const erasure = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;
  const now = () => getService(strapi, 'clock').system();
  const inOne = async <T>(work: (trx: Knex) => Promise<T>): Promise<T> =>
    (await strapi.db.transaction(async ({ trx }) => work(trx as unknown as Knex))) as T;

  const withState = (one: Erasure, isHeld: boolean): ErasureState => {
    const open = one.triedAt === null ? 'queued' : isHeld ? 'running' : 'interrupted';
    return { ...one, status: one.finishedAt === null ? open : 'done' };
  };
  const isHeld = async () => (await getService(strapi, 'lease').live(LEASE)) !== null;

  const find = async (erasureId: string): Promise<ErasureState> => {
    const one = await findErasure(knex(), erasureId);
    if (one === null) throw new CoreError('NOT_FOUND', { got: erasureId, expected: 'the id of an erasure' });
    return withState(one, await isHeld());
  };

  const enqueue = () => getService(strapi, 'queue').enqueue('erase', {}, { dedupeKey: 'erase' });

  /** Have the thread delete raw events until there are none, in turns with what else it has to do. */
  const deleteEvents = async ({ erasureId, visitor }: Open, signal: AbortSignal): Promise<number> => {
    const eventsPerStep = LIMITS.eventsPerDeletion[databaseClient(strapi)];
    let deleted = 0;
    let turn: EraseResult;
    do {
      const payload = { erasureId, visitor, eventsPerStep, turnMs: LIMITS.deletionTurnMs };
      turn = await getService(strapi, 'workers').run('erase', payload, { signal });
      deleted += turn.deleted;
    } while (turn.more);
    return deleted;
  };

  /** Let go of what waits in quarantine; the reconciliation counts it as discarded. */
  const discard = async ({ erasureId, visitor }: Open): Promise<number> => {
    let discarded = 0;
    for (;;) {
      const waiting = await nextQuarantined(knex(), { visitor }, { after: null, limit: LIMITS.quarantineStep });
      if (waiting.length === 0) return discarded;
      discarded += await inOne(async (trx) => {
        const gone = await deleteQuarantined(
          trx,
          waiting.map(({ eventKey }) => eventKey)
        );
        const at = hourStart(getService(strapi, 'clock').now().getTime());
        await getService(strapi, 'intake').add(trx, [{ hourStart: at, outcome: 'discarded', reason: '', count: gone }]);
        await addErased(trx, erasureId, { quarantined: gone });
        return gone;
      });
    }
  };

  /**
   * Delete and count again until nothing came meanwhile. A reader who never stops reading is left to it after
   * LIMITS.erasureRounds: what comes later was not there when it was asked for.
   *
   * @returns the instant everything acknowledged before is gone.
   */
  const eraseAll = async (one: Open, signal: AbortSignal): Promise<number> => {
    let until = now();
    for (let round = 0; round < LIMITS.erasureRounds; round++) {
      until = now();
      const gone = (await deleteEvents(one, signal)) + (await discard(one));
      // The first time also when nothing was there: one that was cut off may have left hours to count.
      if (gone === 0 && round > 0) break;
      await getService(strapi, 'rollup').runWhenFree(signal);
    }
    return until;
  };

  const finish = (one: Open, erasedUntil: number) =>
    inOne(async (trx) => {
      await finishErasure(trx, one.erasureId, { erasedUntil, finishedAt: now() });
      const { events = 0, quarantined = 0 } = (await findErasure(trx, one.erasureId)) ?? {};
      const detail = { events, quarantined };
      const entry = { code: 'visitor-erased', actor: one.requestedBy, subject: one.erasureId, detail } as const;
      await getService(strapi, 'journal').audit(trx, entry);
      await deleteErasuresBefore(trx, now() - LIMITS.erasureDays * DAY_MS);
      await getService(strapi, 'signals').raise(trx, 'visitors');
    });

  return {
    /**
     * Put it into the queue. Asked for again while it is under way, it is the same one.
     *
     * @throws {CoreError} OVERLOADED when LIMITS.openErasures wait; QUEUE_UNAVAILABLE, and then it is done all the same
     *   once the queue is back.
     */
    async start(visitorId: string, requestedBy: string): Promise<ErasureState> {
      const visitor = await getService(strapi, 'visitors').hashGiven('visitor', visitorId, now());
      const { events: found } = await summarizeVisitor(knex(), visitor);
      const erasureId = await inOne(async (trx) => {
        await lockLease(trx, ASKING);
        const open = await openErasures(trx, LIMITS.openErasures);
        const same = open.find((one) => one.visitor === visitor);
        if (same !== undefined) return same.erasureId;
        if (open.length === LIMITS.openErasures) {
          throw new CoreError('OVERLOADED', {
            got: `${open.length} visitors waiting to be erased`,
            expected: `fewer than ${LIMITS.openErasures}`,
          });
        }
        const id = await insertErasure(trx, { visitor, requestedBy, requestedAt: now(), found });
        const entry = {
          code: 'visitor-erasure-asked',
          actor: requestedBy,
          subject: id,
          detail: { events: found },
        } as const;
        await getService(strapi, 'journal').audit(trx, entry);
        return id;
      });
      await enqueue();
      return find(erasureId);
    },

    /** @throws {CoreError} NOT_FOUND */
    find,

    /** The newest first. */
    async latest(): Promise<ErasureState[]> {
      const held = await isHeld();
      return (await latestErasures(knex(), LIMITS.listedErasures)).map((one) => withState(one, held));
    },

    /** Erase everybody who waits for it, one after the other. */
    async run(): Promise<void> {
      await getService(strapi, 'lease').withLease(LEASE, async (_held, signal) => {
        for (;;) {
          const [one] = await openErasures(knex(), 1);
          if (one === undefined || one.visitor === null) return;
          await tryErasure(knex(), one.erasureId, now());
          const erasedUntil = await eraseAll({ ...one, visitor: one.visitor }, signal);
          await finish({ ...one, visitor: one.visitor }, erasedUntil);
          await getService(strapi, 'signals').announce();
          getService(strapi, 'articles').forget();
        }
      });
    },

    /** What a process that died, or a queue that was away, left open is taken up again. */
    async resume(): Promise<void> {
      const [one] = await openErasures(knex(), 1);
      const waits = one !== undefined && (one.triedAt === null || now() - one.triedAt > LIMITS.erasureRetryMs);
      if (waits && !(await isHeld())) await enqueue();
    },
  };
};
