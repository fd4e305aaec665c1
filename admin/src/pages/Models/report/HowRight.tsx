import { Flex, Grid, Typography } from '@strapi/design-system';

import type { RankerReport } from '../../../../../server/src/contracts/admin';
import { Card } from '../../../components/Card';
import { Fold } from '../../../components/Fold';
import { NumberTable } from '../../../components/NumberTable';
import { measured } from '../../../format/measured';
import { useFormat } from '../../../format/useFormat';
import { AgePlot } from '../../../plots/AgePlot';
import { OutcomePlot } from '../../../plots/OutcomePlot';
import { PeriodPlot } from '../../../plots/PeriodPlot';
import { useText } from '../../../text/useText';

/** Expected beside what came, error by age and by week; the figures folded. */
export const HowRight = ({ report }: { report: RankerReport }) => {
  const { t } = useText();
  const { points, byAge, details } = report;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Grid.Root gap={6}>
        <Grid.Item col={6} m={6} s={12} xs={12} alignItems="stretch">
          <Card title={t('outcome.title')} subtitle={t('outcome.subtitle')}>
            {points.length > 0 ? (
              <OutcomePlot points={points} />
            ) : (
              <Typography textColor="neutral600">{t('outcome.none')}</Typography>
            )}
          </Card>
        </Grid.Item>
        {byAge.length > 0 ? (
          <Grid.Item col={6} m={6} s={12} xs={12} alignItems="stretch">
            <Card title={t('report.by-age')} subtitle={t('report.by-age.subtitle')}>
              <AgePlot byAge={byAge} />
            </Card>
          </Grid.Item>
        ) : null}
      </Grid.Root>
      {details ? (
        <Card title={t('report.by-week')} subtitle={t('report.by-week.subtitle')}>
          <PeriodPlot periods={details.periods} trend={details.trend} />
        </Card>
      ) : null}
      <Fold title={t('report.figures')}>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Typography textColor="neutral600">
            {t('report.compared.subtitle', { articles: report.articles, origins: report.origins })}
          </Typography>
          <OverallTable report={report} />
          <AgeTable report={report} />
        </Flex>
      </Fold>
    </Flex>
  );
};

const OverallTable = ({ report: { overall, details } }: { report: RankerReport }) => {
  const text = useText();
  const { t, named } = text;
  const format = useFormat();
  const exact = (value: number) => format.decimal(value, 3);
  return (
    <NumberTable
      label={t('report.compared')}
      columns={[t('column.guess'), t('metric.rmse'), t('metric.spearman'), t('metric.ndcgAt10')]}
      rows={overall.map(({ name, rmse, spearman, ndcgAt10 }) => ({
        key: name,
        strong: name === 'model',
        cells: [
          named('baseline', name, name),
          ...(name === 'model' && details
            ? [details.overall.model.rmse, details.overall.model.spearman, details.overall.model.ndcgAt10].map(
                (figure) => measured(figure, exact, text)
              )
            : [rmse, spearman, ndcgAt10].map((value) => format.decimal(value, 3))),
        ],
      }))}
    />
  );
};

const AgeTable = ({ report: { byAge } }: { report: RankerReport }) => {
  const { t } = useText();
  const format = useFormat();
  return (
    <NumberTable
      label={t('report.by-age')}
      columns={[t('column.age'), t('column.rows'), t('metric.spearman'), t('column.coverage'), t('column.width')]}
      rows={byAge.map(({ ageHours, rows, scores, coverage, width }) => ({
        key: String(ageHours),
        strong: false,
        cells: [
          format.age(ageHours),
          format.integer(rows),
          format.decimal(scores.find(({ name }) => name === 'model')?.spearman),
          format.percent(coverage),
          width === null ? format.decimal(null) : t('report.times', { factor: format.decimal(Math.exp(width), 1) }),
        ],
      }))}
    />
  );
};
