import type { Panel } from '../../../server/src/contracts/admin';
import type { Format } from '../format/useFormat';
import { featureName } from '../text/featureName';
import type { Text, TextValues } from '../text/useText';

type Reason = Panel['reasons'][number];

const FIELD = /^field\./;

/** Values the server gives in a unit for learning, as people count: days, events, hours of a clock. */
const SHOWN: Readonly<Record<string, (value: number) => number>> = {
  daysSincePrevious: (days) => Math.round(Math.expm1(days)),
  earlyEngagements: Math.expm1,
  earlyClicks: Math.expm1,
  earlyImpressions: Math.expm1,
  earlySearches: Math.expm1,
  earlyConversions: Math.expm1,
  earlyShares: Math.expm1,
  earlyCustoms: Math.expm1,
  // Half past eleven at night is around midnight.
  publicationHour: (hour) => Math.round(hour) % 24,
  lexicalDiversity: (share) => 100 * share,
};

/** Points of reading ease from which on a text reads easily, and below which it takes effort (Flesch's own words). */
const EASY = 60;
const HARD = 50;

/**
 * One reason, said as an association: how articles like this one did here, never what a change would bring.
 * `effect` is a share: 0.12 is 12 % more views.
 */
export const reasonSentence = (reason: Reason, text: Text, format: Format): string => {
  const { t } = text;
  const { feature, effect } = reason;
  const share = format.percent(Math.abs(effect));
  const like = likeness(reason, text, format);
  if (like) return t(effect > 0 ? 'reason-like.more' : 'reason-like.less', { like, share });
  const name = featureName(feature, text);
  return t(effect > 0 ? 'reason-by.more' : 'reason-by.less', { name, share });
};

/** What "articles like this" have in common, to be read after these words; empty for a feature nobody has words for. */
function likeness({ feature, value }: Reason, text: Text, format: Format): string {
  const { t, named } = text;
  const name = featureName(feature, text);
  if (value === null) return named('reason-without', feature, t('reason-field.unknown', { name }));
  const values = valuesOf(feature, value, format);
  if (FIELD.test(feature)) return t('reason-field.known', { name, value: values.value });
  return named('reason', feature, '', values);
}

function valuesOf(feature: string, value: number, format: Format) {
  const shown = SHOWN[feature]?.(value) ?? value;
  return {
    value: rounded(shown),
    percent: format.percent(value),
    sign: value > 0 ? 'more' : 'less',
    ease: value >= EASY ? 'easy' : value < HARD ? 'hard' : 'other',
  } satisfies TextValues;
}

/** A percentage of 0.5 would pretend to know; whole numbers read as people say them. */
const rounded = (value: number): number =>
  Math.abs(value) < 2 && value % 1 !== 0 ? Math.round(value * 100) / 100 : Math.round(value);
