import { useTheme } from 'styled-components';

/** The same thing has the same colour in every picture, light or dark: all come from Strapi's theme. */
export const usePlotColours = () => {
  const { colors } = useTheme();
  return {
    actual: colors.primary600,
    expected: colors.neutral600,
    band: colors.neutral200,
    grid: colors.neutral150,
    text: colors.neutral600,
    surface: colors.neutral0,
    border: colors.neutral200,
    model: colors.primary600,
    'site-level': colors.neutral500,
    'author-category': colors.alternative500,
    'views-so-far': colors.warning500,
    /** Kinds of one thing on top of each other, the most frequent first. */
    series: [
      colors.primary600,
      colors.success500,
      colors.warning500,
      colors.alternative500,
      colors.secondary500,
      colors.danger500,
      colors.neutral500,
      colors.primary200,
      colors.neutral300,
    ],
  } as const;
};

export type PlotColours = ReturnType<typeof usePlotColours>;
