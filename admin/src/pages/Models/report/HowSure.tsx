import { Box, Grid, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useSearchParams } from 'react-router-dom';

import type { ReportDetails } from '../../../../../server/src/contracts/admin';
import { Card } from '../../../components/Card';
import { useFormat } from '../../../format/useFormat';
import { CalibrationPlot } from '../../../plots/CalibrationPlot';
import { ReliabilityPlot } from '../../../plots/ReliabilityPlot';
import { useText } from '../../../text/useText';

/** How often the ranges held, and whether "about 500" meant about 500; the age is in the URL. */
export const HowSure = ({ details: { ages } }: { details: ReportDetails }) => {
  const { t } = useText();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const shown = ages.find(({ ageHours }) => String(ageHours) === search.get('age')) ?? ages[0];
  const choose = (age: string | number) =>
    setSearch((params) => {
      params.set('age', String(age));
      return params;
    });
  return (
    <Grid.Root gap={6}>
      <Grid.Item col={6} m={6} s={12} xs={12} alignItems="stretch">
        <Card title={t('reliability.title')} subtitle={t('reliability.subtitle')}>
          {ages.some(({ reliability }) => reliability !== null) ? (
            <ReliabilityPlot ages={ages} />
          ) : (
            <Typography textColor="neutral600">{t('reliability.none')}</Typography>
          )}
        </Card>
      </Grid.Item>
      <Grid.Item col={6} m={6} s={12} xs={12} alignItems="stretch">
        <Card
          title={t('calibration.title')}
          subtitle={t('calibration.subtitle')}
          action={
            <Box width="18rem">
              <SingleSelect
                aria-label={t('calibration.age')}
                size="S"
                value={String(shown?.ageHours ?? 0)}
                onChange={choose}
              >
                {ages.map(({ ageHours }) => (
                  <SingleSelectOption key={ageHours} value={String(ageHours)}>
                    {t('calibration.after', { age: format.age(ageHours) })}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Box>
          }
        >
          {shown ? <CalibrationPlot bins={shown.bins} age={format.age(shown.ageHours)} /> : null}
        </Card>
      </Grid.Item>
    </Grid.Root>
  );
};
