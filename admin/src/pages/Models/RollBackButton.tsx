import type { ModelKind, ModelSummary } from '../../../../server/src/contracts/admin';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useFeedback } from '../../hooks/useFeedback';
import { useRollBackModel } from '../../hooks/useModels';
import { useText } from '../../text/useText';

interface RollBackButtonProps {
  readonly kind: ModelKind;
  readonly models: readonly ModelSummary[];
}

export const RollBackButton = ({ kind, models }: RollBackButtonProps) => {
  const { t } = useText();
  const rollBack = useRollBackModel();
  const feedback = useFeedback();
  const live = models.find(({ alias }) => alias === 'live');
  const previous = models.find(({ alias }) => alias === 'previous');
  if (!live || !previous) return null;
  return (
    <ReasonDialog
      label={t('roll-back')}
      variant="tertiary"
      danger
      title={t('roll-back.title')}
      consequence={t('roll-back.consequence', { live: live.modelVersion, previous: previous.modelVersion })}
      onConfirm={(reason) => rollBack.mutateAsync({ kind, reason }, feedback(t('roll-back.done')))}
    />
  );
};
