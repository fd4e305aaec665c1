/** A small version of `npm run drill -- kill-ingest`. */
import { runKills } from '../drills/kill-ingest';
import { ENGINES } from './scratch-database';

it.each(ENGINES)(
  'counts every acknowledged event once on $name, whenever its process is killed and in whatever order it comes',
  async (engine) => {
    const { events, resent, ...found } = await runKills(7, 10, engine);
    expect(found).toEqual({
      kills: 10,
      batches: expect.any(Number),
      lost: 0,
      foreign: 0,
      miscounted: 0,
      balanced: true,
      equal: true,
    });
    expect(events).toBeGreaterThan(0);
    expect(resent).toBeGreaterThan(0);
  },
  120_000
);
