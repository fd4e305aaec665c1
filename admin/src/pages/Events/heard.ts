import type { QuarantinedEvent } from '../../../../server/src/contracts/admin';
import type { RecentRefusal, StreamedEvent } from '../../../../server/src/contracts/events-page';
import type { DotTone } from '../../components/Dot';
import { humanise } from '../../format/humanise';
import type { Text } from '../../text/useText';

import { refusalText } from './refusalText';

/** One thing that was heard, and what to do about it where anything is wrong with it. */
export interface Heard {
  readonly id: string;
  readonly tone: DotTone;
  readonly sentence: string;
  readonly advice: string;
  readonly at: string;
}

interface Sources {
  readonly events: readonly StreamedEvent[];
  /** null for those who may not see the quarantine: what was kept is then known from the refusals. */
  readonly quarantined: readonly QuarantinedEvent[] | null;
  readonly refusals: readonly RecentRefusal[];
}

const ofEvent = ({ id, type, title, documentId, robot, receivedAt }: StreamedEvent, { t, named }: Text): Heard => ({
  id: `event-${id}`,
  tone: robot ? 'warning' : 'success',
  sentence: t('test.heard', { type: named('event', type, type), title: title || documentId }),
  advice: robot ? t('test.robot') : '',
  at: receivedAt,
});

const ofQuarantine = ({ id, reason, url, documentId, lastAt }: QuarantinedEvent, { t, named }: Text): Heard => ({
  id: `kept-${id}`,
  tone: 'warning',
  sentence: t('test.kept', {
    reason: named('quarantine.reason', reason, humanise(reason)),
    about: url ?? documentId ?? t('none'),
  }),
  advice: named('quarantine.advice', reason, ''),
  at: lastAt,
});

const ofRefusal = (refusal: RecentRefusal, text: Text): Heard => {
  const { sentence, advice } = refusalText(refusal, text);
  const { code, field, host, kept, lastAt } = refusal;
  return {
    id: `refusal-${code}-${field}-${host}-${kept}`,
    tone: kept ? 'warning' : 'danger',
    sentence: host === null ? sentence : text.t('test.refused', { sentence, host }),
    advice,
    at: lastAt,
  };
};

/** Everything that came in or was turned away, the latest first. */
export const heardOf = ({ events, quarantined, refusals }: Sources, text: Text): Heard[] =>
  [
    ...events.map((event) => ofEvent(event, text)),
    ...(quarantined ?? []).map((event) => ofQuarantine(event, text)),
    ...refusals.filter(({ kept }) => !kept || quarantined === null).map((refusal) => ofRefusal(refusal, text)),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
