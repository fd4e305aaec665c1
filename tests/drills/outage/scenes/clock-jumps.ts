import { toColumn } from '../../../../server/src/repositories/time';
import type { Scene } from '../run-scene';
import { pause } from '../stage';
import { succeededOnce } from './redis-stopped';

const DAY_MS = 24 * 3_600_000;
/** Longer than two signs of life, at which a process compares its clock with the database's. */
const NOTICE_MS = 12_000;
/** How far the time of an event may be from the truth. */
const NEAR_MS = 60_000;

const elsewhen = (new Date().getUTCHours() + 12) % 24;

/** The clock of one process is a day ahead, then right, then a day behind, then right again. */
export const clockJumps: Scene = {
  name: 'clock-jumps',
  sites: 2,
  workers: 1,
  redis: true,
  // A night that is not due: a clock that is a day ahead runs over it.
  config: { schedule: { nightly: `0 ${elsewhen} * * *`, rollup: '*/2 * * * *' } },
  told: ['clock-jumped'],

  async play(stage) {
    const [wrong, right] = stage.cluster.sites;
    if (wrong === undefined || right === undefined) throw new Error('two sites are needed');
    const begun = Date.now();
    const runs = () => stage.query((knex) => knex('foresight_training_runs').pluck('run_id') as Promise<string[]>);
    const before = new Set(await runs());

    wrong.shiftClock(DAY_MS);
    await pause(NOTICE_MS);
    const ours = await stage.startTraining(right);
    await succeededOnce(stage, await stage.endOfRun(ours));
    for (const ahead of [0, -DAY_MS, 0]) {
      wrong.shiftClock(ahead);
      await pause(NOTICE_MS);
    }

    const others = (await runs()).filter((runId) => !before.has(runId) && runId !== ours);
    stage.check(others.length === 0, `nights were begun that were not due: ${others.join(', ')}`);
    const misdated = await stage.query(async (knex) => {
      const [row] = await knex('foresight_events')
        .where('event_id', 'like', 'clock-jumps-event-%')
        .andWhere((wrongly) =>
          wrongly
            .where('received_at', '<', toColumn(knex, begun - NEAR_MS))
            .orWhere('received_at', '>', toColumn(knex, Date.now() + NEAR_MS))
            .orWhere('occurred_at', '<', toColumn(knex, begun - NEAR_MS))
            .orWhere('occurred_at', '>', toColumn(knex, Date.now() + NEAR_MS))
        )
        .count({ n: '*' });
      return Number(row?.['n']);
    });
    stage.check(misdated === 0, `${misdated} events have a wrong time`);
  },
};
