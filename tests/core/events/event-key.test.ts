import fc from 'fast-check';

import { eventKey } from '../../../server/src/core/events/event-key';

const ids = fc.string({ minLength: 16, maxLength: 64 });

describe('eventKey', () => {
  it('is the same for the same event, and another for another id or key', () => {
    fc.assert(
      fc.property(ids, ids, ids, ids, (key, id, otherKey, otherId) => {
        expect(eventKey(key, id)).toBe(eventKey(key, id));
        expect(eventKey(key, id)).toMatch(/^[0-9a-f]{52}$/);
        fc.pre(key !== otherKey || id !== otherId);
        expect(eventKey(key, id)).not.toBe(eventKey(otherKey, otherId));
      })
    );
  });

  it('does not mistake a border between key and id', () => {
    expect(eventKey('key-1', '2-event')).not.toBe(eventKey('key-12', '-event'));
  });

  it('begins with the time inside a UUIDv7, so that keys order as events were made', () => {
    const uuid = (ms: number) => {
      const time = ms.toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7abc-8def-0123456789ab`;
    };
    fc.assert(
      fc.property(fc.nat(2 ** 45), fc.nat(2 ** 45), (a, b) => {
        fc.pre(a < b);
        expect(eventKey('site', uuid(a)) < eventKey('site', uuid(b))).toBe(true);
        expect(parseInt(eventKey('site', uuid(a).toUpperCase()).slice(0, 12), 16)).toBe(a);
      })
    );
  });

  it('begins with zeros for every other id', () => {
    expect(eventKey('site', '0190163d-8694-4bc1-9f2a-0123456789ab').slice(0, 12)).toBe('000000000000');
    expect(eventKey('site', 'import-row-000000000001').slice(0, 12)).toBe('000000000000');
  });
});
