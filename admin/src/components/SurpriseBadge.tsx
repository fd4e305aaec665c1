import { Badge } from '@strapi/design-system';

import type { ArticleRow } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { WarningBadge } from './LegibleBadge';

/** How far an article is outside what was expected of it; inside, the exact distance says nothing. */
export const SurpriseBadge = ({ surprise: { verdict, factor } }: Pick<ArticleRow, 'surprise'>) => {
  const { t } = useText();
  const format = useFormat();
  if (verdict === 'too-early' || factor === null) return <Badge variant="neutral">{t('surprise.too-early')}</Badge>;
  if (verdict === 'as-expected') return <Badge variant="neutral">{t('surprise.none')}</Badge>;
  if (verdict === 'under') {
    return <WarningBadge>{t('surprise.less', { share: format.percent(1 - factor) })}</WarningBadge>;
  }
  // From twice as many on, "2.4 times" reads better than "140 %".
  const text =
    factor >= 2
      ? t('surprise.times', { factor: format.decimal(factor, 1) })
      : t('surprise.more', { share: format.percent(factor - 1) });
  return <Badge variant="success">{text}</Badge>;
};
