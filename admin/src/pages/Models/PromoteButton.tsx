import type { ModelSummary } from '../../../../server/src/contracts/admin';
import { ConfirmButton } from '../../components/ConfirmButton';
import { useFeedback } from '../../hooks/useFeedback';
import { usePromoteModel } from '../../hooks/useModels';
import { useText } from '../../text/useText';

interface PromoteButtonProps {
  readonly model: ModelSummary;
  readonly live: ModelSummary | undefined;
}

/** Makes a version answer. A version without bytes can't. */
export const PromoteButton = ({ model, live }: PromoteButtonProps) => {
  const { t } = useText();
  const promote = usePromoteModel();
  const feedback = useFeedback();
  const version = model.modelVersion;
  return (
    <ConfirmButton
      label={t('promote')}
      title={t('promote.title', { version })}
      consequence={live ? t('promote.replaces', { version, live: live.modelVersion }) : t('promote.first', { version })}
      disabled={model.status === 'bytes-missing'}
      onConfirm={() => promote.mutateAsync(model.id, feedback(t('promote.done', { version })))}
    />
  );
};
