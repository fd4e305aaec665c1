import { Box, Flex, Typography } from '@strapi/design-system';

import type { ModelKind } from '../../../../server/src/contracts/admin';
import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { useAllowed } from '../../hooks/useAllowed';
import { useModels } from '../../hooks/useModels';
import { useText } from '../../text/useText';

import { ComparePanel } from './ComparePanel';
import { ModelsTable } from './ModelsTable';
import { NotYet } from './NotYet';
import { RollBackButton } from './RollBackButton';

/** All versions of one kind in their four states, and the way back. */
export const ModelKindPanel = ({ kind }: { kind: ModelKind }) => {
  const { named } = useText();
  const { canPromote } = useAllowed();
  const models = useModels(kind);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingTop={6}>
      <Flex justifyContent="space-between" alignItems="center" gap={4} minHeight="3.2rem">
        <Typography textColor="neutral600">{named('model.question', kind, kind)}</Typography>
        {canPromote && models.data ? <RollBackButton kind={kind} models={models.data} /> : null}
      </Flex>
      {models.isPending ? (
        <Skeleton heights={['24rem']} />
      ) : models.isError ? (
        <LoadFailed error={models.error} onRetry={() => void models.refetch()} />
      ) : models.data.length === 0 ? (
        <NotYet kind={kind} />
      ) : (
        <>
          {kind === 'ranker' ? <ComparePanel /> : null}
          <Box>
            <ModelsTable models={models.data} canPromote={canPromote} />
          </Box>
        </>
      )}
    </Flex>
  );
};
