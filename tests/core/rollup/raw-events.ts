import fc from 'fast-check';

import { EVENT_TYPES, type RawEvent } from '../../../server/src/core/events/event-types';

/** Raw events of one document around its first publication, with few visitors, so that distinct counts are put to work. */
export const rawEvents = (from: number, to: number, maxLength = 60): fc.Arbitrary<RawEvent[]> =>
  fc.array(
    fc.record({
      type: fc.constantFrom(...EVENT_TYPES),
      occurredAt: fc.integer({ min: from, max: to }),
      visitor: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
      session: fc.option(fc.constantFrom('s', 't')),
      bot: fc.boolean(),
    }),
    { maxLength }
  );
