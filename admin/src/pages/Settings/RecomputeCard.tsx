import { useState } from 'react';
import { Box, Field, Flex, ProgressBar, TextInput, Typography } from '@strapi/design-system';

import type { Recompute } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { ConfirmButton } from '../../components/ConfirmButton';
import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { useFormat } from '../../format/useFormat';
import { useFeedback } from '../../hooks/useFeedback';
import { isCounting, useRecompute, useStartRecompute } from '../../hooks/useRecompute';
import { useText } from '../../text/useText';

/** Counts a stretch of time again from raw events: what it does, how it goes, and how to ask for it. */
export const RecomputeCard = () => {
  const { t } = useText();
  const recompute = useRecompute();
  return (
    <Card title={t('recompute.title')} subtitle={t('recompute.subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        {recompute.isPending ? (
          <Skeleton heights={['6rem']} />
        ) : recompute.isError ? (
          <LoadFailed error={recompute.error} onRetry={() => void recompute.refetch()} />
        ) : (
          <>
            <Latest latest={recompute.data} />
            <AskForIt busy={isCounting(recompute.data)} />
          </>
        )}
      </Flex>
    </Card>
  );
};

const Latest = ({ latest }: { latest: Recompute | null }) => {
  const { t } = useText();
  const format = useFormat();
  if (latest === null) return <Typography textColor="neutral600">{t('recompute.never')}</Typography>;
  const { from, to, status, requestedBy, markedHours, waitingHours } = latest;
  const done = Math.max(0, markedHours - waitingHours);
  const said = t(`recompute.status.${status}`, {
    from: format.dateTime(from),
    to: format.dateTime(to),
    by: requestedBy,
    hours: markedHours,
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography role="status">{said}</Typography>
      {isCounting(latest) ? (
        <Flex gap={4}>
          <Box width="24rem">
            <ProgressBar
              value={Math.round((100 * done) / Math.max(1, markedHours))}
              aria-label={t('recompute.waiting', { count: waitingHours })}
            />
          </Box>
          <Typography variant="pi" textColor="neutral600">
            {t('recompute.waiting', { count: waitingHours })}
          </Typography>
        </Flex>
      ) : null}
    </Flex>
  );
};

/** A day's first instant, so many days later, in the reader's zone; null for what is no day. */
const instantOf = (day: string, later = 0): string | null => {
  const at = new Date(`${day}T00:00:00`);
  if (day === '' || Number.isNaN(at.getTime())) return null;
  at.setDate(at.getDate() + later);
  return at.toISOString();
};

const AskForIt = ({ busy }: { busy: boolean }) => {
  const { t } = useText();
  const format = useFormat();
  const [days, setDays] = useState({ from: '', to: '' });
  const start = useStartRecompute();
  const feedback = useFeedback();
  const [from, to] = [instantOf(days.from), instantOf(days.to, 1)];
  const window = from !== null && to !== null && from < to ? { from, to } : null;
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-end">
      {(['from', 'to'] as const).map((name) => (
        <Field.Root key={name} name={`recompute-${name}`} width="18rem">
          <Field.Label>{t(name === 'from' ? 'from' : 'until')}</Field.Label>
          <TextInput
            size="S"
            type="date"
            value={days[name]}
            onChange={(event: { target: { value: string } }) => setDays({ ...days, [name]: event.target.value })}
          />
        </Field.Root>
      ))}
      <ConfirmButton
        label={t('recompute.start')}
        disabled={busy || window === null}
        title={t('recompute.ask')}
        consequence={
          window === null
            ? ''
            : t('recompute.consequence', { from: format.dateTime(window.from), to: format.dateTime(window.to) })
        }
        onConfirm={async () => {
          if (window !== null) await start.mutateAsync(window, feedback(t('recompute.started')));
        }}
      />
    </Flex>
  );
};
