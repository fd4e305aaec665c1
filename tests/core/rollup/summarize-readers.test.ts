import type { DetailedEvent } from '../../../server/src/core/events/event-types';
import { detailsCounter, NO_DETAILS, summarizeReaders } from '../../../server/src/core/rollup';

const event = (visitor: string, more: Partial<DetailedEvent> = {}): DetailedEvent => ({
  type: 'view',
  occurredAt: 0,
  visitor,
  session: null,
  bot: false,
  value: null,
  scroll: null,
  sourceType: null,
  device: null,
  ...more,
});

const day = (events: readonly DetailedEvent[]) => {
  const counter = detailsCounter();
  events.forEach(counter.add);
  return { views: events.filter(({ type }) => type === 'view').length, details: counter.counts() };
};

it('adds up days: visitors of both once, the others by the day', () => {
  const first = [event('a', { sourceType: 'search', device: 'mobile' }), event('b', { sourceType: 'direct' })];
  const read = (value: number, scroll: number) => event('b', { type: 'engagement', value, scroll });
  const found = summarizeReaders([day([...first, read(1_000, 0.5)]), day([event('b'), read(20, 1)])]);
  expect(found).toMatchObject({ views: 3, unknownBuckets: 0, visitors: { estimate: 2, low: 2, high: 2 } });
  expect(found.sources).toEqual({ direct: 1, search: 1, social: 0, internal: 0, campaign: 0, other: 0, unknown: 1 });
  expect(found.devices).toEqual({ desktop: 0, mobile: 1, tablet: 0, other: 0, unknown: 2 });
  expect(found.engaged.readers).toBe(2);
  expect(found.engaged.spread?.p25).toBe(20);
  expect(Math.abs((found.engaged.spread?.p90 ?? 0) - 20)).toBeLessThan(1);
  expect(found.scroll.spread).toMatchObject({ p10: 0.5, p90: 0.5 });
});

it('says what is not known, and does not take it for nothing', () => {
  const old = { views: 7, details: null };
  expect(summarizeReaders([old])).toMatchObject({
    views: 7,
    unknownBuckets: 1,
    sources: { direct: 0, unknown: 7 },
    devices: { mobile: 0, unknown: 7 },
    visitors: null,
    engaged: { readers: 0, spread: null },
  });
  expect(summarizeReaders([old, day([event('a')])])).toMatchObject({ unknownBuckets: 1, visitors: { estimate: 1 } });
  expect(summarizeReaders([])).toMatchObject({ views: 0, unknownBuckets: 0, visitors: null });
});

it('refuses what is damaged', () => {
  const damaged = { ...NO_DETAILS, engagedSketch: Uint8Array.of(1, 2, 3) };
  const sum = () => summarizeReaders([{ views: 1, details: damaged }]);
  expect(sum).toThrow(expect.objectContaining({ code: 'SKETCH_CORRUPT' }));
});
