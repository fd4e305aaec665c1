import { Box, Flex } from '@strapi/design-system';
import { useTheme } from 'styled-components';

import type { Panel } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';
import { Legend } from './Legend';

const WIDTH = 240;
const HEIGHT = 28;
const PAD = 6;

interface BandPictureProps {
  readonly forecast: NonNullable<Panel['forecast']>;
  /** What the site's articles usually reach; null before any has closed. */
  readonly usualViews: number | null;
}

/** The range that is likely, its middle, and where the site's usual lies, on one line that begins at zero. */
export const BandPicture = ({ forecast, usualViews }: BandPictureProps) => {
  const { colors } = useTheme();
  const { t } = useText();
  const format = useFormat();
  const { interval, expectedViews } = forecast;
  const end = Math.max(interval.high, usualViews ?? 0, 1) * 1.08;
  const at = (views: number) => PAD + (WIDTH - 2 * PAD) * Math.sqrt(Math.max(0, views) / end);
  const middle = HEIGHT / 2;
  const label = t(usualViews === null ? 'picture.band' : 'picture.band-usual', {
    range: format.viewRange(interval.low, interval.high),
    expected: format.viewRange(expectedViews, expectedViews),
    usual: format.viewRange(usualViews ?? 0, usualViews ?? 0),
  });
  return (
    <Box>
      <svg width="100%" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <line x1={PAD} x2={WIDTH - PAD} y1={middle} y2={middle} stroke={colors.neutral200} strokeWidth={2} />
        <rect
          x={at(interval.low)}
          y={middle - 7}
          width={Math.max(4, at(interval.high) - at(interval.low))}
          height={14}
          rx={7}
          fill={colors.primary200}
        />
        {usualViews === null ? null : (
          <line
            x1={at(usualViews)}
            x2={at(usualViews)}
            y1={2}
            y2={HEIGHT - 2}
            stroke={colors.neutral600}
            strokeWidth={1.5}
            strokeDasharray="3 2"
          />
        )}
        <circle
          cx={at(expectedViews)}
          cy={middle}
          r={6}
          fill={colors.primary600}
          stroke={colors.neutral0}
          strokeWidth={1.5}
        />
      </svg>
      <Flex gap={4} wrap="wrap" style={{ rowGap: '0.4rem' }} aria-hidden>
        <Legend width={12} text={t('picture.expected', { views: format.viewRange(expectedViews, expectedViews) })}>
          <circle cx={6} cy={6} r={5} fill={colors.primary600} />
        </Legend>
        {usualViews === null ? null : (
          <Legend width={12} text={t('picture.usual', { views: format.viewRange(usualViews, usualViews) })}>
            <line x1={6} x2={6} y1={0} y2={12} stroke={colors.neutral600} strokeWidth={1.5} strokeDasharray="3 2" />
          </Legend>
        )}
      </Flex>
    </Box>
  );
};
