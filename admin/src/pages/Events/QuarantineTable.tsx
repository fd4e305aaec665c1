import { Fragment, useState } from 'react';
import { Box, Checkbox, Flex, IconButton, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';

import type { QuarantinedEvent } from '../../../../server/src/contracts/admin';
import { CardTable } from '../../components/CardTable';
import { FactList } from '../../components/FactList';
import { TimeAgo } from '../../components/TimeAgo';
import { humanise } from '../../format/humanise';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

interface QuarantineTableProps {
  readonly events: readonly QuarantinedEvent[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
}

const COLUMNS = 6;

/** What waits, the newest first; each row opens to what its sender was told. */
export const QuarantineTable = ({ events, selected, onSelect }: QuarantineTableProps) => {
  const { t } = useText();
  const [open, setOpen] = useState<string | null>(null);
  const all = events.every(({ id }) => selected.has(id));
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const names = [t('column.reason'), t('column.about'), t('column.event'), t('column.last')];
  return (
    <CardTable colCount={COLUMNS} rowCount={events.length + 1} aria-label={t('quarantine.list')}>
      <Thead>
        <Tr>
          <Th>
            <Checkbox
              aria-label={t('quarantine.select-all')}
              checked={all ? true : selected.size > 0 ? 'indeterminate' : false}
              onCheckedChange={() => onSelect(new Set(all ? [] : events.map(({ id }) => id)))}
            />
          </Th>
          {names.map((name) => (
            <Th key={name}>
              <Typography variant="sigma">{name}</Typography>
            </Th>
          ))}
          <Th>
            <Typography variant="sigma">{t('column.details')}</Typography>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {events.map((event) => (
          <Fragment key={event.id}>
            <Row
              event={event}
              checked={selected.has(event.id)}
              onToggle={() => toggle(event.id)}
              isOpen={open === event.id}
              onOpen={() => setOpen(open === event.id ? null : event.id)}
            />
            {open === event.id ? (
              <Tr>
                <Td colSpan={COLUMNS} style={{ whiteSpace: 'normal' }}>
                  <Details event={event} />
                </Td>
              </Tr>
            ) : null}
          </Fragment>
        ))}
      </Tbody>
    </CardTable>
  );
};

const aboutOf = ({ documentId, url, contentType }: QuarantinedEvent): string => url ?? documentId ?? contentType ?? '';

interface RowProps {
  readonly event: QuarantinedEvent;
  readonly checked: boolean;
  readonly onToggle: () => void;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

const Row = ({ event, checked, onToggle, isOpen, onOpen }: RowProps) => {
  const { t, named } = useText();
  const about = aboutOf(event) || t('none');
  return (
    <Tr>
      <Td>
        <Checkbox aria-label={t('quarantine.select', { about })} checked={checked} onCheckedChange={onToggle} />
      </Td>
      <Td maxWidth="32rem" style={{ whiteSpace: 'normal' }}>
        <Typography>{named('quarantine.reason', event.reason, humanise(event.reason))}</Typography>
      </Td>
      <Td maxWidth="28rem">
        <Typography ellipsis title={about}>
          {about}
        </Typography>
      </Td>
      <Td>
        <Typography>{named('event', event.type, event.type)}</Typography>
      </Td>
      <Td>
        <Typography>
          <TimeAgo instant={event.lastAt} />
        </Typography>
      </Td>
      <Td>
        <IconButton
          size="XS"
          variant="ghost"
          label={t('quarantine.details', { about })}
          aria-expanded={isOpen}
          onClick={onOpen}
        >
          {isOpen ? <CaretUp /> : <CaretDown />}
        </IconButton>
      </Td>
    </Tr>
  );
};

const Details = ({ event }: { event: QuarantinedEvent }) => {
  const { t, named } = useText();
  const format = useFormat();
  const { code, got, expected, contentType, documentId, locale, url, lane, occurredAt, firstAt, times } = event;
  return (
    <Box background="neutral100" hasRadius padding={5} marginBottom={3}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography>{named('quarantine.advice', event.reason, '')}</Typography>
        <FactList
          facts={[
            [t('quarantine.told'), named('error', code, humanise(code))],
            [
              t('quarantine.got'),
              <span key="got" lang="en">
                {got}
              </span>,
            ],
            [
              t('quarantine.expected'),
              <span key="expected" lang="en">
                {expected}
              </span>,
            ],
            [t('column.article'), documentId ?? t('none')],
            [t('column.type'), contentType ?? t('none')],
            [t('column.locale'), locale ?? t('none')],
            [t('quarantine.path'), url ?? t('none')],
            [t('quarantine.sender'), t(`quarantine.lane.${lane}`)],
            [t('quarantine.happened'), format.exactly(occurredAt)],
            [t('quarantine.first'), format.exactly(firstAt)],
            [t('column.times'), format.integer(times)],
          ]}
        />
      </Flex>
    </Box>
  );
};
