import { Badge, Flex, Typography, type BadgeProps } from '@strapi/design-system';

import type { RunSummary } from '../../../server/src/contracts/admin';
import { FindingIcon } from '../findings/FindingIcon';
import { findingSentence } from '../findings/findingSentence';
import { findingsOfRun } from '../findings/findingsOfRun';
import { TrainDespite } from '../findings/TrainDespite';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { useDecision } from './Decision';
import { DangerBadge, WarningBadge } from './LegibleBadge';

const VARIANT: Record<Exclude<RunSummary['status'], 'interrupted' | 'failed'>, NonNullable<BadgeProps['variant']>> = {
  queued: 'neutral',
  running: 'primary',
  succeeded: 'success',
  skipped: 'neutral',
};

export const RunStatus = ({ run }: { run: RunSummary }) => {
  const { t, named } = useText();
  const status = named('run.status', run.status, run.status);
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {run.status === 'interrupted' ? (
        <WarningBadge>{status}</WarningBadge>
      ) : run.status === 'failed' ? (
        <DangerBadge>{status}</DangerBadge>
      ) : (
        <Badge variant={VARIANT[run.status]}>{status}</Badge>
      )}
      {run.attempts > 1 ? (
        <Typography variant="pi" textColor="neutral600">
          {t('run.taken-over', { count: run.attempts - 1 })}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** The error that ended a run: in words, and as the server's log has it. */
const RunFailure = ({ code, message }: NonNullable<RunSummary['error']>) => {
  const { t, named } = useText();
  const sentence = named('error', code, '');
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      {sentence ? <Typography textColor="danger600">{sentence}</Typography> : null}
      <Typography variant="pi" textColor={sentence ? 'neutral600' : 'danger600'} lang="en">
        {t('run.error', { code, message })}
      </Typography>
    </Flex>
  );
};

/** What in the data ended a run, and the way past it. */
const BlockedBy = ({ run }: { run: RunSummary }) => {
  const text = useText();
  const format = useFormat();
  const blocking = findingsOfRun(run).filter(({ severity }) => severity === 'blocking');
  if (blocking.length === 0) return null;
  return (
    <>
      <Flex tag="ul" aria-label={text.t('run.findings')} direction="column" alignItems="flex-start" gap={1}>
        {blocking.map((finding, position) => (
          <Flex tag="li" key={`${finding.code}-${position}`} gap={2} alignItems="flex-start">
            <FindingIcon severity={finding.severity} />
            <Typography variant="pi">{findingSentence(finding, text, format)}</Typography>
          </Flex>
        ))}
      </Flex>
      <TrainDespite run={run} />
    </>
  );
};

/** What became of each kind, or the error that ended the run. */
export const RunOutcomes = ({ run }: { run: RunSummary }) => {
  const { t, named } = useText();
  const decision = useDecision();
  if (run.error) {
    return (
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <RunFailure {...run.error} />
        <BlockedBy run={run} />
      </Flex>
    );
  }
  if (run.outcomes.length === 0) return <Typography textColor="neutral600">{t('none')}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="flex-start" gap={1}>
      {run.outcomes.map((outcome) => (
        <Typography tag="li" key={outcome.kind} variant="pi">
          <Typography variant="pi" fontWeight="bold">
            {outcome.modelVersion ?? named('model.kind', outcome.kind, outcome.kind)}
          </Typography>{' '}
          {decision(outcome)}
        </Typography>
      ))}
    </Flex>
  );
};
