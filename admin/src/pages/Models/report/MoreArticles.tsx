import { Box, Typography } from '@strapi/design-system';

import type { RankerReport } from '../../../../../server/src/contracts/admin';
import { Card } from '../../../components/Card';
import { useFormat } from '../../../format/useFormat';
import { LearningPlot } from '../../../plots/LearningPlot';
import { useText } from '../../../text/useText';

/** Whether it would learn more from more articles, and how many it would take. */
export const MoreArticles = ({ report: { details, closedLabels } }: { report: RankerReport }) => {
  const { t } = useText();
  const format = useFormat();
  const curve = details?.learning ?? null;
  if (curve === null) {
    return (
      <Card title={t('more.title')}>
        <Typography textColor="neutral600">{t('learning.none', { articles: closedLabels })}</Typography>
      </Card>
    );
  }
  return (
    <Card title={t('more.title')} subtitle={t('more.subtitle')}>
      <Box paddingBottom={4}>
        <Typography tag="p">
          {curve.nextArticles === null
            ? t(`learning.advice.${curve.verdict}`, { articles: closedLabels })
            : t('learning.advice.until', { next: format.integer(curve.nextArticles), articles: closedLabels })}
        </Typography>
      </Box>
      <LearningPlot curve={curve} />
    </Card>
  );
};
