import type { ModelKind, TextReport } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { NumberTable } from '../../components/NumberTable';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

interface TextReportViewProps {
  readonly report: TextReport;
  readonly kind: ModelKind;
}

/** How a text classifier did on later texts, class by class, with the words it goes by. */
export const TextReportView = ({ report, kind }: TextReportViewProps) => {
  const { t, named } = useText();
  const format = useFormat();
  const { baseline } = report;
  // A topic's classes are the site's own categories; the other classifier's are two of ours.
  const className = (label: string) => (kind === 'performance-text' ? named('class', label, label) : label);
  const measures = [
    ...(kind === 'topic'
      ? ([
          ['accuracy', report.accuracy, baseline.accuracy],
          ['macroF1', report.macroF1, baseline.macroF1],
        ] as const)
      : ([['auc', report.auc, baseline.auc]] as const)),
    ['logLoss', report.logLoss, baseline.logLoss] as const,
  ];
  return (
    <>
      <Card
        title={t('report.compared')}
        subtitle={t('report.text.subtitle', { documents: report.documents, test: report.testDocuments })}
      >
        <NumberTable
          label={t('report.compared')}
          columns={[t('column.measure'), t('column.model'), t('column.baseline')]}
          rows={measures.map(([name, model, simple]) => ({
            key: name,
            strong: false,
            cells: [named('metric', name, name), format.decimal(model), format.decimal(simple)],
          }))}
        />
      </Card>
      <Card title={t('report.classes')} subtitle={t('report.classes.subtitle')}>
        <NumberTable
          label={t('report.classes')}
          columns={[t('column.class'), t('column.documents'), t('metric.f1'), t('column.terms')]}
          rows={report.classes.map(({ label, documents, f1, terms }) => ({
            key: label,
            strong: false,
            cells: [className(label), format.integer(documents), format.decimal(f1), format.list(terms)],
          }))}
        />
      </Card>
      {report.algorithms.length > 1 ? (
        <Card title={t('report.algorithms')} subtitle={t('report.algorithms.subtitle')}>
          <NumberTable
            label={t('report.algorithms')}
            columns={[t('column.algorithm'), t('metric.macroF1'), t('metric.logLoss')]}
            rows={report.algorithms.map(({ name, macroF1, logLoss, chosen }) => ({
              key: name,
              strong: chosen,
              cells: [named('model.algorithm', name, name), format.decimal(macroF1), format.decimal(logLoss)],
            }))}
          />
        </Card>
      ) : null}
    </>
  );
};
