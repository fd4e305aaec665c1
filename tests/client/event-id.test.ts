import { eventId } from '../../client/src/event-id';

describe('eventId', () => {
  it('is a UUIDv7 that begins with its time', () => {
    const id = eventId(Date.UTC(2026, 10, 27));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(Date.UTC(2026, 10, 27));
  });

  it('is another one every time', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => eventId(0x10000000000))).size).toBe(10_000);
  });
});
