import { Badge, type BadgeProps } from '@strapi/design-system';

import type { ModelStatus } from '../../../../server/src/contracts/admin';
import { DangerBadge } from '../../components/LegibleBadge';
import { useText } from '../../text/useText';

const VARIANT: Record<Exclude<ModelStatus, 'bytes-missing'>, NonNullable<BadgeProps['variant']>> = {
  live: 'success',
  candidate: 'primary',
  retired: 'neutral',
};

export const ModelBadge = ({ status }: { status: ModelStatus }) => {
  const { named } = useText();
  const name = named('model.status', status, status);
  if (status === 'bytes-missing') return <DangerBadge>{name}</DangerBadge>;
  return <Badge variant={VARIANT[status]}>{name}</Badge>;
};
