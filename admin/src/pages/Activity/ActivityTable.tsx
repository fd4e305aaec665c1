import { Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';

import type { JournalEntry, LiveProcess } from '../../../../server/src/contracts/admin';
import { ColumnHeads } from '../../components/ColumnHeads';
import { TimeAgo } from '../../components/TimeAgo';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

import { journalSentence, reasonGiven, serverWords } from './journalSentence';
import { Lasted } from './Lasted';
import { LevelIcon } from './LevelIcon';

interface ActivityTableProps {
  readonly entries: readonly JournalEntry[];
  readonly living: readonly LiveProcess[];
}

/** Newest first: what happened, through whom, when, and how long it lasted. */
export const ActivityTable = ({ entries, living }: ActivityTableProps) => {
  const { t } = useText();
  const columns = [t('column.what'), t('column.by'), t('column.when'), t('column.lasted')];
  return (
    <Table colCount={columns.length} rowCount={entries.length + 1} aria-label={t('activity.title')}>
      <ColumnHeads names={columns} />
      <Tbody>
        {entries.map((entry) => (
          <ActivityRow key={entry.id} entry={entry} living={living} />
        ))}
      </Tbody>
    </Table>
  );
};

const ActivityRow = ({ entry, living }: { entry: JournalEntry; living: readonly LiveProcess[] }) => {
  const text = useText();
  const format = useFormat();
  const said = serverWords(entry);
  const why = reasonGiven(entry);
  return (
    <Tr>
      <Td minWidth="32rem" maxWidth="60rem" style={{ whiteSpace: 'normal' }}>
        <Flex gap={3} alignItems="flex-start" paddingTop={3} paddingBottom={3}>
          <LevelIcon kind={entry.kind} level={entry.level} />
          <Flex
            direction="column"
            alignItems="flex-start"
            justifyContent="center"
            gap={1}
            minHeight="3.2rem"
            style={{ overflowWrap: 'anywhere' }}
          >
            <Typography textColor="neutral800">{journalSentence(entry, text, format)}</Typography>
            {why === null ? null : (
              <Typography variant="pi" textColor="neutral600">
                {text.t('activity.reason', { why })}
              </Typography>
            )}
            {said === null ? null : (
              <Typography variant="pi" textColor="neutral600" lang="en">
                {said}
              </Typography>
            )}
          </Flex>
        </Flex>
      </Td>
      <Td maxWidth="30rem">
        <Typography ellipsis title={entry.actor ?? undefined} textColor={entry.actor ? 'neutral800' : 'neutral600'}>
          {entry.actor ?? text.t('activity.by-itself')}
        </Typography>
      </Td>
      <Td>
        <Typography>
          <TimeAgo instant={entry.at} />
        </Typography>
      </Td>
      <Td>
        <Lasted entry={entry} living={living} />
      </Td>
    </Tr>
  );
};
