import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Pagination } from '@strapi/strapi/admin';

import { Empty } from '../../components/Empty';
import { LoadFailed } from '../../components/LoadFailed';
import { PageFrame } from '../../components/PageFrame';
import { Skeleton } from '../../components/Skeleton';
import { type JournalQuery, useJournal, useProcesses } from '../../hooks/useJournal';
import { useText } from '../../text/useText';

import { ActivityTable } from './ActivityTable';
import { ProcessesCard } from './ProcessesCard';
import { KINDS, useActivityQuery } from './useActivityQuery';

/** Who changed what, and what happened. The kind and the page live in the URL. */
export const ActivityPage = () => {
  const { t } = useText();
  const { query, show } = useActivityQuery();
  const processes = useProcesses();
  const living = processes.data ?? [];
  return (
    <PageFrame title={t('activity.title')} subtitle={t('activity.subtitle')}>
      <Flex>
        <KindFilter kind={query.kind} onChange={show} />
      </Flex>
      <Entries query={query} living={living} />
      {living.length > 1 ? <ProcessesCard processes={living} /> : null}
    </PageFrame>
  );
};

const KindFilter = ({ kind, onChange }: { kind: JournalQuery['kind']; onChange: (kind: string) => void }) => {
  const { t, named } = useText();
  return (
    <Box width="32rem">
      <SingleSelect
        size="S"
        aria-label={t('activity.filter')}
        placeholder={t('activity.everything')}
        value={kind || null}
        onChange={(value) => onChange(String(value))}
        onClear={() => onChange('')}
        clearLabel={t('activity.everything')}
      >
        {KINDS.map((each) => (
          <SingleSelectOption key={each} value={each}>
            {named('activity.kind', each, each)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
};

interface EntriesProps {
  readonly query: JournalQuery;
  readonly living: Parameters<typeof ProcessesCard>[0]['processes'];
}

const Entries = ({ query, living }: EntriesProps) => {
  const { t } = useText();
  const journal = useJournal(query);
  if (journal.isPending) return <Skeleton heights={['48rem']} />;
  if (journal.isError) return <LoadFailed error={journal.error} onRetry={() => void journal.refetch()} />;
  const { data: entries, meta } = journal.data;
  if (meta.pagination.total === 0) return <Empty>{t(query.kind ? 'activity.none-of-kind' : 'activity.none')}</Empty>;
  return (
    <Box aria-busy={journal.isPlaceholderData}>
      <ActivityTable entries={entries} living={living} />
      <Pagination.Root
        pageCount={meta.pagination.pageCount}
        total={meta.pagination.total}
        defaultPageSize={query.pageSize}
      >
        <Pagination.PageSize />
        <Pagination.Links />
      </Pagination.Root>
      <Typography variant="pi" textColor="neutral600">
        {t('activity.count', { count: meta.pagination.total })}
      </Typography>
    </Box>
  );
};
