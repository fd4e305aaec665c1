import { Badge, Flex, Link, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { ImportSummary } from '../../../../server/src/contracts/imports';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { TimeAgo } from '../../components/TimeAgo';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

interface PastImportsProps {
  readonly imports: readonly ImportSummary[];
  readonly chosen: string | null;
}

const VARIANTS: Readonly<Record<ImportSummary['state'], 'success' | 'danger' | 'warning' | 'secondary' | 'neutral'>> = {
  uploading: 'secondary',
  ready: 'secondary',
  running: 'secondary',
  paused: 'warning',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  undoing: 'secondary',
  undone: 'neutral',
};

/** Every import there was, the newest first. */
export const PastImports = ({ imports, chosen }: PastImportsProps) => {
  const { t, named } = useText();
  const format = useFormat();
  const columns = [
    t('history.column.file'),
    t('column.status'),
    t('history.column.events'),
    t('column.by'),
    t('column.when'),
  ];
  return (
    <Card title={t('history.all')}>
      {imports.length === 0 ? (
        <Typography textColor="neutral600">{t('history.none')}</Typography>
      ) : (
        <CardTable colCount={columns.length} rowCount={imports.length + 1} aria-label={t('history.all')}>
          <ColumnHeads names={columns} />
          <Tbody>
            {imports.map(({ key, fileName, state, accepted, createdBy, createdAt }) => (
              <Tr key={key}>
                <Td maxWidth="32rem" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
                  {key === chosen ? (
                    <Typography fontWeight="bold">{fileName}</Typography>
                  ) : (
                    <Link tag={RouterLink} to={`?import=${key}`}>
                      {fileName}
                    </Link>
                  )}
                </Td>
                <Td>
                  <Flex>
                    <Badge variant={VARIANTS[state]}>{named('history.state', state, state)}</Badge>
                  </Flex>
                </Td>
                <Td>
                  <Typography>{format.integer(accepted)}</Typography>
                </Td>
                <Td style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
                  <Typography>{createdBy}</Typography>
                </Td>
                <Td>
                  <Typography>
                    <TimeAgo instant={createdAt} />
                  </Typography>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </CardTable>
      )}
    </Card>
  );
};
