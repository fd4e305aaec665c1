import type { ReadersAnswer } from '../../../../server/src/contracts/admin';
import type { Format } from '../../format/useFormat';
import { kindTotals, leadingKind } from '../../plots/kindTotals';
import type { Text } from '../../text/useText';

type Readers = ReadersAnswer['data'];

/** Who read it, in one sentence: how many, how most of them came, how long half of them stayed. */
export const readersSentence = (
  { views, visitors, sources, engaged }: Readers,
  { t, named }: Text,
  format: Format
): string => {
  if (views === 0) return t('readers.nobody');
  const leading = leadingKind(kindTotals([sources]));
  const said = [
    visitors === null
      ? t('readers.views', { count: views })
      : // An estimate may lie a little above what it can be at most.
        t('readers.views-of', { count: views, visitors: Math.min(views, visitors.estimate) }),
    ...(leading
      ? [
          t('readers.mostly', {
            source: named('source', leading.kind, leading.kind),
            share: format.percent(leading.share),
          }),
        ]
      : []),
    ...(engaged.spread === null ? [] : [t('readers.stayed', { time: format.duration(engaged.spread.p50) })]),
  ];
  return said.reduce((text, next) => (text === '' ? next : t('readers.and', { text, next })), '');
};

/** Between how many visitors there were: no more than there are views, however wide the estimate. */
export const visitorRange = ({ low, high }: NonNullable<Readers['visitors']>, views: number) => ({
  low: Math.min(views, low),
  high: Math.min(views, high),
});

type Day = Readers['days'][number];

const DAY_MS = 24 * 3_600_000;
const NOBODY: Day['sources'] = { direct: 0, search: 0, social: 0, internal: 0, campaign: 0, other: 0, unknown: 0 };

/** From the first day with readers to the last, those without any included. */
export const everyDay = (days: readonly Day[]): Day[] => {
  const known = new Map(days.map((day) => [day.day, day]));
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) return [];
  const whole: Day[] = [];
  for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    whole.push(known.get(day) ?? { day, views: 0, sources: NOBODY });
  }
  return whole;
};
