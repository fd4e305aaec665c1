import { Box, Flex } from '@strapi/design-system';
import { useTheme } from 'styled-components';

import type { Forecast } from '../../../server/src/contracts/common';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';
import { Legend } from './Legend';

const WIDTH = 240;
const ROW = 18;
const PAD = 6;

interface TwoBandsProps {
  readonly now: Forecast;
  readonly changed: Forecast;
}

/** What is likely as the article is, and under it what is likely with the change, on one scale that begins at zero. */
export const TwoBands = ({ now, changed }: TwoBandsProps) => {
  const { colors } = useTheme();
  const { t } = useText();
  const format = useFormat();
  const end = Math.max(now.interval.high, changed.interval.high, 1) * 1.08;
  const at = (views: number) => PAD + (WIDTH - 2 * PAD) * Math.sqrt(Math.max(0, views) / end);
  const range = ({ interval }: Forecast) => format.viewRange(interval.low, interval.high);
  const bands = [
    { forecast: now, band: colors.neutral300, dot: colors.neutral600, y: ROW / 2 },
    { forecast: changed, band: colors.primary200, dot: colors.primary600, y: ROW * 1.5 },
  ];
  return (
    <Box>
      <svg
        width="100%"
        viewBox={`0 0 ${WIDTH} ${2 * ROW}`}
        role="img"
        aria-label={t('what-if.picture', { now: range(now), changed: range(changed) })}
      >
        {bands.map(({ forecast: { interval, expectedViews }, band, dot, y }) => (
          <g key={y}>
            <line x1={PAD} x2={WIDTH - PAD} y1={y} y2={y} stroke={colors.neutral200} strokeWidth={2} />
            <rect
              x={at(interval.low)}
              y={y - 6}
              width={Math.max(4, at(interval.high) - at(interval.low))}
              height={12}
              rx={6}
              fill={band}
            />
            <circle cx={at(expectedViews)} cy={y} r={5} fill={dot} stroke={colors.neutral0} strokeWidth={1.5} />
          </g>
        ))}
      </svg>
      <Flex direction="column" alignItems="stretch" gap={1} aria-hidden>
        <Legend width={12} text={t('what-if.now', { range: range(now) })}>
          <circle cx={6} cy={6} r={5} fill={colors.neutral600} />
        </Legend>
        <Legend width={12} text={t('what-if.changed', { range: range(changed) })}>
          <circle cx={6} cy={6} r={5} fill={colors.primary600} />
        </Legend>
      </Flex>
    </Box>
  );
};
