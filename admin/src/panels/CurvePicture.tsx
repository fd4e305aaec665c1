import { Box, Flex, Typography } from '@strapi/design-system';
import { useTheme } from 'styled-components';

import type { Panel } from '../../../server/src/contracts/admin';
import { roundViews } from '../format/roundViews';
import { missingSentence, standingSentence, standingTitle } from '../format/standingSentence';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';
import { Legend } from './Legend';

const WIDTH = 240;
const HEIGHT = 120;
const PAD = { top: 18, right: 8, bottom: 18, left: 6 };

interface CurvePictureProps {
  readonly panel: Pick<Panel, 'came' | 'curve' | 'outlook' | 'surprise' | 'curvesMissing'>;
  readonly forecast: NonNullable<Panel['forecast']>;
}

type Point = readonly [ageHours: number, views: number];
interface Band {
  readonly expected: readonly Point[];
  readonly low: readonly Point[];
  readonly high: readonly Point[];
}

/** Coordinates need no more. */
const tenths = (units: number): number => Math.round(units * 10) / 10;

const bandFrom = (start: Point, points: Panel['outlook']): Band => {
  const line = (views: 'expected' | 'low' | 'high') => [
    start,
    ...points.map((point): Point => [point.ageHours, point[views]]),
  ];
  return { expected: line('expected'), low: line('low'), high: line('high') };
};

/** What came, against the range expected at publication; then the range that is likely from here. */
export const CurvePicture = ({ panel, forecast }: CurvePictureProps) => {
  const { colors } = useTheme();
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const { curve, surprise, curvesMissing } = panel;
  const horizonHours = forecast.horizonDays * 24;
  const came = panel.came.map(({ ageHours, views }): Point => [ageHours, views]);
  const latest = came[came.length - 1];
  if (!latest) return null;

  const isOpen = latest[0] < horizonHours;
  const { low, high } = forecast.interval;
  // Without a curve of its own the range at the end is all there is to say of what lies ahead.
  const ahead =
    panel.outlook.length > 0
      ? panel.outlook
      : isOpen
        ? [{ ageHours: horizonHours, expected: forecast.expectedViews, low, high }]
        : [];
  const expected = curve.length > 0 ? bandFrom([0, 0], curve) : null;
  const likely = ahead.length > 0 ? bandFrom(latest, ahead) : null;

  const top = 1.05 * Math.max(10, latest[1], ...curve.map((each) => each.high), ...ahead.map((each) => each.high));
  // Square root: much happens in the first hours.
  const x = (age: number) => PAD.left + (WIDTH - PAD.left - PAD.right) * Math.sqrt(Math.min(1, age / horizonHours));
  const y = (views: number) => HEIGHT - PAD.bottom - (HEIGHT - PAD.top - PAD.bottom) * (views / top);
  const path = (points: readonly Point[]) =>
    points.map(([age, views], i) => `${i === 0 ? 'M' : 'L'}${tenths(x(age))} ${tenths(y(views))}`).join('');
  const area = (band: Band) => `${path([...band.high, ...[...band.low].reverse()])}Z`;
  const mark = roundViews(top * 0.9);

  const finding =
    surprise?.tooEarly === 'few-articles' && curvesMissing !== null
      ? missingSentence(curvesMissing, forecast.horizonDays, text)
      : surprise === null
        ? null
        : standingTitle(surprise, text, format);
  const label =
    surprise === null || surprise.verdict === 'too-early'
      ? t('curve.label-none', { views: Math.round(latest[1]), age: format.age(latest[0]) })
      : standingSentence(surprise, text, format);
  return (
    <Box tag="figure">
      {finding === null ? null : (
        <Typography tag="figcaption" variant="pi" fontWeight="bold">
          {finding}
        </Typography>
      )}
      <svg width="100%" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(mark)} y2={y(mark)} stroke={colors.neutral150} />
        {expected === null ? null : (
          <>
            <path d={area(expected)} fill={colors.neutral200} />
            <path
              d={path(expected.expected)}
              fill="none"
              stroke={colors.neutral600}
              strokeWidth={1.5}
              strokeDasharray="4 3"
            />
          </>
        )}
        <line
          x1={PAD.left}
          x2={WIDTH - PAD.right}
          y1={HEIGHT - PAD.bottom}
          y2={HEIGHT - PAD.bottom}
          stroke={colors.neutral300}
        />
        {likely === null ? null : (
          <>
            <path d={area(likely)} fill={colors.primary500} fillOpacity={0.25} />
            <path
              d={path(likely.expected)}
              fill="none"
              stroke={colors.primary600}
              strokeWidth={1.5}
              strokeDasharray="2 2"
            />
          </>
        )}
        <path d={path(came)} fill="none" stroke={colors.primary600} strokeWidth={2} strokeLinejoin="round" />
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
        {expected === null ? null : (
          <Legend width={14} text={t('curve.legend-expected')}>
            <rect x={0} y={1} width={14} height={10} fill={colors.neutral200} />
            <line x1={0} x2={14} y1={6} y2={6} stroke={colors.neutral600} strokeWidth={1.5} strokeDasharray="4 3" />
          </Legend>
        )}
        {likely === null ? null : (
          <Legend width={14} text={t('curve.legend-likely')}>
            <rect x={0} y={1} width={14} height={10} fill={colors.primary500} fillOpacity={0.25} />
            <line x1={0} x2={14} y1={6} y2={6} stroke={colors.primary600} strokeWidth={1.5} strokeDasharray="2 2" />
          </Legend>
        )}
      </Flex>
    </Box>
  );
};
