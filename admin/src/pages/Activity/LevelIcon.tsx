import { Flex, VisuallyHidden } from '@strapi/design-system';
import { CrossCircle, Information, User, WarningCircle } from '@strapi/icons';

import type { JournalEntry } from '../../../../server/src/contracts/admin';
import { useText } from '../../text/useText';

/** Shape and colour say the same: somebody did it, it is worth knowing, worth a look, or bad. */
const LOOKS = {
  audit: { Icon: User, background: 'neutral150', fill: 'neutral600' },
  info: { Icon: Information, background: 'primary100', fill: 'primary600' },
  warning: { Icon: WarningCircle, background: 'warning100', fill: 'warning600' },
  danger: { Icon: CrossCircle, background: 'danger100', fill: 'danger600' },
} as const;

export const LevelIcon = ({ kind, level }: Pick<JournalEntry, 'kind' | 'level'>) => {
  const { named } = useText();
  const look = kind === 'audit' ? 'audit' : level;
  const { Icon, background, fill } = LOOKS[look];
  return (
    <Flex justifyContent="center" width="3.2rem" height="3.2rem" shrink={0} borderRadius="50%" background={background}>
      <Icon aria-hidden width="1.6rem" height="1.6rem" fill={fill} />
      <VisuallyHidden>{named('activity.level', look, look)}</VisuallyHidden>
    </Flex>
  );
};
