import fc from 'fast-check';

import { readTime } from '../../../server/src/core/import';

const AT = Date.UTC(2026, 10, 22, 2, 0, 0);

describe('a time', () => {
  it.each([
    ['2026-11-22T02:00:00Z', AT],
    ['2026-11-22T02:00:00.250Z', AT + 250],
    ['2026-11-22 03:00:00+01:00', AT],
    ['2026-11-22T03:00:00+0100', AT],
    ['2026-11-22 02:00:00 UTC', AT],
    ['2026/11/22 02:00', AT],
    ['2026-11-22', Date.UTC(2026, 10, 22)],
    ['20261122', Date.UTC(2026, 10, 22)],
    [String(AT / 1_000), AT],
    [`${AT / 1_000}.5`, AT + 500],
    [String(AT), AT],
    [AT, AT],
    [AT / 1_000, AT],
    [`${AT}000`, AT],
  ])('may be written as %s', (given, at) => {
    expect(readTime(given, 'UTC')).toBe(at);
  });

  it.each([
    '',
    'yesterday',
    '22.11.2026',
    '11/22/2026',
    '2026-02-30',
    '2026-11-22T25:00:00Z',
    '123',
    'NaN',
    '-5',
    null,
    {},
    NaN,
  ])('is none: %p', (given) => {
    expect(readTime(given, 'UTC')).toBeNull();
  });

  it('that names no zone is by the clock of the zone that is said', () => {
    expect(readTime('2026-11-22 03:00:00', 'Europe/Berlin')).toBe(AT);
    expect(readTime('2026-07-01 02:00:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 1));
    // Clocks are put back at 3:00: what comes twice is taken for the first; forward at 2:00: what is skipped, by the old clock.
    expect(readTime('2026-10-25 02:30:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(readTime('2026-03-29 02:30:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it('is the same in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (seconds) => {
        const at = seconds * 1_000;
        const iso = new Date(at).toISOString();
        expect([iso, String(at), String(seconds), seconds].map((form) => readTime(form, 'Asia/Tokyo'))).toEqual(
          new Array(4).fill(at)
        );
        const local = iso.slice(0, 19).replace('T', ' ');
        expect(readTime(local, 'Asia/Tokyo')).toBe(at - 9 * 3_600_000);
      })
    );
  });
});
