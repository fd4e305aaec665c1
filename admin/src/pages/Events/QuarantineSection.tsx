import { useState } from 'react';
import { Box, Typography } from '@strapi/design-system';
import { Pagination } from '@strapi/strapi/admin';

import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { useAllowed } from '../../hooks/useAllowed';
import { useQuarantine, useQuarantineReasons } from '../../hooks/useQuarantine';
import { useText } from '../../text/useText';

import { Decisions } from './Decisions';
import { QuarantineFilters } from './QuarantineFilters';
import { QuarantineTable } from './QuarantineTable';
import { WaitingReasons } from './WaitingReasons';
import { SectionBody } from './SectionBody';
import { useQuarantineQuery } from './useQuarantineQuery';

/** What could not be accepted and waits until somebody decides. It has a right of its own. */
export const QuarantineSection = () => {
  const { t } = useText();
  const { canQuarantine, isLoading } = useAllowed();
  if (isLoading) {
    return (
      <SectionBody>
        <Skeleton heights={['16rem', '40rem']} />
      </SectionBody>
    );
  }
  return <SectionBody>{canQuarantine ? <Quarantine /> : <Empty>{t('quarantine.forbidden')}</Empty>}</SectionBody>;
};

const Quarantine = () => {
  const { t } = useText();
  const reasons = useQuarantineReasons();
  if (reasons.isPending) return <Skeleton heights={['16rem', '40rem']} />;
  if (reasons.isError) return <LoadFailed error={reasons.error} onRetry={() => void reasons.refetch()} />;
  if (reasons.data.meta.events === 0) return <Empty>{t('quarantine.none')}</Empty>;
  return (
    <>
      <WaitingReasons answer={reasons.data} />
      <Waiting />
    </>
  );
};

/** The list, its filter, and what to do with what fits it. */
const Waiting = () => {
  const { t } = useText();
  const { query, change } = useQuarantineQuery();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const waiting = useQuarantine(query);
  const rows = waiting.data?.data ?? [];
  // What is no longer in sight is no longer meant.
  const chosen = rows.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  return (
    <Card title={t('quarantine.list')} subtitle={t('quarantine.list.subtitle')}>
      <QuarantineFilters
        key={`${query.documentId} ${query.url} ${query.from} ${query.to}`}
        filter={query}
        onChange={change}
      />
      {waiting.isPending ? (
        <Skeleton heights={['32rem']} />
      ) : waiting.isError ? (
        <LoadFailed error={waiting.error} onRetry={() => void waiting.refetch()} />
      ) : (
        <Box aria-busy={waiting.isPlaceholderData}>
          <Decisions
            chosen={chosen}
            filter={query}
            total={waiting.data.meta.pagination.total}
            onDone={() => setSelected(new Set())}
          />
          {rows.length === 0 ? (
            <Typography textColor="neutral600">{t('quarantine.none-fit')}</Typography>
          ) : (
            <QuarantineTable events={rows} selected={new Set(chosen)} onSelect={setSelected} />
          )}
          <Pagination.Root
            pageCount={waiting.data.meta.pagination.pageCount}
            total={waiting.data.meta.pagination.total}
            defaultPageSize={query.pageSize}
          >
            <Pagination.PageSize />
            <Pagination.Links />
          </Pagination.Root>
        </Box>
      )}
    </Card>
  );
};
