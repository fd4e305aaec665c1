import { zoneOffset } from '../rollup/zone-clock';

/** Year, month from 1, day, hour, minute, second, millisecond. */
export type TimeParts = readonly [number, number, number, number, number, number, number];

const LATEST = Date.UTC(2100, 0, 1);
const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?$/i;
const COMPACT_DAY = /^(19|20)\d{6}$/;

export const EXPECTED_TIME = 'an ISO 8601 time, or seconds or milliseconds since 1970';

/**
 * The instant a text or number names, in milliseconds since 1970; null when it names none. Digits alone are seconds (9 or
 * 10 of them), milliseconds (12 or 13), microseconds (15 or 16) since 1970, or a day (8, as 20261122).
 *
 * @param timeZone of times that name none. Where clocks were put back the first of two is meant; a time that was skipped
 * is taken by the clock of before.
 */
export function readTime(given: unknown, timeZone: string): number | null {
  const text = typeof given === 'number' ? plainNumber(given) : typeof given === 'string' ? given.trim() : '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return ofDigits(text, timeZone);
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = found;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1_000);
  const parts = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return timeOfParts([...parts, milliseconds], zone ?? null, timeZone);
}

/** @param zone "Z", "+0100", "+01:00", "+01" …; null = the clock of `timeZone`. Null when the calendar has no such time. */
export function timeOfParts(parts: TimeParts, zone: string | null, timeZone = 'UTC'): number | null {
  const [year, month, day, hour, minute, second, millisecond] = parts;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const local = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond;
  const at = zone === null ? inZone(local, timeZone) : local - offsetOf(zone);
  return at >= 0 && at < LATEST ? at : null;
}

function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes || 0)) * 60_000;
}

/** The instant at which the clocks of a zone show a time. */
function inZone(local: number, timeZone: string): number {
  if (timeZone === 'UTC') return local;
  const day = 86_400_000;
  const [before, after] = [zoneOffset(local - day, timeZone), zoneOffset(local + day, timeZone)];
  if (before === after) return local - before;
  const early = local - Math.max(before, after);
  if (zoneOffset(early, timeZone) === Math.max(before, after)) return early;
  const late = local - Math.min(before, after);
  return zoneOffset(late, timeZone) === Math.min(before, after) ? late : local - before;
}

function ofDigits(text: string, timeZone: string): number | null {
  if (COMPACT_DAY.test(text)) {
    const parts = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number) as [number, number, number];
    return timeOfParts([...parts, 0, 0, 0, 0], null, timeZone);
  }
  const digits = text.split('.')[0]?.length ?? 0;
  const perSecond = digits === 9 || digits === 10 ? 1_000 : digits === 12 || digits === 13 ? 1 : 0.001;
  if (perSecond === 0.001 && digits !== 15 && digits !== 16) return null;
  const at = Math.floor(Number(text) * perSecond);
  return at < LATEST ? at : null;
}

const plainNumber = (value: number): string => (Number.isFinite(value) && value >= 0 ? String(value) : '');
