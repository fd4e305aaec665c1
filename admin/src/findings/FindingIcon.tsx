import { Flex, VisuallyHidden } from '@strapi/design-system';
import { CrossCircle, Information, WarningCircle } from '@strapi/icons';

import type { DataFinding } from '../../../server/src/contracts/admin';
import { useText } from '../text/useText';

const LOOKS = {
  blocking: { Icon: CrossCircle, fill: 'danger600' },
  warning: { Icon: WarningCircle, fill: 'warning600' },
  info: { Icon: Information, fill: 'neutral500' },
} as const;

/** Shape, colour and a hidden word say the same. */
export const FindingIcon = ({ severity }: Pick<DataFinding, 'severity'>) => {
  const { named } = useText();
  const { Icon, fill } = LOOKS[severity];
  return (
    <Flex shrink={0} paddingTop="0.2rem">
      <Icon aria-hidden width="1.6rem" height="1.6rem" fill={fill} />
      <VisuallyHidden>{named('data-severity', severity, severity)}</VisuallyHidden>
    </Flex>
  );
};
