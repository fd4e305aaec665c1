import type { Panel } from '../../../server/src/contracts/admin';
import type { Format } from '../format/useFormat';
import { featureName } from '../text/featureName';
import type { Text } from '../text/useText';

/**
 * One reason, said as an association: how articles like this one did here, never what a change would bring.
 * `effect` is a share: 0.12 is 12 % more views.
 */
export const reasonSentence = (
  { feature, value, effect }: Panel['reasons'][number],
  text: Text,
  format: Format
): string => {
  const { t, named } = text;
  const share = format.percent(Math.abs(effect));
  // A percentage of 0.5 would pretend to know; whole numbers read as people say them.
  const rounded =
    value === null ? null : Math.abs(value) < 2 && value % 1 !== 0 ? Math.round(value * 100) / 100 : Math.round(value);
  const like = rounded === null ? '' : named('reason', feature, '', { value: rounded });
  if (like) return t(effect > 0 ? 'reason-like.more' : 'reason-like.less', { like, share });
  const name = featureName(feature, text);
  return t(effect > 0 ? 'reason-by.more' : 'reason-by.less', { name, share });
};
