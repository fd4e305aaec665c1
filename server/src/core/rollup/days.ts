/**
 * Hours (UTC) and days (the site's time zone) that events are counted in.
 *
 * A day of a zone begins at the first instant whose local date is that date or later, and ends where the next begins:
 * days follow each other without gap or overlap, also where clocks jump at midnight or a date is skipped altogether.
 */
import { DAY_MS, HOUR_MS, zoneOffset } from './zone-clock';

const MAX_DAYS = 20_000;
/** Per zone: local date (as milliseconds of its UTC midnight) -> instant at which it begins. */
const starts = new Map<string, Map<number, number>>();

/** Start of the UTC hour an instant lies in. */
export const hourStart = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;

/** Start of the zone's day an instant lies in. */
export const dayStart = (ms: number, timeZone: string): number => startOf(dateOf(ms, timeZone), timeZone);

/** Start of the day after the one an instant lies in; between 23 and 25 hours after its start, as a rule. */
export const nextDayStart = (ms: number, timeZone: string): number => startOf(dateOf(ms, timeZone) + DAY_MS, timeZone);

/** Start of the day `days` days before the one an instant lies in. */
export const dayStartBefore = (ms: number, days: number, timeZone: string): number =>
  startOf(dateOf(ms, timeZone) - days * DAY_MS, timeZone);

/** Start of the zone's day of a date. @param date as `yyyy-mm-dd`. */
export const startOfDate = (date: string, timeZone: string): number =>
  startOf(Date.parse(`${date}T00:00:00Z`), timeZone);

/** Start of the day after it. */
export const endOfDate = (date: string, timeZone: string): number =>
  startOf(Date.parse(`${date}T00:00:00Z`) + DAY_MS, timeZone);

/** Local date of an instant: no zone is more than 14 hours ahead, so at most two steps back from tomorrow. */
function dateOf(ms: number, timeZone: string): number {
  let date = Math.floor(ms / DAY_MS) * DAY_MS + DAY_MS;
  while (startOf(date, timeZone) > ms) date -= DAY_MS;
  return date;
}

function startOf(date: number, timeZone: string): number {
  let ofZone = starts.get(timeZone);
  if (!ofZone) starts.set(timeZone, (ofZone = new Map()));
  const known = ofZone.get(date);
  if (known !== undefined) return known;

  if (ofZone.size >= MAX_DAYS) ofZone.clear();
  const start = findStart(date, timeZone);
  ofZone.set(date, start);
  return start;
}

function findStart(date: number, timeZone: string): number {
  const before = zoneOffset(date - DAY_MS, timeZone);
  const after = zoneOffset(date + DAY_MS, timeZone);
  const byOld = date - before;
  if (before === after || zoneOffset(byOld, timeZone) === before) return byOld;
  const byNew = date - after;
  if (zoneOffset(byNew, timeZone) === after) return byNew;

  // Midnight was skipped: the day begins where the clocks were put forward, somewhere in between.
  let low = Math.min(byOld, byNew);
  let high = Math.max(byOld, byNew);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle, timeZone) === after) high = middle;
    else low = middle;
  }
  return high;
}
