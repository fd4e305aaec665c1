import type { WhatIfAnswer, WhatIfChanges } from '../../../server/src/contracts/what-if';
import type { Format } from '../format/useFormat';
import type { Text } from '../text/useText';

type Variant = WhatIfAnswer['data']['variants'][number];

/**
 * What went along with a change here, said as an association: how articles like this did, never what the change would
 * bring. Shares: 0.12 is 12 % more views.
 */
export function whatIfSentence(
  { change, plain, wording }: Variant,
  changes: WhatIfChanges,
  text: Text,
  format: Format
) {
  const { t } = text;
  if (change === null) return t('what-if.unknown');
  if (change.low === 0 && change.high === 0) return t('what-if.same');
  const like = likeOf(changes, text);
  const range = rangeOf(change, text, format);
  if (wording === 'none') return t('what-if.none', { like, range });
  const told = wording === 'confounded' ? (plain ?? change.expected) : change.expected;
  const share = format.percent(Math.abs(told));
  if (wording === 'confounded') {
    return t(told < 0 ? 'what-if.confounded.less' : 'what-if.confounded.more', { like, share, range });
  }
  return t(told < 0 ? 'what-if.association.less' : 'what-if.association.more', { like, share, range });
}

/** What articles that are like the changed one reached; null where none is. */
export function comparableSentence({ comparable }: Variant, { t }: Text, format: Format): string | null {
  if (comparable === null) return null;
  const { articles, medianViews } = comparable;
  if (medianViews === null) return t('what-if.comparable.few');
  return t('what-if.comparable', { articles, views: format.viewRange(medianViews, medianViews) });
}

function rangeOf({ low, high }: NonNullable<Variant['change']>, { t }: Text, format: Format): string {
  const [small, large] = [low, high].map(Math.abs).sort((a, b) => a - b);
  const [from, to] = [format.percent(small), format.percent(large)];
  if (low < 0 && high >= 0) {
    return t('what-if.range.both', { low: format.percent(-low), high: format.percent(high) });
  }
  return low < 0 ? t('what-if.range.less', { low: from, high: to }) : t('what-if.range.more', { low: from, high: to });
}

/** "with 3 images, in Food": the changed values, in words. */
function likeOf({ title, category, publishAt, textWords, images }: WhatIfChanges, { t, named }: Text): string {
  const said = [
    title === undefined ? '' : t('what-if.like.title'),
    textWords === undefined ? '' : named('reason', 'textWords', '', { value: Number(textWords) }),
    images === undefined ? '' : named('reason', 'images', '', { value: Number(images) }),
    category === undefined ? '' : t('what-if.like.category', { category }),
    publishAt === undefined ? '' : t('what-if.like.time'),
  ].filter((part) => part !== '');
  return said.reduce((list, next) => (list === '' ? next : t('list', { list, next })), '');
}
