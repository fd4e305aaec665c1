import { Box } from '@strapi/design-system';

/** How much of something is done, over the whole width: the design system's own bar is a hand's breadth at most. */
export const Bar = ({ share, label }: { share: number; label: string }) => {
  const percent = Math.round(100 * Math.min(1, Math.max(0, share)));
  return (
    <Box
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      background="neutral200"
      hasRadius
      overflow="hidden"
      height="0.8rem"
      width="100%"
    >
      <Box background="primary600" height="100%" width={`${percent}%`} />
    </Box>
  );
};
