import { Box, Flex, ProgressBar, Typography } from '@strapi/design-system';

import type { Overview } from '../../../../server/src/contracts/admin';
import { Dot, type DotTone } from '../../components/Dot';
import { useText } from '../../text/useText';
import { useValues } from '../../text/useValues';

const TONE: Record<Overview['health']['status'], DotTone> = {
  healthy: 'success',
  learning: 'primary',
  degraded: 'danger',
  off: 'neutral',
};

/** One line for whoever wants to forget this plugin: all is well, or what isn't, and what to do. */
export const HealthLine = ({ health, totals }: Pick<Overview, 'health' | 'totals'>) => {
  const { t, named } = useText();
  const values = useValues(health.values);
  const status = named('health', health.status, health.status, values);
  const sentence = named('health', health.code, status, values);
  const advice = named('health-advice', health.code, named('health-advice', health.status, ''), values);
  const learning = health.status === 'learning' && totals.closedLabels < totals.neededLabels;
  const progress = t('overview.labels', { closed: totals.closedLabels, needed: totals.neededLabels });
  return (
    <Box
      tag="section"
      aria-label={t('overview.health')}
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      padding={6}
    >
      <Flex gap={3} alignItems="center" role="status">
        <Dot tone={TONE[health.status]} />
        <Typography variant="delta">{sentence}</Typography>
      </Flex>
      {advice ? (
        <Box paddingTop={2} paddingLeft={5}>
          <Typography textColor="neutral600">{advice}</Typography>
        </Box>
      ) : null}
      {learning ? (
        <Flex direction="column" alignItems="stretch" gap={2} paddingTop={4} paddingLeft={5}>
          <ProgressBar
            aria-label={progress}
            value={Math.round((100 * totals.closedLabels) / Math.max(1, totals.neededLabels))}
          />
          <Typography variant="pi" textColor="neutral600">
            {progress}
          </Typography>
        </Flex>
      ) : null}
    </Box>
  );
};
