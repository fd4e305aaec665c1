/**
 * Wall-clock time of IANA zones, from the tables the runtime carries.
 * One formatter per zone is kept, because making one costs a hundred times what using it does.
 */
const MAX_ZONES = 64;
const formatters = new Map<string, Intl.DateTimeFormat>();

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. */
export function zoneOffset(ms: number, timeZone: string): number {
  const second = Math.floor(ms / 1000) * 1000;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(second)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second: s } = parts;
  return Date.UTC(year!, month! - 1, day!, hour!, minute!, s!) - second;
}

export interface WallClock {
  /** 0 = Monday .. 6 = Sunday. */
  readonly weekday: number;
  /** Hour of the day with its fraction, 0 <= hour < 24. */
  readonly hour: number;
}

/** Weekday and hour the people of a zone see on their clocks. */
export function wallClock(ms: number, timeZone: string): WallClock {
  const local = ms + zoneOffset(ms, timeZone);
  const day = Math.floor(local / DAY_MS);
  // 1970-01-01 was a Thursday.
  return { weekday: (((day + 3) % 7) + 7) % 7, hour: (local - day * DAY_MS) / HOUR_MS };
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;

  if (formatters.size >= MAX_ZONES) formatters.clear();
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}
