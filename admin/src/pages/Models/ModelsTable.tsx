import { Box, Flex, Link, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
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

interface ModelsTableProps {
  readonly models: readonly ModelSummary[];
  readonly canPromote: boolean;
}

/** Versions with what they reached beside the simple guess, and what can be done with each. */
export const ModelsTable = ({ models, canPromote }: ModelsTableProps) => {
  const { t } = useText();
  const live = models.find(({ status }) => status === 'live');
  const hasActions = canPromote && models.some(({ status }) => status !== 'live');
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
          <ModelRow key={model.id} model={model} live={live} hasActions={hasActions} />
        ))}
      </Tbody>
    </Table>
  );
};

interface ModelRowProps {
  readonly model: ModelSummary;
  readonly live: ModelSummary | undefined;
  readonly hasActions: boolean;
}

const ModelRow = ({ model, live, hasActions }: ModelRowProps) => {
  const text = useText();
  const format = useFormat();
  const decision = useDecision();
  const { t, named } = text;
  return (
    <Tr>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          <Link tag={RouterLink} to={`/plugins/${PLUGIN_ID}/models/${model.id}`}>
            {model.modelVersion}
          </Link>
          <Typography variant="pi" textColor="neutral600">
            {named('model.algorithm', model.algorithm, model.algorithm)}
          </Typography>
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
