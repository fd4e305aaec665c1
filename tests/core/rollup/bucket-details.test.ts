import fc from 'fast-check';

import { DEVICES, SOURCE_TYPES } from '../../../server/src/core/events';
import { type DetailedEvent, EVENT_TYPES } from '../../../server/src/core/events/event-types';
import { type BucketDetails, detailsCounter, NO_DETAILS } from '../../../server/src/core/rollup';
import {
  decodeDistinct,
  decodeHistogram,
  ENGAGED_BINS,
  estimateDistinct,
  histogramCount,
  histogramQuantile,
  SCROLL_BINS,
} from '../../../server/src/core/sketch';

const detailsOf = (events: readonly DetailedEvent[]): BucketDetails => {
  const counter = detailsCounter();
  events.forEach(counter.add);
  return counter.counts();
};

const event = (more: Partial<DetailedEvent>): DetailedEvent => ({
  type: 'view',
  occurredAt: 0,
  visitor: null,
  session: null,
  bot: false,
  value: null,
  scroll: null,
  sourceType: null,
  device: null,
  ...more,
});
const read = (more: Partial<DetailedEvent>) => event({ type: 'engagement', ...more });

const engaged = ({ engagedSketch }: BucketDetails) => decodeHistogram(ENGAGED_BINS, engagedSketch);
const scrolled = ({ scrollSketch }: BucketDetails) => decodeHistogram(SCROLL_BINS, scrollSketch);

describe('what a bucket is broken down by', () => {
  it('depends on the set of its events, to the byte, and on no bot', () => {
    const some = fc.array(
      fc.record({
        type: fc.constantFrom(...EVENT_TYPES),
        occurredAt: fc.integer(),
        visitor: fc.option(fc.constantFrom('a', 'b', 'c')),
        session: fc.option(fc.constantFrom('s', 't')),
        bot: fc.boolean(),
        value: fc.option(fc.double({ noNaN: true })),
        scroll: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        sourceType: fc.option(fc.constantFrom(...SOURCE_TYPES)),
        device: fc.option(fc.constantFrom(...DEVICES)),
      }),
      { maxLength: 40 }
    );
    fc.assert(
      fc.property(some, (events) => {
        expect(detailsOf([...events].reverse())).toEqual(detailsOf(events));
        expect(detailsOf(events.filter(({ bot }) => !bot))).toEqual(detailsOf(events));
        expect(detailsOf(events.filter(({ bot }) => bot))).toEqual(NO_DETAILS);
      })
    );
  });

  it('counts views by how the reader came and by device, and what nobody said in none', () => {
    const { sources, devices } = detailsOf([
      event({ sourceType: 'search', device: 'mobile' }),
      event({ sourceType: 'search', device: 'desktop' }),
      event({}),
      event({ type: 'click', sourceType: 'social', device: 'tablet' }),
    ]);
    expect(sources).toEqual({ direct: 0, search: 2, social: 0, internal: 0, campaign: 0, other: 0 });
    expect(devices).toEqual({ desktop: 1, mobile: 1, tablet: 0, other: 0 });
  });

  it('adds up the time of one reader, and takes the deepest scroll', () => {
    const details = detailsOf([
      read({ visitor: 'a', session: 's', value: 4, scroll: 0.2 }),
      read({ visitor: 'a', session: 's', value: 6, scroll: 0.9 }),
      read({ visitor: 'b', value: 20, scroll: 0.5 }),
      read({ visitor: 'b', session: 't', value: 3 }),
      read({ value: 1 }),
      read({ value: 1 }),
      read({ visitor: 'c', value: -5 }),
      read({ visitor: 'd', scroll: 0.1 }),
    ]);
    expect([...engaged(details).counts.keys()].map(ENGAGED_BINS.valueOf)).toEqual([1, 3, 10, 20]);
    expect(histogramCount(engaged(details))).toBe(5);
    expect([...scrolled(details).counts.keys()].map(SCROLL_BINS.valueOf)).toEqual([0.1, 0.5, 0.9]);
    expect(estimateDistinct(decodeDistinct(details.visitorSketch))).toBeCloseTo(4, 1);
  });

  it('is not carried away by one who says they read for ever', () => {
    const details = detailsOf([read({ visitor: 'a', value: 1e300 }), read({ visitor: 'a', value: 1e300 })]);
    expect(histogramQuantile(engaged(details), 0.5)).toBeLessThanOrEqual(86_400_000);
    expect(histogramQuantile(engaged(details), 0.5)).toBeGreaterThan(80_000_000);
  });
});
