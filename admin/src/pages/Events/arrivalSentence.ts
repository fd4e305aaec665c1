import type { ArrivalStatus } from '../../../../server/src/contracts/events-page';
import type { DotTone } from '../../components/Dot';
import type { Format } from '../../format/useFormat';
import type { Text } from '../../text/useText';

const TONE: Record<ArrivalStatus['code'], DotTone> = {
  off: 'neutral',
  never: 'neutral',
  silent: 'danger',
  young: 'primary',
  usual: 'success',
  more: 'primary',
  less: 'warning',
};

const HOUR_MS = 3_600_000;

/** Whether events arrive, in one sentence; and what has come since that hour, where it says something. */
export const arrivalSentence = (
  { code, hour, events, usual, since, silentHours }: ArrivalStatus,
  { t }: Text,
  format: Format
): { readonly tone: DotTone; readonly sentence: string; readonly since: string | null } => {
  const tone = TONE[code];
  if (code === 'off' || code === 'never') return { tone, sentence: t(`arriving.status.${code}`), since: null };
  if (code === 'silent') return { tone, sentence: t('arriving.status.silent', { hours: silentHours }), since: null };
  const values = {
    count: events,
    from: format.time(hour),
    to: format.time(new Date(Date.parse(hour) + HOUR_MS).toISOString()),
    weekday: format.weekday(hour),
    usual: format.integer(usual ?? 0),
  };
  // A site's first hour: what comes now says more than that nothing came before.
  if (code === 'young' && events === 0) {
    const begun = { ...values, count: since, from: values.to };
    return { tone, sentence: t('arriving.status.begun', begun), since: null };
  }
  return { tone, sentence: t(`arriving.status.${code}`, values), since: t('arriving.since', { count: since }) };
};
