import { useTheme } from 'styled-components';

import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

const WIDTH = 140;
const HEIGHT = 16;
/** Room for a whole point at either end. */
const PAD = 6;

interface BandBarProps {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  readonly actual: number;
  /** End of the scale, the same for all rows of a table, so that rows compare. */
  readonly scaleEnd: number;
}

/** Square-root scale: small articles stay visible beside big ones, and zero has a place. */
const position = (value: number, scaleEnd: number) =>
  scaleEnd > 0 ? PAD + (WIDTH - 2 * PAD) * Math.sqrt(Math.min(1, Math.max(0, value) / scaleEnd)) : PAD;

/** The expected range as a band with its middle as a tick, and what came as a point. */
export const BandBar = ({ low, expected, high, actual, scaleEnd }: BandBarProps) => {
  const { colors } = useTheme();
  const { t } = useText();
  const format = useFormat();
  const at = (value: number) => position(value, scaleEnd);
  const label = t('band.label', { range: format.viewRange(low, high), actual: Math.round(actual) });
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <title>{label}</title>
      <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke={colors.neutral200} />
      <rect x={at(low)} y={4} width={Math.max(2, at(high) - at(low))} height={8} rx={4} fill={colors.neutral300} />
      <line x1={at(expected)} x2={at(expected)} y1={3} y2={13} stroke={colors.neutral600} strokeWidth={2} />
      <circle cx={at(actual)} cy={HEIGHT / 2} r={4} fill={colors.primary600} stroke={colors.neutral0} />
    </svg>
  );
};
