import { Box, Flex, VisuallyHidden } from '@strapi/design-system';

import { useText } from '../text/useText';

/** Grey boxes of the heights that are coming, so that nothing jumps when the data arrives. */
export const Skeleton = ({ heights }: { heights: readonly string[] }) => {
  const { t } = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={6} aria-busy width="100%">
      <VisuallyHidden role="status">{t('loading')}</VisuallyHidden>
      {heights.map((height, position) => (
        <Box key={position} aria-hidden height={height} background="neutral150" hasRadius width="100%" />
      ))}
    </Flex>
  );
};
