import { Badge, Flex, Tbody, Td, Tr, Typography } from '@strapi/design-system';

import type { ImportPreview } from '../../../../server/src/contracts/imports';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { WarningBadge } from '../../components/LegibleBadge';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

type PreviewRow = ImportPreview['rows'][number];

/** The first rows as they stand in the file, and what each becomes. */
export const PreviewTable = ({ preview }: { preview: ImportPreview }) => {
  const { t } = useText();
  const format = useFormat();
  const { rows, problem } = preview;
  const columns = [t('history.column.line'), t('history.column.given'), t('history.column.becomes')];
  return (
    <Card title={t('history.preview', { count: rows.length })}>
      <CardTable colCount={columns.length} rowCount={rows.length + 1} aria-label={t('history.column.given')}>
        <ColumnHeads names={columns} />
        <Tbody>
          {rows.map((row) => (
            <Tr key={row.line}>
              <Td>
                <Typography textColor="neutral600">{row.line}</Typography>
              </Td>
              <Td maxWidth="56rem" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
                <Typography variant="pi" textColor="neutral800">
                  {format.list(row.given)}
                </Typography>
              </Td>
              <Td style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
                {problem === null ? <Becomes row={row} /> : <Typography>{t('none')}</Typography>}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </CardTable>
    </Card>
  );
};

const Becomes = ({ row }: { row: PreviewRow }) => {
  const { t, named } = useText();
  const format = useFormat();
  const { outcome, type, target, at, said } = row;
  const when = at === null ? '' : format.dateTime(at);
  if (outcome === 'event') {
    return (
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Typography textColor="neutral800">
          {t('history.becomes', { type: named('event', type ?? '', type ?? ''), target: target ?? '' })}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {when}
        </Typography>
      </Flex>
    );
  }
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {outcome === 'broken' || outcome === 'invalid' ? (
        <WarningBadge>{named('history.reason', outcome, outcome)}</WarningBadge>
      ) : (
        <Badge variant="neutral">{named('history.reason', outcome, outcome)}</Badge>
      )}
      {said === null ? null : (
        <Typography variant="pi" textColor="neutral600">
          {t('history.said', { got: said.got, expected: said.expected })}
        </Typography>
      )}
    </Flex>
  );
};
