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
    /** Kinds of events, and ways readers came. */
    event: {
      view: colors.primary600,
      engagement: colors.success500,
      click: colors.alternative500,
      impression: colors.warning500,
      conversion: colors.danger500,
      search: colors.secondary500,
      share: colors.primary200,
      custom: colors.neutral500,
      unknown: colors.neutral300,
    },
    source: {
      direct: colors.primary600,
      search: colors.success500,
      social: colors.warning500,
      internal: colors.alternative500,
      campaign: colors.secondary500,
      other: colors.neutral500,
      unknown: colors.neutral300,
    },
  } as const;
};

export type PlotColours = ReturnType<typeof usePlotColours>;
