import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { CoreError } from '../core/errors';
import { acquireLease, findLease, holdsLease, releaseLease, renewLease, type Lease } from '../repositories/leases';
import { getService } from '../utils/get-service';
import { isOrphan } from './lease-orphan';
import { THIS_PROCESS, THIS_PROCESS_ID } from './this-process';

/** A lease someone holds: what the transactions that matter check before they commit. */
export interface HeldLease {
  readonly name: string;
  readonly token: number;
}

/** How long giving a lease back waits for a renewal under way. */
const GIVE_BACK_MS = 2_000;

/**
 * One run of a job at a time across processes. The holder renews at a third of the time to live; when that fails its
 * signal aborts, and whatever it still tries to register or promote is refused by `assertHeld`.
 */
export const lease = ({ strapi }: { strapi: Core.Strapi }) => {
  const self = THIS_PROCESS;
  const holder = THIS_PROCESS_ID;
  const knex = () => strapi.db.connection as Knex;
  // On SQLite every process runs on this machine, so a holder that is gone can be seen to be gone.
  const sameMachine = () => strapi.db.dialect.client === 'sqlite';

  const live = async (name: string): Promise<Lease | null> => {
    const found = await findLease(knex(), name);
    if (found === null || !found.live) return null;
    if (!sameMachine() || !isOrphan(found.holder, self, isAlive)) return found;
    await releaseLease(knex(), { name, token: found.fencingToken });
    return null;
  };

  const ttlMs = (): number => getService(strapi, 'settings').get().jobs.leaseSeconds * 1_000;

  const acquire = async (name: string): Promise<HeldLease | null> => {
    await live(name);
    const token = await acquireLease(knex(), { name, holder, ttlMs: ttlMs() });
    return token === null ? null : { name, token };
  };

  return {
    /** Who holds the lease now, or null. A holder that died on this machine holds nothing. */
    live,

    /**
     * Run `fn` as the only holder.
     *
     * @throws {CoreError} ALREADY_RUNNING while another holds it; LEASE_LOST when it was taken over meanwhile.
     */
    async withLease<T>(name: string, fn: (held: HeldLease, signal: AbortSignal) => Promise<T>): Promise<T> {
      const held = await acquire(name);
      if (held === null)
        throw new CoreError('ALREADY_RUNNING', { expected: `the lease "${name}" to be free`, got: 'held' });

      const lost = new AbortController();
      const stopRenewing = keepAlive(knex, held, ttlMs(), () => lost.abort(leaseLost(held)));
      try {
        const result = await fn(held, lost.signal);
        lost.signal.throwIfAborted();
        return result;
      } catch (error) {
        throw lost.signal.aborted ? lost.signal.reason : error;
      } finally {
        await stopRenewing();
        // If this fails the lease simply runs out.
        await releaseLease(knex(), held).catch(() => undefined);
      }
    },

    /** Inside a transaction: nothing is committed in the name of a lease that is lost. @throws {CoreError} LEASE_LOST */
    async assertHeld(trx: Knex, held: HeldLease): Promise<void> {
      if (!(await holdsLease(trx, held))) throw leaseLost(held);
    },
  };
};

const leaseLost = ({ name, token }: HeldLease) =>
  new CoreError('LEASE_LOST', { expected: `the lease "${name}" with token ${token}`, got: 'a newer holder or none' });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};

/**
 * Renew until stopped. A renewal that errs or hangs is tried again at the next tick, as long as the lease can't have run
 * out by then; the time is this process's own, which no clock that is set can change.
 */
function keepAlive(
  knex: () => Knex,
  { name, token }: HeldLease,
  ttlMs: number,
  onLost: () => void
): () => Promise<void> {
  let renewedAt = performance.now();
  let renewing: Promise<void> | null = null;

  const renew = async (): Promise<void> => {
    const asked = performance.now();
    if (await renewLease(knex(), { name, token, ttlMs })) renewedAt = asked;
    else onLost();
  };
  const tick = (): void => {
    if (performance.now() - renewedAt > ttlMs) return onLost();
    renewing ??= renew()
      .catch(() => undefined)
      .finally(() => (renewing = null));
  };
  const timer = setInterval(tick, ttlMs / 3);
  timer.unref();

  return async () => {
    clearInterval(timer);
    // One that hangs is left behind: the lease is given back all the same, or runs out.
    await Promise.race([renewing, new Promise((resolve) => setTimeout(resolve, GIVE_BACK_MS).unref())]);
  };
}
