import fc from 'fast-check';

import { dayStart, dayStartBefore, hourStart, nextDayStart } from '../../../server/src/core/rollup/days';
import { wallClock } from '../../../server/src/core/rollup/zone-clock';

const HOUR = 3_600_000;
const ZONES = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'];
const instants = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });
const zones = fc.constantFrom(...ZONES);

const dateIn = (ms: number, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms);

describe('site days', () => {
  it('hold their instant, follow each other without gap, and have one local date', () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        const start = dayStart(ms, zone);
        const end = nextDayStart(ms, zone);
        expect(start <= ms && ms < end).toBe(true);
        expect(dayStart(end, zone)).toBe(end);
        expect(dayStart(end - 1, zone)).toBe(start);
        expect([start, end - 1].map((edge) => dateIn(edge, zone))).toEqual([dateIn(ms, zone), dateIn(ms, zone)]);
        expect(dateIn(start - 1, zone) < dateIn(ms, zone)).toBe(true);
      }),
      { numRuns: 300 }
    );
  });

  it('have 23 hours when clocks go forward and 25 when they go back', () => {
    const length = (ms: number) => (nextDayStart(ms, 'Europe/Berlin') - dayStart(ms, 'Europe/Berlin')) / HOUR;
    expect(length(Date.UTC(2026, 2, 29, 12))).toBe(23);
    expect(length(Date.UTC(2026, 9, 25, 12))).toBe(25);
    expect(length(Date.UTC(2026, 5, 1, 12))).toBe(24);
  });

  it('begin at one o’clock where midnight is skipped, and skip a date a zone skipped', () => {
    // Clocks in Sao Paulo went from 2018-11-03 24:00 to 2018-11-04 01:00 (-03:00 to -02:00).
    expect(dayStart(Date.UTC(2018, 10, 4, 12), 'America/Sao_Paulo')).toBe(Date.UTC(2018, 10, 4, 3));
    // Samoa had no 2011-12-30: 29 December ended at 10:00 UTC and the 31st began.
    const last = Date.UTC(2011, 11, 30, 9);
    expect(nextDayStart(last, 'Pacific/Apia')).toBe(Date.UTC(2011, 11, 30, 10));
    expect(dateIn(nextDayStart(last, 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('counts days back by date, not by 24 hours', () => {
    const monday = Date.UTC(2026, 2, 30, 12);
    expect(dayStartBefore(monday, 7, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 22, 23));
    expect(dayStartBefore(monday, 0, 'Europe/Berlin')).toBe(dayStart(monday, 'Europe/Berlin'));
  });

  it('puts an instant into the UTC hour that holds it', () => {
    fc.assert(
      fc.property(instants, (ms) => {
        const start = hourStart(ms);
        expect(start % HOUR === 0 && start <= ms && ms < start + HOUR).toBe(true);
      })
    );
  });
});

describe('the wall clock', () => {
  it('shows weekday and hour as people of the zone see them', () => {
    // 2026-01-05 is a Monday; 23:30 UTC is 00:30 on Tuesday in Berlin and 05:15 in Kathmandu.
    const late = Date.UTC(2026, 0, 5, 23, 30);
    expect(wallClock(late, 'UTC')).toEqual({ weekday: 0, hour: 23.5 });
    expect(wallClock(late, 'Europe/Berlin')).toEqual({ weekday: 1, hour: 0.5 });
    expect(wallClock(late, 'Asia/Kathmandu')).toEqual({ weekday: 1, hour: 5.25 });
  });
});
