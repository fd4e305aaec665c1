import { Box } from '@strapi/design-system';

export type DotTone = 'success' | 'warning' | 'danger' | 'primary' | 'neutral';

const BACKGROUND = {
  success: 'success500',
  warning: 'warning500',
  danger: 'danger500',
  primary: 'primary500',
  neutral: 'neutral400',
} as const;

/** A coloured point; it never speaks alone, the words beside it say the same. */
export const Dot = ({ tone }: { tone: DotTone }) => (
  <Box
    aria-hidden
    width="0.8rem"
    height="0.8rem"
    shrink={0}
    borderRadius="50%"
    background={BACKGROUND[tone]}
    display="inline-block"
  />
);
