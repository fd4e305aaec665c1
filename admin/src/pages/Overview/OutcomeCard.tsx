import { Box, Typography } from '@strapi/design-system';

import { Card } from '../../components/Card';
import { useModel } from '../../hooks/useModels';
import { OutcomePlot } from '../../plots/OutcomePlot';
import { useText } from '../../text/useText';

/** How right the live model was about later articles; the points are part of its report. */
export const OutcomeCard = ({ modelId }: { modelId: string }) => {
  const { t } = useText();
  const model = useModel(modelId);
  const points = model.data?.ranker?.points ?? [];
  return (
    <Card title={t('outcome.title')} subtitle={t('outcome.subtitle')}>
      {model.isPending ? (
        <Box aria-hidden height="34rem" background="neutral100" hasRadius />
      ) : points.length === 0 ? (
        <Typography textColor="neutral600">{t('outcome.none')}</Typography>
      ) : (
        <OutcomePlot points={points} />
      )}
    </Card>
  );
};
