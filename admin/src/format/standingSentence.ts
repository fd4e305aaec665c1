import type { ArticleRow, Overview } from '../../../server/src/contracts/admin';
import type { Text } from '../text/useText';

import type { Format } from './useFormat';

type Surprise = ArticleRow['surprise'];

const WEEKDAYS_MS = 6 * 24 * 3_600_000;

/** "since today", "since Tuesday", "since 3 Nov 2026": as near as memory needs. */
export const sinceSentence = (instant: string, { t }: Text, format: Format, now = Date.now()): string => {
  // What is written as the same date is the same day, in the reader's time zone.
  if (format.date(instant) === format.date(new Date(now).toISOString())) return t('since.today');
  if (now - Date.parse(instant) < WEEKDAYS_MS) return t('since.weekday', { day: format.weekday(instant) });
  return t('since.date', { day: format.date(instant) });
};

/** How long it has been so, for the ends that stand out; empty for the others. */
const since = ({ since: instant }: Surprise, text: Text, format: Format): string =>
  instant === null ? '' : sinceSentence(instant, text, format);

/** Where an article stands in a few words, as the title of its curve. */
export const standingTitle = (surprise: Surprise, text: Text, format: Format): string =>
  surprise.verdict === 'too-early'
    ? text.t(`too-early.${surprise.tooEarly ?? 'young'}`)
    : text.t(`curve.${surprise.verdict}`, { since: since(surprise, text, format) });

/** Where an article stands, since when, and the views it was judged by. */
export const standingSentence = (surprise: Surprise, text: Text, format: Format): string => {
  const { verdict, actual, ageHours, low, high } = surprise;
  if (verdict === 'too-early' || actual === null || ageHours === null || low === null || high === null) {
    return standingTitle(surprise, text, format);
  }
  return text.t(`standing.${verdict}`, {
    since: since(surprise, text, format),
    views: Math.round(actual),
    age: format.age(ageHours),
    range: format.viewRange(low, high),
  });
};

/** What is missing before articles can be judged, and when to expect it. */
export const missingSentence = (
  { missing, days }: NonNullable<Overview['curvesMissing']>,
  horizonDays: number,
  { t }: Text
): string => {
  const horizon = t('horizon', { days: horizonDays });
  return days === null
    ? t('curves-missing.no-pace', { missing, horizon })
    : t('curves-missing', { missing, horizon, days });
};
