import { Flex, Typography } from '@strapi/design-system';

import type { RankerReport } from '../../../../../server/src/contracts/admin';
import { Card } from '../../../components/Card';
import { ImportancePlot } from '../../../plots/ImportancePlot';
import { MattersPlot } from '../../../plots/MattersPlot';
import { useText } from '../../../text/useText';

/** What the forecast would be worse without, on later articles; and what it leans on, by its own account. */
export const WhatMatters = ({ report: { importance, details } }: { report: RankerReport }) => {
  const { t } = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {details && details.importance.length > 0 ? (
        <Card title={t('matters.title')} subtitle={t('matters.subtitle')}>
          <MattersPlot importance={details.importance} />
        </Card>
      ) : null}
      <Card title={t('report.importance')} subtitle={t('report.importance.subtitle')}>
        {importance.length > 0 ? (
          <ImportancePlot importance={importance} />
        ) : (
          <Typography textColor="neutral600">{t('report.none')}</Typography>
        )}
      </Card>
    </Flex>
  );
};
