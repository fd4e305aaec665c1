import { Box, Link, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { QuarantineReasonsAnswer } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { TimeAgo } from '../../components/TimeAgo';
import { humanise } from '../../format/humanise';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

import { eventsPath } from './eventsPath';

/** How many wait for what, what that means, and what to do about it. */
export const WaitingReasons = ({ answer: { data, meta } }: { answer: QuarantineReasonsAnswer }) => {
  const { t, named } = useText();
  const format = useFormat();
  const columns = [t('column.reason'), t('column.events'), t('column.last')];
  return (
    <Card
      title={t('quarantine.waiting', { count: meta.events })}
      subtitle={t('quarantine.room', {
        days: meta.keptDays,
        most: format.integer(meta.maxEvents),
        bytes: format.bytes(meta.maxBytes),
      })}
    >
      <CardTable colCount={columns.length} rowCount={data.length + 1} aria-label={t('quarantine.reasons')}>
        <ColumnHeads names={columns} />
        <Tbody>
          {[...data]
            .sort((a, b) => b.events - a.events)
            .map(({ reason, events, newestAt }) => (
              <Tr key={reason}>
                <Td maxWidth="72rem" style={{ whiteSpace: 'normal' }}>
                  <Box>
                    <Link tag={RouterLink} to={eventsPath('quarantine', { reason })}>
                      {named('quarantine.reason', reason, humanise(reason))}
                    </Link>
                  </Box>
                  <Typography variant="pi" textColor="neutral600">
                    {named('quarantine.advice', reason, '')}
                  </Typography>
                </Td>
                <Td>
                  <Typography>{format.integer(events)}</Typography>
                </Td>
                <Td>
                  <Typography>
                    <TimeAgo instant={newestAt} />
                  </Typography>
                </Td>
              </Tr>
            ))}
        </Tbody>
      </CardTable>
    </Card>
  );
};
