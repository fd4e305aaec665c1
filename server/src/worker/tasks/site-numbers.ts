import {
  countClosed,
  countRows,
  type HourTotal,
  newestHour,
  readDailyViews,
  readHourlyViews,
} from '../../repositories/traffic';
import { TABLES } from '../../repositories/tables';
import type { TaskContext } from '../context';

const DAY_MS = 24 * 60 * 60_000;
/** What the plots show, and the four weeks before that their expectation is read from. */
const DAILY_DAYS = 60 + 28;
const HOURLY_DAYS = 29;

export interface SiteNumbers {
  readonly events: number;
  readonly closedLabels: number;
  /** Start of the newest hour in which anything was counted, or null. */
  readonly newestHour: number | null;
  readonly days: readonly { readonly dayStart: number; readonly views: number }[];
  readonly hours: readonly HourTotal[];
}

/** Sums over the whole site for the Overview. */
export async function siteNumbersTask(
  { now, today, horizonMinutes }: { readonly now: number; readonly today: number; readonly horizonMinutes: number },
  { knex }: TaskContext
): Promise<SiteNumbers> {
  return {
    events: await countRows(knex, TABLES.events),
    closedLabels: await countClosed(knex, horizonMinutes),
    newestHour: await newestHour(knex),
    days: await readDailyViews(knex, now - DAILY_DAYS * DAY_MS),
    hours: await readHourlyViews(knex, today - HOURLY_DAYS * DAY_MS, now),
  };
}
