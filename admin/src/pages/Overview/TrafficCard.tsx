import { Typography } from '@strapi/design-system';

import type { Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { TrafficPlot } from '../../plots/TrafficPlot';
import { useText } from '../../text/useText';

export const TrafficCard = ({ traffic, timeZone }: Pick<Overview, 'traffic' | 'timeZone'>) => {
  const { t } = useText();
  return (
    <Card title={t('traffic.title')} subtitle={t('traffic.subtitle', { timeZone })}>
      {traffic.length < 3 ? (
        <Typography textColor="neutral600">{t('traffic.none')}</Typography>
      ) : (
        <TrafficPlot traffic={traffic} />
      )}
    </Card>
  );
};
