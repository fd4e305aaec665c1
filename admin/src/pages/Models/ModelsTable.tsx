import { Box, Checkbox, Flex, Link, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import { ColumnHeads } from '../../components/ColumnHeads';
import type { ModelSummary } from '../../../../server/src/contracts/admin';
import { useDecision } from '../../components/Decision';
import { TimeAgo } from '../../components/TimeAgo';
import { headlineSentence } from '../../format/headline';
import { useFormat } from '../../format/useFormat';
import { PLUGIN_ID } from '../../pluginId';
import { useText } from '../../text/useText';

import { ModelBadge } from './ModelBadge';
import { PromoteButton } from './PromoteButton';
import { MOST_PICKED, usePicked } from './usePicked';

interface ModelsTableProps {
  readonly models: readonly ModelSummary[];
  readonly canPromote: boolean;
}

/** Versions with what they reached beside the simple guess, and what can be done with each. */
export const ModelsTable = ({ models, canPromote }: ModelsTableProps) => {
  const { t } = useText();
  const live = models.find(({ status }) => status === 'live');
  const hasActions = canPromote && models.some(({ status }) => status !== 'live');
  // Only rankers are judged on rows that two of them can share.
  const canCompare = models.filter(({ kind }) => kind === 'ranker').length > 1;
  const columns = [
    t('column.version'),
    t('column.status'),
    t('column.trained'),
    t('column.quality'),
    t('column.decision'),
    ...(hasActions ? [t('column.actions')] : []),
  ];
  return (
    <Table colCount={columns.length} rowCount={models.length + 1} aria-label={t('models.title')}>
      <ColumnHeads names={columns} />
      <Tbody>
        {models.map((model) => (
          <ModelRow key={model.id} model={model} live={live} hasActions={hasActions} canCompare={canCompare} />
        ))}
      </Tbody>
    </Table>
  );
};

/** Picks a version for comparison; a third can't be picked. */
const PickBox = ({ version }: { version: string }) => {
  const { t } = useText();
  const { picked, toggle } = usePicked();
  const isPicked = picked.includes(version);
  return (
    <Checkbox
      aria-label={t('compare.choose', { version })}
      checked={isPicked}
      disabled={!isPicked && picked.length >= MOST_PICKED}
      onCheckedChange={() => toggle(version)}
    />
  );
};

interface ModelRowProps {
  readonly model: ModelSummary;
  readonly live: ModelSummary | undefined;
  readonly hasActions: boolean;
  readonly canCompare: boolean;
}

const ModelRow = ({ model, live, hasActions, canCompare }: ModelRowProps) => {
  const text = useText();
  const format = useFormat();
  const decision = useDecision();
  const { t, named } = text;
  return (
    <Tr>
      <Td>
        <Flex gap={3}>
          {canCompare ? <PickBox version={model.modelVersion} /> : null}
          <Flex direction="column" alignItems="flex-start">
            <Link tag={RouterLink} to={`/plugins/${PLUGIN_ID}/models/${model.id}`}>
              {model.modelVersion}
            </Link>
            <Typography variant="pi" textColor="neutral600">
              {named('model.algorithm', model.algorithm, model.algorithm)}
            </Typography>
          </Flex>
        </Flex>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <ModelBadge status={model.status} />
          {model.alias === 'previous' ? (
            <Typography variant="pi" textColor="neutral600">
              {t('models.previous')}
            </Typography>
          ) : null}
        </Flex>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          <Typography>
            <TimeAgo instant={model.trainedAt} />
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {t('models.articles', { count: model.articles })}
          </Typography>
        </Flex>
      </Td>
      <Td style={{ whiteSpace: 'normal' }}>
        <Box maxWidth="26rem" paddingTop={2} paddingBottom={2}>
          <Typography>
            {headlineSentence(model.kind, model.headline, text, format) ?? t('learned.no-comparison')}
          </Typography>
          {model.headline ? (
            <Typography tag="p" variant="pi" textColor="neutral600">
              {t('models.headline', {
                metric: named('metric', model.headline.metric, model.headline.metric),
                model: format.decimal(model.headline.model, 3),
                baseline: format.decimal(model.headline.baseline, 3),
              })}
            </Typography>
          ) : null}
        </Box>
      </Td>
      <Td style={{ whiteSpace: 'normal' }}>
        <Box maxWidth="30rem">
          <Typography textColor="neutral600">{decision(model)}</Typography>
        </Box>
      </Td>
      {hasActions ? <Td>{model.status === 'live' ? null : <PromoteButton model={model} live={live} />}</Td> : null}
    </Tr>
  );
};
