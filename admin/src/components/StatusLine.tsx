import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

import { Dot, type DotTone } from './Dot';

interface StatusLineProps {
  readonly label: string;
  readonly tone: DotTone;
  readonly sentence: string;
  /** What to do, or what else is worth knowing. */
  readonly children?: ReactNode;
}

/** How something goes, in one sentence behind a coloured point. */
export const StatusLine = ({ label, tone, sentence, children }: StatusLineProps) => (
  <Box tag="section" aria-label={label} background="neutral0" hasRadius shadow="tableShadow" padding={6}>
    <Flex gap={3} alignItems="center" role="status">
      <Dot tone={tone} />
      <Typography variant="delta">{sentence}</Typography>
    </Flex>
    {children ? (
      <Box paddingTop={2} paddingLeft={5}>
        <Typography textColor="neutral600">{children}</Typography>
      </Box>
    ) : null}
  </Box>
);
