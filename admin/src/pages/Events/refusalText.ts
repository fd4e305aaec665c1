import type { RecentRefusal } from '../../../../server/src/contracts/events-page';
import { humanise } from '../../format/humanise';
import type { Text } from '../../text/useText';

type Refused = Pick<RecentRefusal, 'code' | 'field' | 'kept'>;

/** A reader's id, or consent without one: the site has to ask first. */
const isConsent = ({ code, field }: Refused) =>
  code === 'INVALID_EVENT' && (field === 'visitorId' || field === 'consent');

/** What was wrong, and what to do about it; empty where there is nothing to say. */
export const refusalText = (
  refusal: Refused,
  { t, named }: Text
): { readonly sentence: string; readonly advice: string } => {
  const { code, field } = refusal;
  const said = named('error', code, humanise(code));
  return {
    sentence: field === null ? said : t('refused.field', { said, field }),
    advice: named('refusal.advice', isConsent(refusal) ? 'CONSENT' : code, ''),
  };
};
