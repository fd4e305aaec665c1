import type { ReactNode } from 'react';
import { Box, Grid, Typography } from '@strapi/design-system';

/** Names and values side by side, as a description list. */
export const FactList = ({
  facts,
  columns = 2,
}: {
  facts: readonly (readonly [string, ReactNode])[];
  columns?: 1 | 2;
}) => (
  <Grid.Root tag="dl" gap={4}>
    {facts.map(([name, value]) => (
      <Grid.Item
        key={name}
        col={columns === 1 ? 12 : 6}
        m={columns === 1 ? 12 : 6}
        s={12}
        xs={12}
        direction="column"
        alignItems="flex-start"
      >
        <Typography tag="dt" variant="sigma" textColor="neutral600">
          {name}
        </Typography>
        <Box tag="dd" paddingTop={1} maxWidth="100%" style={{ overflowWrap: 'anywhere' }}>
          <Typography textColor="neutral800">{value}</Typography>
        </Box>
      </Grid.Item>
    ))}
  </Grid.Root>
);
