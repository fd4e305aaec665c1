import { Box, Typography } from '@strapi/design-system';

import type { ReportDetails } from '../../../../../server/src/contracts/admin';
import { contestVerdict } from '../../../format/contestVerdict';
import { useFormat, type Format } from '../../../format/useFormat';
import { useText, type Text } from '../../../text/useText';

const DAY = 24 * 3_600_000;

/** "8 weeks", or days where the history is short. */
export const spanOf = (periods: ReportDetails['periods'], { t }: Text): string => {
  const days = Math.round(((periods.at(-1)?.until ?? 0) - (periods[0]?.from ?? 0)) / DAY);
  return days >= 14 ? t('span.weeks', { count: Math.round(days / 7) }) : t('span.days', { count: days });
};

/** How near half of the forecasts before publishing came, beside the simple guess; null where none was judged. */
export const nearnessSentence = ({ ages, periods }: ReportDetails, text: Text, format: Format): string | null => {
  const [first] = ages;
  if (first === undefined) return null;
  const { model, guess } = first.halfWithin;
  // Two decimals where one would make the two the same.
  const digits = guess !== null && format.decimal(model, 1) === format.decimal(guess, 1) ? 2 : 1;
  const values = {
    span: spanOf(periods, text),
    age: format.age(first.ageHours),
    model: format.decimal(model, digits),
    articles: first.articles,
  };
  const when = first.ageHours === 0 ? 'draft' : 'age';
  return guess === null
    ? text.t(`opening.${when}.alone`, values)
    : text.t(`opening.${when}`, { ...values, guess: format.decimal(guess, digits) });
};

/** The report in two sentences, before any picture. */
export const Opening = ({ details }: { details: ReportDetails }) => {
  const text = useText();
  const format = useFormat();
  const nearness = nearnessSentence(details, text, format);
  const verdict = contestVerdict(details.overall);
  return (
    <Box>
      {nearness ? (
        <Typography tag="p" variant="delta">
          {nearness}
        </Typography>
      ) : null}
      {verdict ? (
        <Box paddingTop={2}>
          <Typography tag="p" textColor="neutral600">
            {text.t(`opening.${verdict.outcome}`, {
              share: format.percent(Math.abs(verdict.share.value)),
              low: format.percent(Math.min(Math.abs(verdict.share.low), Math.abs(verdict.share.high))),
              high: format.percent(Math.max(Math.abs(verdict.share.low), Math.abs(verdict.share.high))),
            })}
          </Typography>
        </Box>
      ) : null}
    </Box>
  );
};
