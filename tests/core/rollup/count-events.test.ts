import fc from 'fast-check';

import { ageLadder } from '../../../server/src/core/rollup/age-ladder';
import { countAges, countEvents, mergeCounts } from '../../../server/src/core/rollup/count-events';
import { AGE_MINUTES, ZERO_COUNTERS, type EventCounts } from '../../../server/src/core/rollup/counters';
import { rawEvents } from './raw-events';

const FIRST = Date.UTC(2026, 0, 5, 9, 17);
const HORIZON = 7 * 1440;
const events = rawEvents(FIRST - 3_600_000, FIRST + (HORIZON + 60) * 60_000);
const withoutDistinct = (counts: EventCounts): EventCounts => mergeCounts(counts, ZERO_COUNTERS);

describe('countEvents', () => {
  it('does not care about order, and counts no bot', () => {
    fc.assert(
      fc.property(events, (all) => {
        expect(countEvents([...all].reverse())).toEqual(countEvents(all));
        expect(countEvents(all.filter(({ bot }) => !bot))).toEqual(countEvents(all));
        expect(countEvents(all.filter(({ bot }) => bot))).toEqual(ZERO_COUNTERS);
      })
    );
  });

  it('counts each visitor and session once, and none where nobody is named', () => {
    const view = { type: 'view', occurredAt: FIRST, bot: false } as const;
    const counts = countEvents([
      { ...view, visitor: 'a', session: 's' },
      { ...view, visitor: 'a', session: 't' },
      { ...view, visitor: null, session: null },
    ]);
    expect(counts).toEqual({ ...ZERO_COUNTERS, views: 3, visitors: 1, sessions: 2 });
  });
});

describe('mergeCounts', () => {
  it('of two parts is the count of the whole, in any order and grouping', () => {
    fc.assert(
      fc.property(events, events, events, (a, b, c) => {
        const [x, y, z] = [a, b, c].map((part) => withoutDistinct(countEvents(part))) as [
          EventCounts,
          EventCounts,
          EventCounts,
        ];
        expect(mergeCounts(x, y)).toEqual(withoutDistinct(countEvents([...a, ...b])));
        expect(mergeCounts(x, y)).toEqual(mergeCounts(y, x));
        expect(mergeCounts(mergeCounts(x, y), z)).toEqual(mergeCounts(x, mergeCounts(y, z)));
        expect(mergeCounts(x, ZERO_COUNTERS)).toEqual(x);
      })
    );
  });
});

describe('countAges', () => {
  it('counts at each age what a filter over all events counts', () => {
    const ages = ageLadder(HORIZON);
    fc.assert(
      fc.property(events, (all) => {
        const counted = countAges(all, FIRST, ages);
        const brute = ages.map((ageMinutes) => ({
          ageMinutes,
          ...countEvents(
            all.filter(({ occurredAt }) => occurredAt >= FIRST && occurredAt - FIRST <= ageMinutes * 60_000)
          ),
        }));
        expect(counted).toEqual(brute);
      })
    );
  });

  it('includes the last instant of an age and the first of publication, and nothing before', () => {
    const view = { type: 'view', visitor: null, session: null, bot: false } as const;
    const at = (occurredAt: number) => countAges([{ ...view, occurredAt }], FIRST, [15, 30]).map(({ views }) => views);
    expect(at(FIRST)).toEqual([1, 1]);
    expect(at(FIRST + 15 * 60_000)).toEqual([1, 1]);
    expect(at(FIRST + 15 * 60_000 + 1)).toEqual([0, 1]);
    expect(at(FIRST - 1)).toEqual([0, 0]);
  });
});

describe('ageLadder', () => {
  it('ends with the horizon, ascends, and leaves out ages at or past it', () => {
    expect(ageLadder(HORIZON)).toEqual([...AGE_MINUTES, HORIZON]);
    expect(ageLadder(1440)).toEqual([15, 30, 60, 90, 180, 360, 720, 1080, 1440]);
  });
});
