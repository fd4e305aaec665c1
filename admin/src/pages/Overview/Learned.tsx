import { Box, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { ModelKind, ModelSummary, Overview } from '../../../../server/src/contracts/admin';
import { TimeAgo } from '../../components/TimeAgo';
import { headlineSentence } from '../../format/headline';
import { useFormat } from '../../format/useFormat';
import { PLUGIN_ID } from '../../pluginId';
import { useText } from '../../text/useText';

/** What it has learned: per question, which version answers since when and how much better than the simple guess. */
export const Learned = ({ models, totals }: Pick<Overview, 'models' | 'totals'>) => {
  const { t } = useText();
  return (
    <Box tag="section" aria-labelledby="foresight-learned">
      <Box paddingBottom={4}>
        <Typography id="foresight-learned" tag="h2" variant="delta">
          {t('learned.title')}
        </Typography>
      </Box>
      <Grid.Root gap={6}>
        {models.map(({ kind, live }) => (
          <Grid.Item key={kind} col={4} m={4} s={12} xs={12} alignItems="stretch">
            <LearnedCard kind={kind} live={live} totals={totals} />
          </Grid.Item>
        ))}
      </Grid.Root>
    </Box>
  );
};

interface LearnedCardProps {
  readonly kind: ModelKind;
  readonly live: ModelSummary | null;
  readonly totals: Overview['totals'];
}

const LearnedCard = ({ kind, live, totals }: LearnedCardProps) => {
  const text = useText();
  const { t, named } = text;
  const format = useFormat();
  const missing = Math.max(0, totals.neededLabels - totals.closedLabels);
  return (
    <Flex
      direction="column"
      alignItems="flex-start"
      gap={2}
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      padding={6}
      width="100%"
    >
      <Typography tag="h3" variant="omega" fontWeight="bold">
        {named('model.question', kind, kind)}
      </Typography>
      {live ? (
        <>
          <Typography>{headlineSentence(kind, live.headline, text, format) ?? t('learned.no-comparison')}</Typography>
          <Typography variant="pi" textColor="neutral600">
            {text.parts('learned.live', {
              version: (
                <Link tag={RouterLink} to={`/plugins/${PLUGIN_ID}/models/${live.id}`}>
                  {live.modelVersion}
                </Link>
              ),
              when: <TimeAgo instant={live.promotedAt ?? live.trainedAt} />,
            })}
          </Typography>
        </>
      ) : (
        <Typography textColor="neutral600">
          {missing > 0 ? t('learned.missing', { missing }) : t('learned.not-yet')}
        </Typography>
      )}
    </Flex>
  );
};
