import { Box, Typography } from '@strapi/design-system';
import { useTheme } from 'styled-components';

import type { Panel } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { trend } from './forecastSentence';

const WIDTH = 240;
const HEIGHT = 96;
const PAD = { top: 6, right: 6, bottom: 16, left: 6 };

interface CurvePictureProps {
  readonly curve: Panel['curve'];
  /** What was expected of the whole horizon, as it was said at each age. */
  readonly predictions: Panel['predictions'];
  readonly horizonHours: number;
}

type Point = readonly [ageHours: number, views: number];

/** Views as they came, and the forecast of the whole as it narrowed from age to age. */
export const CurvePicture = ({ curve, predictions, horizonHours }: CurvePictureProps) => {
  const { colors } = useTheme();
  const { t } = useText();
  const format = useFormat();
  const actual = curve.flatMap(({ ageHours, actual: views }): Point[] => (views === null ? [] : [[ageHours, views]]));
  const latest = actual[actual.length - 1];
  const [first, last] = [predictions[0], predictions[predictions.length - 1]];
  if (!latest || !first || !last) return null;

  const top = Math.max(1, ...actual.map(([, views]) => views), ...predictions.map(({ high }) => high)) * 1.05;
  const x = (age: number) => PAD.left + (WIDTH - PAD.left - PAD.right) * Math.sqrt(Math.min(1, age / horizonHours));
  const y = (views: number) => HEIGHT - PAD.bottom - (HEIGHT - PAD.top - PAD.bottom) * (views / top);
  const path = (points: readonly Point[]) =>
    points.map(([age, views], i) => `${i === 0 ? 'M' : 'L'}${x(age).toFixed(1)} ${y(views).toFixed(1)}`).join('');
  // The last word on the whole holds until the horizon.
  const told = last.ageHours < horizonHours ? [...predictions, { ...last, ageHours: horizonHours }] : predictions;
  const band = [
    ...told.map(({ ageHours, high }): Point => [ageHours, high]),
    ...[...told].reverse().map(({ ageHours, low }): Point => [ageHours, low]),
  ];
  const finding = t(`curve.${trend(first.expectedViews, last.expectedViews)}`);
  const label = t('curve.label', {
    finding,
    views: format.integer(latest[1]),
    age: format.age(latest[0]),
    range: format.viewRange(last.low, last.high),
  });
  return (
    <Box tag="figure">
      <Typography tag="figcaption" variant="pi" fontWeight="semiBold">
        {finding}
      </Typography>
      <svg width="100%" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <path d={`${path(band)}Z`} fill={colors.neutral200} />
        <path
          d={path(told.map(({ ageHours, expectedViews }): Point => [ageHours, expectedViews]))}
          fill="none"
          stroke={colors.neutral600}
          strokeWidth={1.5}
          strokeDasharray="4 3"
        />
        <path d={path([[0, 0], ...actual])} fill="none" stroke={colors.primary600} strokeWidth={2} />
        <circle cx={x(latest[0])} cy={y(latest[1])} r={3.5} fill={colors.primary600} />
        <line
          x1={PAD.left}
          x2={WIDTH - PAD.right}
          y1={HEIGHT - PAD.bottom}
          y2={HEIGHT - PAD.bottom}
          stroke={colors.neutral200}
        />
        <text x={PAD.left} y={HEIGHT - 4} fontSize={10} fill={colors.neutral600}>
          {t('curve.start')}
        </text>
        <text x={WIDTH - PAD.right} y={HEIGHT - 4} fontSize={10} textAnchor="end" fill={colors.neutral600}>
          {format.age(horizonHours)}
        </text>
      </svg>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {t('curve.legend')}
      </Typography>
    </Box>
  );
};
