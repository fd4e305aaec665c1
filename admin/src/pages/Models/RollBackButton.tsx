import type { ModelKind, ModelSummary } from '../../../../server/src/contracts/admin';
import { ConfirmButton } from '../../components/ConfirmButton';
import { useFeedback } from '../../hooks/useFeedback';
import { useRollBackModel } from '../../hooks/useModels';
import { useText } from '../../text/useText';

/** Where rolling back leads, as the server has it: the newest version below the live one that was live and has its bytes. */
export const previousVersion = (models: readonly ModelSummary[]): ModelSummary | undefined => {
  const below = models.find(({ status }) => status === 'live')?.versionNumber ?? Infinity;
  return models
    .filter(
      ({ status, versionNumber, promotedAt, artifactBytes }) =>
        status === 'retired' && versionNumber < below && promotedAt !== null && artifactBytes > 0
    )
    .sort((a, b) => b.versionNumber - a.versionNumber)[0];
};

interface RollBackButtonProps {
  readonly kind: ModelKind;
  readonly models: readonly ModelSummary[];
}

export const RollBackButton = ({ kind, models }: RollBackButtonProps) => {
  const { t } = useText();
  const rollBack = useRollBackModel();
  const feedback = useFeedback();
  const live = models.find(({ status }) => status === 'live');
  const previous = previousVersion(models);
  if (!live || !previous) return null;
  return (
    <ConfirmButton
      label={t('roll-back')}
      variant="tertiary"
      danger
      title={t('roll-back.title')}
      consequence={t('roll-back.consequence', { live: live.modelVersion, previous: previous.modelVersion })}
      onConfirm={() => rollBack.mutateAsync(kind, feedback(t('roll-back.done')))}
    />
  );
};
