import { Box, Flex, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { useSearchParams } from 'react-router-dom';

import { ColumnHeads } from '../../components/ColumnHeads';
import type { Overview, RunSummary } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { LoadFailed } from '../../components/LoadFailed';
import { Pager } from '../../components/Pager';
import { RunOutcomes, RunStatus } from '../../components/RunStatus';
import { Skeleton } from '../../components/Skeleton';
import { TimeAgo } from '../../components/TimeAgo';
import { useFormat } from '../../format/useFormat';
import { useRuns } from '../../hooks/useRuns';
import { useText } from '../../text/useText';

const PAGE_SIZE = 10;

/** Last run, next run, and every run before. The page number lives in the URL as `runs`. */
export const RunsCard = ({ lastRun, nextRun }: Pick<Overview, 'lastRun' | 'nextRun'>) => {
  const { t } = useText();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const page = Math.max(1, Number(search.get('runs')) || 1);
  const runs = useRuns(page, PAGE_SIZE);
  const onPage = (next: number) =>
    setSearch((before) => {
      before.set('runs', String(next));
      return before;
    });
  const next = nextRun ? t('runs.next', { when: format.dateTime(nextRun) }) : t('runs.no-next');
  const last = lastRun ? t('runs.last', { when: format.fromNow(lastRun.finishedAt ?? lastRun.queuedAt) }) : null;
  return (
    <Card title={t('runs.title')} subtitle={last ? t('runs.last-and-next', { last, next }) : next}>
      {runs.isPending ? (
        <Skeleton heights={['16rem']} />
      ) : runs.isError ? (
        <LoadFailed error={runs.error} onRetry={() => void runs.refetch()} />
      ) : runs.data.data.length === 0 ? (
        <Typography textColor="neutral600">{t('runs.none')}</Typography>
      ) : (
        <>
          <RunsTable runs={runs.data.data} />
          <Pager page={page} pageCount={runs.data.meta.pagination.pageCount} onPage={onPage} />
        </>
      )}
    </Card>
  );
};

const RunsTable = ({ runs }: { runs: readonly RunSummary[] }) => {
  const { t, named } = useText();
  const format = useFormat();
  const trigger = (run: RunSummary) => named('run.trigger', run.trigger, run.trigger);
  const columns = [t('column.run'), t('column.status'), t('column.duration'), t('column.rows'), t('column.outcome')];
  return (
    <CardTable colCount={columns.length} rowCount={runs.length + 1} aria-label={t('runs.title')}>
      <ColumnHeads names={columns} />
      <Tbody>
        {runs.map((run) => (
          <Tr key={run.runId}>
            <Td>
              <Flex direction="column" alignItems="flex-start">
                <Typography>
                  <TimeAgo instant={run.startedAt ?? run.queuedAt} />
                </Typography>
                <Typography variant="pi" textColor="neutral600">
                  {run.requestedBy ? t('run.by', { trigger: trigger(run), person: run.requestedBy }) : trigger(run)}
                </Typography>
              </Flex>
            </Td>
            <Td>
              <RunStatus run={run} />
            </Td>
            <Td>
              <Typography>{format.duration(run.durationMs)}</Typography>
            </Td>
            <Td>
              <Typography>{run.rows === null ? t('none') : format.integer(run.rows)}</Typography>
            </Td>
            <Td style={{ whiteSpace: 'normal' }}>
              <Box maxWidth="48rem" paddingTop={2} paddingBottom={2}>
                <RunOutcomes run={run} />
              </Box>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </CardTable>
  );
};
