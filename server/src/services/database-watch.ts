import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import { canConnect, connectionSpec, currentPassword } from '../repositories/connection';
import { databaseAwayCause } from '../repositories/database-errors';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import { THIS_PROCESS_NAME } from './this-process';

interface Outage {
  readonly since: number;
  readonly cause: string;
}

/**
 * Whether the database is there. Whoever meets an error of the connection says so here; it is then asked, by a connection
 * of its own so that a pool whose connections hang can't mislead, and asked again every second until it answers. What
 * happened is kept in memory until then: the journal lies in the database that was away.
 */
export const databaseWatch = ({ strapi }: { strapi: Core.Strapi }) => {
  let outage: Outage | null = null;
  let timer: NodeJS.Timeout | null = null;
  let asking: Promise<boolean> | null = null;
  let lastAnswer = { there: true, at: -Infinity };
  let closed = false;

  /** One question at a time; an answer is good for as long as a question may take. */
  const isThere = async (): Promise<boolean> => {
    if (performance.now() - lastAnswer.at < LIMITS.databasePingMs) return lastAnswer.there;
    asking ??= detached(() =>
      canConnect(connectionSpec(strapi), LIMITS.databasePingMs, () => currentPassword(strapi))
    ).finally(() => (asking = null));
    const there = await asking;
    lastAnswer = { there, at: performance.now() };
    return there;
  };

  const askAgain = (): void => {
    timer = setTimeout(() => void check(outage?.cause ?? ''), LIMITS.databasePingMs).unref();
  };

  const check = async (cause: string): Promise<void> => {
    const noticed = getService(strapi, 'clock').system();
    const there = await isThere();
    if (closed) return;
    if (!there && outage === null) {
      outage = { since: noticed, cause };
      strapi.log.error(
        `[foresight] the database can't be reached (${cause}): requests are answered with 503 until it is`
      );
    }
    // It counts as back once what happened could be written: the pool may still hold connections that are dead.
    if (outage !== null && (!there || !(await record(outage)))) return askAgain();
    timer = null;
    outage = null;
  };

  const record = async ({ since, cause }: Outage): Promise<boolean> => {
    const journal = getService(strapi, 'journal');
    const subject = THIS_PROCESS_NAME;
    const entry = { code: 'database-away', level: 'danger', subject, detail: { error: cause }, at: since } as const;
    const id = await journal.incident(entry);
    if (id === null) return false;
    await journal.end(id);
    strapi.log.info(
      `[foresight] the database answers again after ${Math.round((getService(strapi, 'clock').system() - since) / 1000)} s`
    );
    return true;
  };

  /** Look whether it is there, in the background, unless that is being looked at already. */
  const suspect = (cause: string): void => {
    if (closed || outage !== null || timer !== null || asking !== null) return;
    lastAnswer = { there: true, at: -Infinity };
    detached(() => void check(cause));
  };

  return {
    /** Why an error means that the database could not be reached; null when it says something else. Notes it. */
    noticed(error: unknown): string | null {
      const cause = databaseAwayCause(error);
      if (cause !== null) suspect(cause);
      return cause;
    },

    suspect,

    /** Whether it is known to be away. From memory. */
    isAway: (): boolean => outage !== null,

    /** Whether it answers now; asked at most once per `LIMITS.databasePingMs`. */
    isThere,

    close(): void {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
};
