import { Box, Flex, ProgressBar, Typography } from '@strapi/design-system';

import type { RunSummary } from '../../../server/src/contracts/admin';
import { useActiveRun } from '../hooks/useRuns';
import { humanise } from '../format/humanise';
import { useText } from '../text/useText';

import { TimeAgo } from './TimeAgo';

/** The steps of a run in their order; each gets its share of the bar. */
const STEPS = ['queued', 'reading', 'features', 'evaluating', 'fitting', 'text', 'registering', 'scoring', 'done'];

/** Share of the run that is done, 0-1: whole steps, and the part of the step that is under way. */
export const runShare = ({ progress }: Pick<RunSummary, 'progress'>): number => {
  if (!progress) return 0;
  const step = Math.max(0, STEPS.indexOf(progress.step));
  const within = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  return Math.min(1, (step + within) / (STEPS.length - 1));
};

/** What a run that is under way is doing. Nothing while none is. */
export const RunProgress = () => {
  const { t, named, parts } = useText();
  const run = useActiveRun();
  if (!run) return null;
  const step = run.progress?.step ?? run.status;
  const label = named('run.step', step, humanise(step));
  const share = runShare(run);
  return (
    <Box tag="section" aria-label={t('train.running')} background="neutral0" hasRadius shadow="tableShadow" padding={6}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" gap={4}>
          <Typography fontWeight="bold" role="status">
            {label}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {parts('train.since', { when: <TimeAgo instant={run.startedAt ?? run.queuedAt} /> })}
          </Typography>
        </Flex>
        <ProgressBar value={Math.round(100 * share)} aria-label={t('train.share', { share })} />
      </Flex>
    </Box>
  );
};
