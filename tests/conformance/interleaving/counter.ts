import { setTimeout as sleep } from 'node:timers/promises';

import { createRandom } from '../../../server/src/core/math/random';
import { runRollup } from '../fixtures';
import { clientWith } from '../held-client';
import type { ScratchDatabase } from '../scratch-database';

/**
 * Counts when it is told to and has nothing to do. Its statements take a moment longer than they must, and between its
 * reading and its writing there is sometimes time enough for another counter to begin, count and end.
 */
export function createCounter(database: ScratchDatabase, seed: number) {
  const random = createRandom(seed);
  const dawdle = async (sql: string) => {
    await sleep(/^begin/i.test(sql) && random.int(4) === 0 ? 80 : random.int(3));
  };
  const knex = database.connect({ client: clientWith('PostgreSQL', dawdle) });
  let running: Promise<void> | null = null;
  let failed: Error | null = null;
  return {
    begin(now: number): void {
      running ??= runRollup(knex, now)
        .catch((error: Error) => (failed ??= error))
        .then(() => void (running = null));
    },

    /** Resolves when it has nothing to do. @throws what a count threw. */
    async settled(): Promise<void> {
      await running;
      if (failed !== null) throw failed;
    },
  };
}
