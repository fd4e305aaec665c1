import { Badge, type BadgeProps } from '@strapi/design-system';

import type { ModelStatus } from '../../../../server/src/contracts/admin';
import { useText } from '../../text/useText';

const VARIANT: Record<ModelStatus, NonNullable<BadgeProps['variant']>> = {
  live: 'success',
  candidate: 'primary',
  retired: 'neutral',
  'bytes-missing': 'danger',
};

export const ModelBadge = ({ status }: { status: ModelStatus }) => {
  const { named } = useText();
  return <Badge variant={VARIANT[status]}>{named('model.status', status, status)}</Badge>;
};
