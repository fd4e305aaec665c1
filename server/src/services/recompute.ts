import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { Recompute } from '../contracts/admin';
import type { RecomputeRequest } from '../contracts/admin-requests';
import { CoreError } from '../core/errors';
import { HOUR_MS, hourStart } from '../core/rollup';
import { countMarks } from '../repositories/dirty-buckets';
import { getService } from '../utils/get-service';
import type { RecomputeResult } from '../worker/tasks/recompute';
import { pluginStore } from './plugin-store';

const LEASE = 'recompute';
const PLACE = { key: 'recompute' };

/** The latest one asked for, as kept in the core store. Times in milliseconds since 1970. */
interface Kept {
  readonly from: number;
  readonly to: number;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly begunAt: number | null;
  /** Hours marked so far. */
  readonly marked: number;
  readonly finishedAt: number | null;
}

/** Counts a window of time again from raw events, on an administrator's word. Sealed buckets stay as they are. */
export const recompute = ({ strapi }: { strapi: Core.Strapi }) => {
  const now = () => getService(strapi, 'clock').system();
  const read = async () => ((await pluginStore(strapi).get(PLACE)) ?? null) as Kept | null;
  const keep = (kept: Kept) => pluginStore(strapi).set({ ...PLACE, value: kept });
  const isHeld = async () => (await getService(strapi, 'lease').live(LEASE)) !== null;

  const describe = async (kept: Kept): Promise<Recompute> => {
    const { from, to, requestedBy, requestedAt, begunAt, marked, finishedAt } = kept;
    const unfinished = async () => (begunAt === null ? 'queued' : (await isHeld()) ? 'running' : 'interrupted');
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      requestedBy,
      requestedAt: new Date(requestedAt).toISOString(),
      status: finishedAt === null ? await unfinished() : 'done',
      markedHours: marked,
      waitingHours: await countMarks(strapi.db.connection as Knex),
      finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    };
  };

  /** Have the thread mark hours, in turns with what else it has to do. */
  const markAll = async (begun: Kept, signal: AbortSignal): Promise<Kept> => {
    let kept = begun;
    let turn: RecomputeResult = { marked: 0, more: true, after: null };
    while (turn.more) {
      const { from, to } = kept;
      const payload = { from, to, after: turn.after, turnMs: LIMITS.deletionTurnMs };
      turn = await getService(strapi, 'workers').run('recompute', payload, { signal });
      kept = { ...kept, marked: kept.marked + turn.marked };
      await keep(kept);
    }
    return kept;
  };

  return {
    /**
     * Put it into the queue; it is in the journal from then on.
     *
     * @throws {CoreError} SWITCHED_OFF; INVALID_REQUEST for a window that lies ahead; ALREADY_RUNNING; QUEUE_UNAVAILABLE.
     */
    async start({ from, to }: RecomputeRequest, by: string): Promise<Recompute> {
      if (!getService(strapi, 'settings').isActive('learn')) {
        throw new CoreError('SWITCHED_OFF', { got: 'learning is off', expected: 'learning to be on' });
      }
      if (Date.parse(from) > now()) {
        throw new CoreError('INVALID_REQUEST', { path: 'from', got: from, expected: 'a time that has been' });
      }
      if (await isHeld()) {
        throw new CoreError('ALREADY_RUNNING', { expected: 'no window being counted', got: 'one' });
      }
      const kept: Kept = {
        from: hourStart(Date.parse(from)),
        to: hourStart(Date.parse(to) + HOUR_MS - 1),
        requestedBy: by,
        requestedAt: now(),
        begunAt: null,
        marked: 0,
        finishedAt: null,
      };
      await strapi.db.transaction(async ({ trx }) => {
        await keep(kept);
        const detail = { from: new Date(kept.from).toISOString(), to: new Date(kept.to).toISOString() };
        await getService(strapi, 'journal').audit(trx as unknown as Knex, { code: 'recomputed', actor: by, detail });
      });
      await getService(strapi, 'queue').enqueue('recompute', {}, { dedupeKey: 'recompute' });
      return describe(kept);
    },

    /** The latest one; null when nobody ever asked. */
    async latest(): Promise<Recompute | null> {
      const kept = await read();
      return kept === null ? null : describe(kept);
    },

    /** Do what was asked for last. */
    async run(): Promise<void> {
      const asked = await read();
      if (asked === null || asked.finishedAt !== null) return;
      await getService(strapi, 'lease').withLease(LEASE, async (_held, signal) => {
        const begun = { ...asked, begunAt: now(), marked: 0 };
        await keep(begun);
        const marked = await markAll(begun, signal);
        await getService(strapi, 'rollup').runWhenFree(signal);
        await keep({ ...marked, finishedAt: now() });
        getService(strapi, 'articles').forget();
      });
    },
  };
};
