import { Box, Flex, Typography } from '@strapi/design-system';
import { useTheme } from 'styled-components';

import type { Panel } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { roundViews } from '../format/roundViews';
import { useText } from '../text/useText';
import { Legend } from './Legend';

import { trend } from './forecastSentence';

const WIDTH = 240;
const HEIGHT = 120;
const PAD = { top: 18, right: 8, bottom: 18, left: 6 };

interface CurvePictureProps {
  readonly curve: Panel['curve'];
  /** Views expected by each age, as they were when it was published; empty where nothing was expected then. */
  readonly predictions: Panel['predictions'];
  readonly forecast: NonNullable<Panel['forecast']>;
}

type Point = readonly [ageHours: number, views: number];

/** Value at an age on the straight lines between points; the ends hold beyond them. */
export const valueAt = (points: readonly Point[], age: number): number => {
  const after = points.findIndex(([at]) => at >= age);
  const [next, before] = [points[after], points[after - 1]];
  if (!next) return points[points.length - 1]?.[1] ?? 0;
  if (!before || next[0] === before[0]) return next[1];
  return before[1] + ((next[1] - before[1]) * (age - before[0])) / (next[0] - before[0]);
};

/** Coordinates need no more. */
const tenths = (units: number): number => Math.round(units * 10) / 10;

const withStart = (points: readonly Point[]): readonly Point[] => (points[0]?.[0] === 0 ? points : [[0, 0], ...points]);

/** What came, against what was expected by each age with its band; then what is likely from here. */
export const CurvePicture = ({ curve, predictions, forecast }: CurvePictureProps) => {
  const { colors } = useTheme();
  const { t } = useText();
  const format = useFormat();
  const horizonHours = forecast.horizonDays * 24;
  const actual = withStart(
    curve.flatMap(({ ageHours, actual: views }): Point[] => (views === null ? [] : [[ageHours, views]]))
  );
  const latest = actual[actual.length - 1];
  if (!latest) return null;

  const line = (views: 'expectedViews' | 'low' | 'high') =>
    withStart(predictions.map((each): Point => [each.ageHours, each[views]]));
  const expected = predictions.length > 0 ? line('expectedViews') : [];
  const isOpen = latest[0] < horizonHours;
  const { low, high } = forecast.interval;

  const top = 1.05 * Math.max(10, latest[1], ...predictions.map((each) => each.high), ...(isOpen ? [high] : []));
  // Square root: much happens in the first hours.
  const x = (age: number) => PAD.left + (WIDTH - PAD.left - PAD.right) * Math.sqrt(Math.min(1, age / horizonHours));
  const y = (views: number) => HEIGHT - PAD.bottom - (HEIGHT - PAD.top - PAD.bottom) * (views / top);
  const path = (points: readonly Point[]) =>
    points.map(([age, views], i) => `${i === 0 ? 'M' : 'L'}${tenths(x(age))} ${tenths(y(views))}`).join('');
  const mark = roundViews(top * 0.9);

  const finding = expected.length > 0 ? t(`curve.${trend(valueAt(expected, latest[0]), latest[1])}`) : t('curve.none');
  const said = { finding, views: Math.round(latest[1]), age: format.age(latest[0]) };
  const label =
    expected.length > 0
      ? t('curve.label', { ...said, expected: Math.round(valueAt(expected, latest[0])) })
      : t('curve.label-none', said);
  return (
    <Box tag="figure">
      <Typography tag="figcaption" variant="pi" fontWeight="bold">
        {finding}
      </Typography>
      <svg width="100%" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(mark)} y2={y(mark)} stroke={colors.neutral150} />
        {expected.length > 0 ? (
          <>
            <path d={`${path([...line('high'), ...[...line('low')].reverse()])}Z`} fill={colors.neutral200} />
            <path d={path(expected)} fill="none" stroke={colors.neutral600} strokeWidth={1.5} strokeDasharray="4 3" />
          </>
        ) : null}
        <line
          x1={PAD.left}
          x2={WIDTH - PAD.right}
          y1={HEIGHT - PAD.bottom}
          y2={HEIGHT - PAD.bottom}
          stroke={colors.neutral300}
        />
        {isOpen ? (
          <>
            <path
              d={path([latest, [horizonHours, forecast.expectedViews]])}
              fill="none"
              stroke={colors.primary600}
              strokeWidth={1.5}
              strokeDasharray="2 2"
            />
            <line
              x1={x(horizonHours)}
              x2={x(horizonHours)}
              y1={y(low)}
              y2={Math.min(y(high), y(low) - 3)}
              stroke={colors.primary600}
              strokeWidth={4}
              strokeLinecap="round"
            />
          </>
        ) : null}
        <path d={path(actual)} fill="none" stroke={colors.primary600} strokeWidth={2} strokeLinejoin="round" />
        <circle cx={x(latest[0])} cy={y(latest[1])} r={3.5} fill={colors.primary600} />
        <text x={PAD.left} y={y(mark) - 4} fontSize={11} fill={colors.neutral600}>
          {t('curve.axis', { views: mark })}
        </text>
        <text x={PAD.left} y={HEIGHT - 4} fontSize={11} fill={colors.neutral600}>
          {t('curve.start')}
        </text>
        <text x={WIDTH - PAD.right} y={HEIGHT - 4} fontSize={11} textAnchor="end" fill={colors.neutral600}>
          {format.age(horizonHours)}
        </text>
      </svg>
      <Flex gap={3} wrap="wrap" style={{ rowGap: '0.4rem' }} aria-hidden>
        <Legend width={14} text={t('curve.legend-came')}>
          <line x1={0} x2={14} y1={6} y2={6} stroke={colors.primary600} strokeWidth={2} />
        </Legend>
        {expected.length > 0 ? (
          <Legend width={14} text={t('curve.legend-expected')}>
            <rect x={0} y={1} width={14} height={10} fill={colors.neutral200} />
            <line x1={0} x2={14} y1={6} y2={6} stroke={colors.neutral600} strokeWidth={1.5} strokeDasharray="4 3" />
          </Legend>
        ) : null}
        {isOpen ? (
          <Legend width={14} text={t('curve.legend-likely')}>
            <line x1={0} x2={11} y1={6} y2={6} stroke={colors.primary600} strokeWidth={1.5} strokeDasharray="2 2" />
            <line x1={12} x2={12} y1={2} y2={10} stroke={colors.primary600} strokeWidth={3} strokeLinecap="round" />
          </Legend>
        ) : null}
      </Flex>
    </Box>
  );
};
