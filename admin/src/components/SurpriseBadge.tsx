import { Badge } from '@strapi/design-system';

import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { WarningBadge } from './WarningBadge';

/** Within this log ratio (about a tenth) an article does as expected. */
const AS_EXPECTED = 0.1;

/** How far an article is from what was expected by now; `surprise` is the log ratio of both. */
export const SurpriseBadge = ({ surprise }: { surprise: number }) => {
  const { t } = useText();
  const format = useFormat();
  if (Math.abs(surprise) < AS_EXPECTED) return <Badge variant="neutral">{t('surprise.none')}</Badge>;
  const share = Math.exp(surprise) - 1;
  // Beyond twice as many, "2.4 times" reads better than "140 %".
  const text =
    share >= 1
      ? t('surprise.times', { factor: format.decimal(Math.exp(surprise), 1) })
      : t(share > 0 ? 'surprise.more' : 'surprise.less', { share: format.percent(Math.abs(share)) });
  return share > 0 ? <Badge variant="success">{text}</Badge> : <WarningBadge>{text}</WarningBadge>;
};
