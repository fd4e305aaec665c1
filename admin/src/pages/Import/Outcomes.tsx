import { Flex, Grid, Tbody, Td, Tr, Typography } from '@strapi/design-system';

import type { ImportSummary } from '../../../../server/src/contracts/imports';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

/** What became of the rows: the sum holds, and rows to look at are named. */
export const Outcomes = ({ summary }: { summary: ImportSummary }) => {
  const { t, named } = useText();
  const format = useFormat();
  const { rows, accepted, duplicate, reasons, examples, unmatched } = summary;
  const others = Object.entries(reasons)
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => [named('history.reason', reason, reason), count] as const);
  const counts = [[t('history.accepted'), accepted], [t('history.duplicate'), duplicate], ...others] as const;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <CardTable colCount={2} rowCount={counts.length + 2} aria-label={t('history.outcomes')}>
        <ColumnHeads names={[t('history.column.outcome'), t('column.rows')]} />
        <Tbody>
          {counts.map(([name, count]) => (
            <Figure key={name} name={name} figure={format.integer(count)} />
          ))}
          <Figure name={t('history.sum')} figure={format.integer(rows)} strong />
        </Tbody>
      </CardTable>
      {examples.length + unmatched.length === 0 ? null : (
        <Grid.Root gap={6}>
          {examples.length === 0 ? null : (
            <Grid.Item col={unmatched.length === 0 ? 12 : 7} s={12} xs={12} direction="column" alignItems="stretch">
              <Examples examples={examples} />
            </Grid.Item>
          )}
          {unmatched.length === 0 ? null : (
            <Grid.Item col={examples.length === 0 ? 12 : 5} s={12} xs={12} direction="column" alignItems="stretch">
              <Unmatched unmatched={unmatched} />
            </Grid.Item>
          )}
        </Grid.Root>
      )}
    </Flex>
  );
};

const Figure = ({ name, figure, strong = false }: { name: string; figure: string; strong?: boolean }) => {
  const weight = strong ? { fontWeight: 'bold' as const } : {};
  return (
    <Tr>
      <Td style={{ whiteSpace: 'normal' }}>
        <Typography {...weight}>{name}</Typography>
      </Td>
      <Td>
        <Typography {...weight}>{figure}</Typography>
      </Td>
    </Tr>
  );
};

const Examples = ({ examples }: Pick<ImportSummary, 'examples'>) => {
  const { t, named } = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="h3" variant="sigma" textColor="neutral600">
        {t('history.examples')}
      </Typography>
      {examples.map(({ line, reason, got, expected }) => (
        <Flex key={`${reason} ${line}`} direction="column" alignItems="flex-start" style={{ overflowWrap: 'anywhere' }}>
          <Typography>{t('history.line', { line, reason: named('history.reason', reason, reason) })}</Typography>
          <Typography variant="pi" textColor="neutral600">
            {t('history.said', { got, expected })}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
};

const Unmatched = ({ unmatched }: Pick<ImportSummary, 'unmatched'>) => {
  const { t } = useText();
  const format = useFormat();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography tag="h3" variant="sigma" textColor="neutral600">
        {t('history.unmatched')}
      </Typography>
      {unmatched.slice(0, 10).map(([path, count]) => (
        <Flex key={path} justifyContent="space-between" gap={4} alignItems="flex-start">
          <Typography style={{ overflowWrap: 'anywhere' }}>{path}</Typography>
          <Typography textColor="neutral600">{format.integer(count)}</Typography>
        </Flex>
      ))}
    </Flex>
  );
};
