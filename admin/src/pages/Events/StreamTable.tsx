import { Badge, Flex, IconButton, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { ChartCircle, Filter } from '@strapi/icons';
import { Link as RouterLink } from 'react-router-dom';

import type { StreamedEvent } from '../../../../server/src/contracts/events-page';
import { ColumnHeads } from '../../components/ColumnHeads';
import { EntryLink } from '../../components/EntryLink';
import { WarningBadge } from '../../components/LegibleBadge';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';
import { readersPath } from '../Readers/readersPath';

import { eventDetail } from './eventDetail';

interface StreamTableProps {
  readonly events: readonly StreamedEvent[];
  /** Shows one article's events alone; null where that is the case already. */
  readonly onOnly: ((event: StreamedEvent) => void) | null;
}

/** Newest first: when, what, of which article, how its reader came, and what else it says. */
export const StreamTable = ({ events, onOnly }: StreamTableProps) => {
  const { t } = useText();
  const columns = [t('column.when'), t('column.event'), t('column.article'), t('column.came-from'), t('column.says')];
  return (
    <Table colCount={columns.length} rowCount={events.length + 1} aria-label={t('live.title')}>
      <ColumnHeads names={columns} />
      <Tbody>
        {events.map((event) => (
          <StreamRow key={event.id} event={event} onOnly={onOnly} />
        ))}
      </Tbody>
    </Table>
  );
};

const StreamRow = ({ event, onOnly }: { event: StreamedEvent } & Pick<StreamTableProps, 'onOnly'>) => {
  const text = useText();
  const { t, named } = text;
  const format = useFormat();
  const title = event.title || event.documentId;
  return (
    <Tr>
      <Td minWidth="12rem">
        <Typography>
          <time dateTime={event.receivedAt} title={format.exactly(event.receivedAt)}>
            {format.secondsAgo(event.receivedAt)}
          </time>
        </Typography>
      </Td>
      <Td>
        <Flex gap={2}>
          <Badge>{named('event', event.type, event.type)}</Badge>
          {event.robot ? <WarningBadge>{t('live.robot')}</WarningBadge> : null}
        </Flex>
      </Td>
      <Td minWidth="22rem" maxWidth="44rem" style={{ whiteSpace: 'normal' }}>
        <Flex gap={2} justifyContent="space-between">
          <Flex direction="column" alignItems="flex-start">
            <EntryLink entry={event} />
            {event.locale ? (
              <Typography variant="pi" textColor="neutral600">
                {event.locale}
              </Typography>
            ) : null}
          </Flex>
          <Flex gap={1}>
            {onOnly === null ? null : (
              <IconButton size="XS" variant="ghost" label={t('live.only', { title })} onClick={() => onOnly(event)}>
                <Filter />
              </IconButton>
            )}
            <IconButton
              tag={RouterLink}
              to={readersPath(event)}
              size="XS"
              variant="ghost"
              label={t('readers.open', { title })}
            >
              <ChartCircle />
            </IconButton>
          </Flex>
        </Flex>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          <Typography>{event.source === null ? t('none') : named('source', event.source, event.source)}</Typography>
          {event.device === null ? null : (
            <Typography variant="pi" textColor="neutral600">
              {named('device', event.device, event.device)}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td minWidth="20rem" style={{ whiteSpace: 'normal' }}>
        <Typography>{eventDetail(event, text, format) || t('none')}</Typography>
      </Td>
    </Tr>
  );
};
