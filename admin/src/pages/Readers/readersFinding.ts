import type { ReadersAnswer } from '../../../../server/src/contracts/admin';
import type { Format } from '../../format/useFormat';
import type { Text } from '../../text/useText';

type Readers = ReadersAnswer['data'];

/** Who read it, in one sentence: how many, how most of them came, how long half of them stayed. */
export const readersSentence = (
  { views, visitors, sources, engaged }: Readers,
  { t, named }: Text,
  format: Format
): string => {
  if (views === 0) return t('readers.nobody');
  const [first] = Object.entries(sources)
    .filter(([code, count]) => code !== 'unknown' && count > 0)
    .sort(([, a], [, b]) => b - a);
  const said = [
    visitors === null
      ? t('readers.views', { count: views })
      : t('readers.views-of', { count: views, visitors: visitors.estimate }),
    ...(first
      ? [t('readers.mostly', { source: named('source', first[0], first[0]), share: format.percent(first[1] / views) })]
      : []),
    ...(engaged.spread === null ? [] : [t('readers.stayed', { time: format.duration(engaged.spread.p50) })]),
  ];
  return said.reduce((text, next) => (text === '' ? next : t('readers.and', { text, next })), '');
};
