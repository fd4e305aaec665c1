import { Box, Button, Flex, ProgressBar, Tbody, Td, Tr, Typography } from '@strapi/design-system';

import type { ErasureSummary } from '../../../../server/src/contracts/visitors';
import { CardTable } from '../../components/CardTable';
import { ColumnHeads } from '../../components/ColumnHeads';
import { Skeleton } from '../../components/Skeleton';
import { TimeAgo } from '../../components/TimeAgo';
import { useErrorText } from '../../hooks/useErrorText';
import { useFormat } from '../../format/useFormat';
import { useErasures } from '../../hooks/useVisitors';
import { useText } from '../../text/useText';

/** Who was erased lately, without saying who: when, how many events, and how far it is. Nothing while nobody was. */
export const ErasureList = () => {
  const { t } = useText();
  const errorText = useErrorText();
  const erasures = useErasures();
  if (erasures.isPending) return <Skeleton heights={['4rem']} />;
  if (erasures.isError) {
    return (
      <Flex role="alert" gap={4} wrap="wrap">
        <Typography textColor="danger600">{t('load-failed', { message: errorText(erasures.error) })}</Typography>
        <Button variant="tertiary" onClick={() => void erasures.refetch()}>
          {t('retry')}
        </Button>
      </Flex>
    );
  }
  if (erasures.data.length === 0) return <Typography textColor="neutral600">{t('visitors.never')}</Typography>;
  const columns = [t('visitors.column.asked'), t('visitors.column.result')];
  return (
    <CardTable colCount={columns.length} rowCount={erasures.data.length + 1} aria-label={t('visitors.latest')}>
      <ColumnHeads names={columns} />
      <Tbody>
        {erasures.data.map((erasure) => (
          <Tr key={erasure.id}>
            <Td>
              <Typography textColor="neutral800" style={{ whiteSpace: 'nowrap' }}>
                <TimeAgo instant={erasure.requestedAt} />
              </Typography>
            </Td>
            <Td>
              <Result erasure={erasure} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </CardTable>
  );
};

const Result = ({ erasure }: { erasure: ErasureSummary }) => {
  const { t } = useText();
  const said = useResultSentence(erasure);
  const { status, events, found } = erasure;
  const share = events / found;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography
        textColor="neutral800"
        style={{ whiteSpace: 'normal' }}
        role={status === 'done' ? undefined : 'status'}
      >
        {said}
      </Typography>
      {status === 'running' && events < found ? (
        <Box maxWidth="24rem">
          <ProgressBar value={Math.round(100 * share)} aria-label={t('visitors.share', { share })} />
        </Box>
      ) : null}
    </Flex>
  );
};

function useResultSentence({ status, events, found, quarantined, erasedUntil }: ErasureSummary): string {
  const { t } = useText();
  const format = useFormat();
  switch (status) {
    case 'queued':
      return t('visitors.queued');
    case 'interrupted':
      return t('visitors.interrupted');
    case 'running':
      return events < found ? t('visitors.deleting', { events, found }) : t('visitors.counting');
    case 'done':
      return t('visitors.done', { events: events + quarantined, until: format.dateTime(erasedUntil ?? '') });
  }
}
