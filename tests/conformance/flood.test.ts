/** The small versions of `npm run drill -- flood` and `-- fuzz`, and what a slow database makes of a flood. */
import { LIMITS } from '../../server/src/config/defaults';
import { runFlood, runFuzz, withinBounds } from '../drills/flood';
import { openIngestSite, view } from '../helpers/ingest-site';

it('10,000 forged documents and addresses leave the tables bounded, and every real reader is counted', async () => {
  const result = await runFlood(10_000);
  expect(result).toMatchObject({ realAccepted: 20, realSent: 20, balanced: true });
  expect(withinBounds(result)).toBe(true);
  expect(result.quarantined).toBe(LIMITS.quarantinedTargets);
});

it('2,000 random bodies are never answered with a 5xx', async () => {
  const { statuses, balanced } = await runFuzz(1, 2_000);
  expect(Object.keys(statuses).filter((status) => Number(status) >= 500)).toEqual([]);
  expect(statuses['200']).toBeGreaterThan(500);
  expect(balanced).toBe(true);
});

it('a database that stands still is told to senders with 503 and a time, before memory fills; then all is taken in', async () => {
  const site = await openIngestSite(['real']);
  let release = () => undefined as void;
  // Whoever has the one connection of SQLite holds everybody up.
  const held = site.knex.transaction(() => new Promise<void>((resolve) => (release = resolve)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  // Large events: the bound in bytes is reached before the one in events.
  const properties = Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`p${at}`, 'x'.repeat(250)]));
  const waiting: Promise<unknown>[] = [];
  let overloaded: unknown = null;
  const source = { address: '203.0.113.1', userAgent: '' };
  for (let request = 0; request < 1_000 && overloaded === null; request++) {
    const events = Array.from({ length: 50 }, () => view('real', { properties }));
    const answer = site.ingest.collect({ events, trusted: true, source });
    answer.catch((error: unknown) => (overloaded = error));
    waiting.push(answer);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(overloaded).toMatchObject({ code: 'OVERLOADED' });
  const refused = await site.send({ key: site.key, ...view('real') }, { address: '203.0.113.1' });
  expect([refused.status, refused.code]).toEqual([503, 'OVERLOADED']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  const accepted = waiting.length - 1;
  // An event like these is about 10 kB by our reckoning: 64 MB are some 6,700 of them.
  expect(accepted * 50).toBeLessThan(LIMITS.bufferedEvents / 2);

  release();
  await held;
  const results = await Promise.allSettled(waiting);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(accepted);
  expect((await site.intake.latest(1)).totals).toMatchObject({ received: accepted * 50, accepted: accepted * 50 });
  await site.stop();
}, 60_000);
