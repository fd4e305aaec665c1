import { useMemo } from 'react';
import { useIntl, type IntlShape } from 'react-intl';

import { useText, type Text } from '../text/useText';
import { roundViews } from './roundViews';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Unit and its length, longest first: the first that fits is how an age or a distance is said. */
const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', 60_000],
];

export interface Format {
  integer(value: number): string;
  /** With the decimals it has: 0.4, 100. */
  number(value: number): string;
  /** At most `digits` decimals, the missing value as a dash. */
  decimal(value: number | null | undefined, digits?: number): string;
  /** 0.18 -> 18 % */
  percent(share: number | null | undefined, digits?: number): string;
  /** 900–1,400 */
  viewRange(low: number, high: number): string;
  /** 1,200 for plots: 1.2K */
  compact(value: number): string;
  dateTime(instant: string): string;
  /** To the second. */
  exactly(instant: string): string;
  /** 14:00 */
  time(instant: string): string;
  /** Sat 14:00 */
  hour(instant: string): string;
  date(instant: string): string;
  /** Tuesday */
  weekday(instant: string): string;
  /** A day such as 2026-11-22, which is a calendar day and belongs to no time zone. */
  day(day: string): string;
  fromNow(instant: string, now?: number): string;
  /** As `fromNow`, and below a minute in seconds. */
  secondsAgo(instant: string, now?: number): string;
  duration(ms: number | null): string;
  /** 1,240,000 -> 1.2 MB */
  bytes(count: number): string;
  /** Things side by side: a, b, c */
  list(items: readonly string[]): string;
  /** 0.4 -> 24 min, 36 -> 36 h, 72 -> 3 days */
  age(hours: number): string;
}

export const formatOf = (intl: IntlShape, { t }: Text): Format => {
  const missing = t('none');
  const integer = (value: number) => intl.formatNumber(Math.round(value));
  const fromNow = (instant: string, now = Date.now()) => {
    const distance = new Date(instant).getTime() - now;
    const step = STEPS.find(([, length]) => Math.abs(distance) >= length);
    if (!step) return t('just-now');
    return intl.formatRelativeTime(Math.round(distance / step[1]), step[0], { numeric: 'auto' });
  };
  return {
    integer,
    number: (value) => intl.formatNumber(value),
    list: (items) => items.reduce((list, next) => (list === '' ? next : t('list', { list, next })), ''),
    decimal: (value, digits = 2) =>
      value === null || value === undefined || !Number.isFinite(value)
        ? missing
        : intl.formatNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    percent: (share, digits = 0) =>
      share === null || share === undefined || !Number.isFinite(share)
        ? missing
        : intl.formatNumber(share, { style: 'percent', maximumFractionDigits: digits }),
    viewRange: (low, high) => {
      const [from, to] = [roundViews(low), roundViews(high)];
      return from === to ? integer(from) : t('range', { low: integer(from), high: integer(to) });
    },
    compact: (value) => intl.formatNumber(value, { notation: 'compact', maximumFractionDigits: 1 }),
    dateTime: (instant) => intl.formatDate(instant, { dateStyle: 'medium', timeStyle: 'short' }),
    exactly: (instant) => intl.formatDate(instant, { dateStyle: 'medium', timeStyle: 'medium' }),
    time: (instant) => intl.formatTime(instant, { hour: 'numeric', minute: '2-digit' }),
    hour: (instant) => intl.formatDate(instant, { weekday: 'short', hour: 'numeric', minute: '2-digit' }),
    weekday: (instant) => intl.formatDate(instant, { weekday: 'long' }),
    date: (instant) => intl.formatDate(instant, { dateStyle: 'medium' }),
    day: (day) => intl.formatDate(`${day}T00:00:00Z`, { month: 'short', day: 'numeric', timeZone: 'UTC' }),
    fromNow,
    secondsAgo: (instant, now = Date.now()) => {
      // A server's clock may be a little ahead of the browser's.
      const seconds = Math.max(0, Math.round((now - new Date(instant).getTime()) / 1000));
      return seconds < 60 ? intl.formatRelativeTime(-seconds, 'second', { numeric: 'auto' }) : fromNow(instant, now);
    },
    duration: (ms) => {
      if (ms === null) return missing;
      if (ms < 1000) return t('duration.ms', { count: Math.round(ms) });
      if (ms < 60_000) return t('duration.seconds', { count: Math.round(ms / 1000) });
      if (ms >= HOUR) {
        return t('duration.hours', { hours: Math.floor(ms / HOUR), minutes: Math.round((ms % HOUR) / 60_000) });
      }
      return t('duration.minutes', { minutes: Math.floor(ms / 60_000), seconds: Math.round((ms % 60_000) / 1000) });
    },
    bytes: (count) =>
      intl
        .formatNumber(count < 1e6 ? count / 1e3 : count / 1e6, {
          style: 'unit',
          unit: count < 1e6 ? 'kilobyte' : 'megabyte',
          maximumFractionDigits: count < 1e6 ? 0 : 1,
        })
        // A figure stays beside its unit.
        .replace(' ', '\u00a0'),
    age: (hours) => {
      if (hours >= 48) return t('age.days', { count: Math.round(hours / 24) });
      if (hours > 0 && hours < 1) return t('age.minutes', { count: Math.max(1, Math.round(hours * 60)) });
      return t('age.hours', { count: Math.round(hours) });
    },
  };
};

export const useFormat = (): Format => {
  const intl = useIntl();
  const text = useText();
  return useMemo(() => formatOf(intl, text), [intl, text]);
};
