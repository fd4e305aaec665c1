import { Flex, Typography } from '@strapi/design-system';

import type { Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

/** Views so far today beside the same weekday up to this hour. */
export const Today = ({ today, totals }: Pick<Overview, 'today' | 'totals'>) => {
  const { t } = useText();
  const format = useFormat();
  const { expectedViews } = today;
  const share = expectedViews ? today.views / expectedViews - 1 : null;
  const comparison =
    expectedViews === null || share === null
      ? t('today.no-history')
      : t(Math.abs(share) < 0.05 ? 'today.usual' : share > 0 ? 'today.more' : 'today.less', {
          share: format.percent(Math.abs(share)),
          expected: format.integer(expectedViews),
        });
  return (
    <Card title={t('today.title')}>
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Flex alignItems="baseline" gap={2}>
          <Typography variant="alpha">{format.integer(today.views)}</Typography>
          <Typography textColor="neutral600">{t('today.views', { count: today.views })}</Typography>
        </Flex>
        <Typography>{comparison}</Typography>
        <Typography variant="pi" textColor="neutral600">
          {t('today.rest', { visitors: today.visitors, events: today.events, total: totals.events })}
        </Typography>
      </Flex>
    </Card>
  );
};
