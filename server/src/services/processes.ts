import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { readDatabaseClock } from '../repositories/database-clock';
import {
  beat,
  forgetProcesses,
  type Living,
  type ProcessRecord,
  type ProcessRole,
  readLiving,
} from '../repositories/processes';
import { getService } from '../utils/get-service';
import { pluginVersion } from '../utils/plugin-version';
import { THIS_PROCESS, THIS_PROCESS_ID, THIS_PROCESS_NAME } from './this-process';

/** A process that has given no sign of life for so many beats is taken for dead. */
const MISSED_BEATS = 4;

/**
 * The processes of this site. Each says every few seconds that it lives, and sets its clock by the database's while at
 * it; how many there are divides what is limited per site.
 */
export const processes = ({ strapi }: { strapi: Core.Strapi }) => {
  let timer: NodeJS.Timeout | null = null;
  let self: Living | null = null;
  let differing: Promise<string | null> | null = null;
  // Owner: this service. Source: foresight_processes. Bound: live processes. Staleness: LIMITS.beatMs.
  let sites = 1;

  const knex = () => strapi.db.connection as Knex;
  const living = (): Promise<ProcessRecord[]> => readLiving(knex(), LIMITS.beatMs * MISSED_BEATS);
  const subject = THIS_PROCESS_NAME;

  /** A clock that jumps or differs is told once; the site goes on by the database's. */
  const followClock = async (): Promise<void> => {
    const { jumpedMs, aheadMs } = getService(strapi, 'clock').follow(await readDatabaseClock(knex()));
    const journal = getService(strapi, 'journal');
    const seconds = (ms: number) => Math.round(ms / 1000);
    if (jumpedMs !== 0) {
      strapi.log.warn(
        `[foresight] this machine's clock jumped by ${seconds(jumpedMs)} s; time is taken from the database`
      );
      await journal.incident({
        code: 'clock-jumped',
        level: 'warning',
        subject,
        detail: { seconds: seconds(jumpedMs) },
      });
    }
    if (aheadMs !== 0) {
      differing ??= journal.incident({
        code: 'clock-differs',
        level: 'warning',
        subject,
        detail: { seconds: seconds(aheadMs) },
      });
    } else if (differing !== null) {
      await journal.end(await differing);
      differing = null;
    }
  };

  const beatNow = async (): Promise<void> => {
    if (self === null) return;
    await beat(knex(), self);
    await followClock();
    sites = Math.max(1, (await living()).filter(({ role }) => role === 'site').length);
  };

  const beatAgain = (): void => {
    beatNow().catch((error: unknown) => {
      getService(strapi, 'databaseWatch').noticed(error);
      strapi.log.debug(`[foresight] no sign of life given: ${String(error)}`);
    });
  };

  /** What lasted for a process that is gone can't be ended by it any more. */
  const settleDead = async (): Promise<void> =>
    getService(strapi, 'journal').endOfTheDead((await living()).map(({ host, pid }) => `${host} ${pid}`));

  return {
    async begin(role: ProcessRole): Promise<void> {
      self = { processId: THIS_PROCESS_ID, host: THIS_PROCESS.host, pid: THIS_PROCESS.pid, role, pluginVersion };
      await forgetProcesses(knex(), null, LIMITS.processMemoryMs);
      await beatNow();
      await settleDead();
      timer ??= setInterval(beatAgain, LIMITS.beatMs).unref();
    },

    settleDead,

    /** Live processes, oldest first. */
    list: living,

    /** How many live processes answer requests; at least one. From memory. */
    siteCount: (): number => sites,

    role: (): ProcessRole => self?.role ?? 'site',

    async close(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      timer = null;
      if (self === null) return;
      self = null;
      await forgetProcesses(knex(), THIS_PROCESS_ID, LIMITS.processMemoryMs).catch(() => undefined);
    },
  };
};
