import type { ReactNode } from 'react';

import { Flex, Typography } from '@strapi/design-system';

const HEIGHT = 12;

interface LegendProps {
  readonly text: string;
  /** Units the sample is drawn in; its height is always 12. */
  readonly width: number;
  /** A sample of the mark, as SVG. */
  readonly children: ReactNode;
}

/** What a mark of one of the panel's small pictures means. */
export const Legend = ({ text, width, children }: LegendProps) => (
  <Flex gap={1} alignItems="center">
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
      {children}
    </svg>
    <Typography variant="pi" textColor="neutral600">
      {text}
    </Typography>
  </Flex>
);
