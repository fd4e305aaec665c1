import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { raiseSignal, readSignals, type Signal } from '../repositories/signals';

type Listener = () => void | Promise<void>;

/**
 * Tells every process that something it keeps in memory has changed: by a counter in the database that all of them look
 * at every `LIMITS.signalMs`, and at once through Redis where there is one (`bus`).
 */
export const signals = ({ strapi }: { strapi: Core.Strapi }) => {
  const listeners = new Map<Signal, Set<Listener>>();
  let known = new Map<Signal, number>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let tellOthers: () => void = () => undefined;

  const knex = () => strapi.db.connection as Knex;

  const tell = async (name: Signal): Promise<void> => {
    for (const listener of listeners.get(name) ?? []) {
      try {
        await listener();
      } catch (error) {
        strapi.log.warn(`[foresight] a change of ${name} could not be read: ${String(error)}`);
      }
    }
  };

  const lookNow = async (): Promise<void> => {
    const now = await readSignals(knex());
    const changed = [...now].filter(([name, version]) => known.get(name) !== version);
    known = now;
    for (const [name] of changed) await tell(name);
  };

  /** One look at a time; whoever asks meanwhile waits for a look that begins after asking. */
  const look = async (): Promise<void> => {
    await looking?.catch(() => undefined);
    looking ??= lookNow().finally(() => (looking = null));
    return looking;
  };

  const lookAgain = (): void => {
    look().catch((error: unknown) => strapi.log.debug(`[foresight] signals not read: ${String(error)}`));
  };

  return {
    on(name: Signal, listener: Listener): void {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
    },

    /** Say, in the transaction of a change, that it changed. */
    raise: (trx: Knex, name: Signal): Promise<void> => raiseSignal(trx, name),

    /** After that transaction: this process reads anew now, the others as soon as they hear of it. */
    async announce(): Promise<void> {
      await look();
      tellOthers();
    },

    /** How the others are told at once. Without it they look every `LIMITS.signalMs`. */
    passOn(tell: () => void): void {
      tellOthers = tell;
    },

    /** Look now: another process says there is something new. */
    heard: lookAgain,

    async begin(): Promise<void> {
      known = await readSignals(knex());
      timer ??= setInterval(lookAgain, LIMITS.signalMs).unref();
    },

    close(): void {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
};
