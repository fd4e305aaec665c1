import { Grid, Typography } from '@strapi/design-system';

import type { RankerReport } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { NumberTable } from '../../components/NumberTable';
import { useFormat } from '../../format/useFormat';
import { AgePlot } from '../../plots/AgePlot';
import { ImportancePlot } from '../../plots/ImportancePlot';
import { OutcomePlot } from '../../plots/OutcomePlot';
import { useText } from '../../text/useText';

/** How a ranker did on later articles, beside the simple guesses. */
export const RankerReportView = ({ report }: { report: RankerReport }) => {
  const { t } = useText();
  return (
    <>
      <Card
        title={t('report.compared')}
        subtitle={t('report.compared.subtitle', { articles: report.articles, origins: report.origins })}
      >
        <OverallTable report={report} />
      </Card>
      {report.byAge.length > 0 ? (
        <Card title={t('report.by-age')} subtitle={t('report.by-age.subtitle')}>
          <Grid.Root gap={6}>
            <Grid.Item col={6} s={12} xs={12} alignItems="flex-start">
              <AgePlot byAge={report.byAge} />
            </Grid.Item>
            <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
              <AgeTable report={report} />
            </Grid.Item>
          </Grid.Root>
        </Card>
      ) : null}
      <Grid.Root gap={6}>
        <Grid.Item col={6} s={12} xs={12} alignItems="stretch">
          <Card title={t('report.importance')} subtitle={t('report.importance.subtitle')}>
            {report.importance.length > 0 ? (
              <ImportancePlot importance={report.importance} />
            ) : (
              <Typography textColor="neutral600">{t('report.none')}</Typography>
            )}
          </Card>
        </Grid.Item>
        <Grid.Item col={6} s={12} xs={12} alignItems="stretch">
          <Card title={t('outcome.title')} subtitle={t('outcome.subtitle')}>
            {report.points.length > 0 ? (
              <OutcomePlot points={report.points} />
            ) : (
              <Typography textColor="neutral600">{t('outcome.none')}</Typography>
            )}
          </Card>
        </Grid.Item>
      </Grid.Root>
    </>
  );
};

const OverallTable = ({ report }: { report: RankerReport }) => {
  const { t, named } = useText();
  const format = useFormat();
  return (
    <NumberTable
      label={t('report.compared')}
      columns={[t('column.guess'), t('metric.rmse'), t('metric.spearman'), t('metric.ndcgAt10')]}
      rows={report.overall.map(({ name, rmse, spearman, ndcgAt10 }) => ({
        key: name,
        strong: name === 'model',
        cells: [
          named('baseline', name, name),
          format.decimal(rmse, 3),
          format.decimal(spearman),
          format.decimal(ndcgAt10),
        ],
      }))}
    />
  );
};

const AgeTable = ({ report }: { report: RankerReport }) => {
  const { t } = useText();
  const format = useFormat();
  return (
    <NumberTable
      label={t('report.by-age')}
      columns={[t('column.age'), t('column.rows'), t('metric.spearman'), t('column.coverage'), t('column.width')]}
      rows={report.byAge.map(({ ageHours, rows, scores, coverage, width }) => ({
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
