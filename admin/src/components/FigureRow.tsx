import { Box, Flex, Typography } from '@strapi/design-system';

/** A few figures that belong together, each above its name, as a description list. */
export const FigureRow = ({ figures }: { figures: readonly (readonly [string, string])[] }) => (
  <Flex tag="dl" gap={8} wrap="wrap" alignItems="flex-start">
    {figures.map(([name, value]) => (
      <Flex key={name} direction="column-reverse" alignItems="flex-start" minWidth="9rem">
        <Typography tag="dt" variant="pi" textColor="neutral600">
          {name}
        </Typography>
        <Box tag="dd">
          <Typography variant="beta">{value}</Typography>
        </Box>
      </Flex>
    ))}
  </Flex>
);
