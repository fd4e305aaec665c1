import { Grid } from '@strapi/design-system';
import type { ReactNode } from 'react';

import type { GateReport } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { NumberTable } from '../../components/NumberTable';
import { useFormat, type Format } from '../../format/useFormat';
import { useText } from '../../text/useText';

type Guardrail = GateReport['guardrails'][number];

interface GateReportViewProps {
  readonly gate: GateReport;
  /** What else stands below the recipes, which are few beside the guardrails. */
  readonly children?: ReactNode;
}

/** Which recipes were tried for a version, and what it must not break to go live by itself. */
export const GateReportView = ({ gate, children }: GateReportViewProps) => (
  <Grid.Root gap={6}>
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch" gap={6}>
      <Recipes gate={gate} />
      {children}
    </Grid.Item>
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
      <Guardrails gate={gate} />
    </Grid.Item>
  </Grid.Root>
);

const Recipes = ({ gate }: { gate: GateReport }) => {
  const { t, named } = useText();
  const format = useFormat();
  return (
    <Card title={t('gate.recipes')} subtitle={t('gate.recipes.subtitle')}>
      <NumberTable
        label={t('gate.recipes')}
        columns={[t('column.algorithm'), t('metric.rmse'), t('metric.ndcgAt10'), t('column.outcome')]}
        rows={gate.recipes.map(({ algorithm, rmse, ndcgAt10, outcome }) => ({
          key: algorithm,
          strong: outcome === 'kept' || outcome === 'better',
          cells: [
            named('model.algorithm', algorithm, algorithm),
            format.decimal(rmse, 3),
            format.decimal(ndcgAt10, 3),
            named('gate.outcome', outcome, outcome),
          ],
        }))}
      />
    </Card>
  );
};

const Guardrails = ({ gate }: { gate: GateReport }) => {
  const { t, named } = useText();
  const format = useFormat();
  return (
    <Card title={t('gate.guardrails')} subtitle={t('gate.guardrails.subtitle')}>
      <NumberTable
        label={t('gate.guardrails')}
        columns={[t('column.guardrail'), t('column.value'), t('column.limit'), t('column.outcome')]}
        rows={gate.guardrails.map((guardrail) => ({
          key: guardrail.name,
          strong: guardrail.broken,
          cells: [
            named('gate.guardrail', guardrail.name, guardrail.name),
            guardedValue(guardrail, guardrail.value, format),
            guardedValue(guardrail, guardrail.limit, format),
            guardrail.value === null ? t('gate.not-asked') : guardrail.broken ? t('gate.broken') : t('gate.respected'),
          ],
        }))}
      />
    </Card>
  );
};

function guardedValue({ name }: Guardrail, value: number | null, format: Format): string {
  if (value === null) return format.decimal(null);
  if (name === 'coverage') return format.percent(value);
  if (name === 'size') return format.bytes(value);
  if (name === 'top-changed') return format.integer(value);
  return format.decimal(value, name === 'latency' ? 3 : 2);
}
