import { Box, Flex, ProgressBar, Typography } from '@strapi/design-system';

import type { ModelKind, Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { useFormat } from '../../format/useFormat';
import { useOverview } from '../../hooks/useOverview';
import { useText } from '../../text/useText';

/** No version yet: what is missing, and when to expect it. Topics need no closed week, and wait for nothing. */
export const NotYet = ({ kind }: { kind: ModelKind }) => {
  const { t } = useText();
  const totals = useOverview().data?.totals;
  const isShort = totals !== undefined && totals.closedLabels < totals.neededLabels;
  return kind !== 'topic' && isShort ? <Missing totals={totals} /> : <Empty>{t('models.none')}</Empty>;
};

const Missing = ({ totals }: { totals: Overview['totals'] }) => {
  const { t } = useText();
  const format = useFormat();
  const { closedLabels, neededLabels, enoughAt } = totals;
  return (
    <Card title={t('not-yet.title', { missing: neededLabels - closedLabels })}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Box maxWidth="48rem">
          <ProgressBar
            value={(100 * closedLabels) / neededLabels}
            aria-label={t('not-yet.progress', { closed: closedLabels, needed: neededLabels })}
          />
        </Box>
        <Typography>{t('not-yet.progress', { closed: closedLabels, needed: neededLabels })}</Typography>
        <Typography>
          {enoughAt === null ? t('not-yet.never') : t('not-yet.when', { date: format.date(enoughAt) })}
        </Typography>
        <Typography textColor="neutral600">{t('not-yet.until')}</Typography>
      </Flex>
    </Card>
  );
};
