import { Grid, Tbody, Td, Tr, Typography } from '@strapi/design-system';

import { ColumnHeads } from '../../components/ColumnHeads';
import type { ArticleRow, Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { EntryLink } from '../../components/EntryLink';
import { SurpriseBadge } from '../../components/SurpriseBadge';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

/** The articles that did most better, and most worse, than expected. */
export const TopAndFlop = ({ top, flop }: Pick<Overview, 'top' | 'flop'>) => {
  const { t } = useText();
  return (
    <Grid.Root gap={6}>
      <Grid.Item col={6} s={12} xs={12} alignItems="stretch">
        <Card title={t('top.title')}>
          <SurpriseTable rows={top} label={t('top.title')} empty={t('top.none')} />
        </Card>
      </Grid.Item>
      <Grid.Item col={6} s={12} xs={12} alignItems="stretch">
        <Card title={t('flop.title')}>
          <SurpriseTable rows={flop} label={t('flop.title')} empty={t('flop.none')} />
        </Card>
      </Grid.Item>
    </Grid.Root>
  );
};

interface SurpriseTableProps {
  readonly rows: readonly ArticleRow[];
  readonly label: string;
  readonly empty: string;
}

const SurpriseTable = ({ rows, label, empty }: SurpriseTableProps) => {
  const { t } = useText();
  const format = useFormat();
  if (rows.length === 0) return <Typography textColor="neutral600">{empty}</Typography>;
  return (
    <CardTable colCount={4} rowCount={rows.length + 1} aria-label={label}>
      <ColumnHeads
        names={[t('column.article'), t('column.views'), t('column.expected-by-now'), t('column.surprise')]}
      />
      <Tbody>
        {rows.map((row) => (
          <Tr key={`${row.contentType}-${row.documentId}-${row.locale}`}>
            <Td maxWidth="22rem" style={{ whiteSpace: 'normal' }}>
              <EntryLink entry={row} />
            </Td>
            <Td>
              <Typography>{format.integer(row.viewsSoFar)}</Typography>
            </Td>
            <Td>
              <Typography textColor="neutral600">{format.integer(row.expectedByNow)}</Typography>
            </Td>
            <Td>
              <SurpriseBadge surprise={row.surprise} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </CardTable>
  );
};
