import fc from 'fast-check';

import { FAIR_SHARE, fairShare, type SourcedEvent, wholeDays } from '../../../server/src/core/rollup';

const MIDNIGHT = Date.UTC(2026, 5, 1);
const MINUTE = 60_000;

const view = (source: string | null, minute: number, more: Partial<SourcedEvent> = {}): SourcedEvent => ({
  type: 'view',
  occurredAt: MIDNIGHT + minute * MINUTE,
  visitor: null,
  session: null,
  source,
  bot: false,
  ...more,
});
const many = (count: number, source: (at: number) => string | null, from = 0) =>
  Array.from({ length: count }, (_, at) => view(source(at), from + at));

/** How many count, by network. */
const counted = (events: readonly SourcedEvent[], zone = 'UTC'): Record<string, number> => {
  const fair = fairShare(zone);
  events.forEach(fair.note);
  const counts: Record<string, number> = {};
  const sorted = [...events].sort((a, b) => a.occurredAt - b.occurredAt);
  for (const event of sorted) {
    if (fair.counts(event)) counts[String(event.source)] = (counts[String(event.source)] ?? 0) + 1;
  }
  return counts;
};

describe('fairShare', () => {
  it('lets a few readers of one network count, and none of a network that sends far more than others', () => {
    const { free, most } = FAIR_SHARE;
    const readers = many(20, (at) => `n${at}`);
    expect(counted([...readers, ...many(free, () => 'office', 30)])['office']).toBe(free);
    expect(counted([...readers, ...many(most, () => 'office', 30)])['office']).toBe(free);
    expect(counted([...readers, ...many(most + 1, () => 'office', 30)])['office']).toBeUndefined();
  });

  it('lets a large network of a much read article have its part', () => {
    // 1,000 readers: 2 % of what counted before each. Every 50th by one carrier are nearly all of those, every 25th too many.
    const of = (every: number) => counted(many(1_000, (at) => (at % every === 0 ? 'carrier' : `n${at}`)))['carrier'];
    expect([of(50), of(25)]).toEqual([19, undefined]);
  });

  it('counts all that servers and the own network send, and no robot', () => {
    const events = [...many(50, () => null), ...many(50, () => 'local-1', 50), view('n', 200, { bot: true })];
    expect(counted(events)).toEqual({ null: 50, 'local-1': 50 });
  });

  it('begins anew with every day of the site, and counts each kind for itself', () => {
    const { free } = FAIR_SHARE;
    const days = [0, 1].flatMap((day) => many(free + 1, () => 'n', day * 24 * 60));
    expect(counted(days)['n']).toBe(2 * free);
    const views = many(free + 1, () => 'n');
    expect(counted([...views, ...views.map((one) => ({ ...one, type: 'click' as const }))])['n']).toBe(2 * free);
  });

  it('bounds what a few networks add to any document in a day, however much they send', () => {
    const networks = fc.array(fc.record({ size: fc.integer({ min: 1, max: 40 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(
        networks,
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 400 }),
        (others, size, from) => {
          const honest = others.flatMap(({ size: own }, network) => many(own, () => `n${network}`, network));
          const { evil = 0 } = counted([...honest, ...many(size, () => 'evil', from)]);
          const limit = Math.max(FAIR_SHARE.free, FAIR_SHARE.share * (honest.length + evil) + 1);
          expect(evil).toBeLessThanOrEqual(limit);
          if (size > Math.max(FAIR_SHARE.most, FAIR_SHARE.mostShare * honest.length)) expect(evil).toBe(0);
        }
      )
    );
  });

  it('reads whole days, and their neighbours where the zone’s midnight lies inside an hour', () => {
    const hour = 60 * MINUTE;
    expect(wholeDays(MIDNIGHT + 5 * hour, MIDNIGHT + 6 * hour, 'UTC')).toEqual({
      from: MIDNIGHT,
      to: MIDNIGHT + 24 * hour,
    });
    // Kathmandu: days begin at 18:15 UTC. The hour from 18:00 on belongs to two of them.
    const start = MIDNIGHT - 24 * hour + 18.25 * hour;
    expect(wholeDays(start, start + 24 * hour, 'Asia/Kathmandu')).toEqual({
      from: start - 24 * hour,
      to: start + 48 * hour,
    });
  });
});
