import type { ModelKind, ModelSummary } from '../../../../server/src/contracts/admin';
import { ConfirmButton } from '../../components/ConfirmButton';
import { useFeedback } from '../../hooks/useFeedback';
import { useRollBackModel } from '../../hooks/useModels';
import { useText } from '../../text/useText';

/** The version that was live before the live one: retired, with its bytes, promoted last. */
export const previousVersion = (models: readonly ModelSummary[]): ModelSummary | undefined =>
  models
    .filter(({ status, promotedAt }) => status === 'retired' && promotedAt !== null)
    .sort((a, b) => (b.retiredAt ?? '').localeCompare(a.retiredAt ?? ''))[0];

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
  if (!live) return null;
  return (
    <ConfirmButton
      label={t('roll-back')}
      variant="tertiary"
      danger
      title={t('roll-back.title')}
      consequence={t('roll-back.consequence', { live: live.modelVersion, previous: previous?.modelVersion ?? '' })}
      disabled={!previous}
      onConfirm={() => rollBack.mutateAsync(kind, feedback(t('roll-back.done')))}
    />
  );
};
