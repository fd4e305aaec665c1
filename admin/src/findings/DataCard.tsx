import { Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

import type { DataFinding } from '../../../server/src/contracts/admin';
import { Card } from '../components/Card';
import { useText } from '../text/useText';

import { FindingList } from './FindingList';

interface DataCardProps {
  readonly findings: readonly DataFinding[];
  readonly subtitle: ReactNode;
  readonly action?: ReactNode;
}

/** What was found in the data of a training, or that nothing was. */
export const DataCard = ({ findings, subtitle, action }: DataCardProps) => {
  const { t } = useText();
  return (
    <Card title={t('data.title')} subtitle={subtitle} action={action}>
      {findings.length === 0 ? (
        <Typography textColor="neutral600">{t('data.none')}</Typography>
      ) : (
        <FindingList findings={findings} />
      )}
    </Card>
  );
};
