import type { Measured } from '../../../server/src/contracts/admin';
import type { Text } from '../text/useText';

/** A figure with its range: 0.41 (0.39 to 0.44). */
export const measured = (
  figure: Measured | null | undefined,
  format: (value: number) => string,
  { t }: Text
): string =>
  figure
    ? t('interval', { value: format(figure.value), low: format(figure.low), high: format(figure.high) })
    : t('none');
