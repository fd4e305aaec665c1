import type { ModelSummary } from '../../../../server/src/contracts/admin';
import { useDecision } from '../../components/Decision';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useFeedback } from '../../hooks/useFeedback';
import { usePromoteModel } from '../../hooks/useModels';
import { useText } from '../../text/useText';

interface PromoteButtonProps {
  readonly model: ModelSummary;
  readonly live: ModelSummary | undefined;
}

/** Whether the gate has spoken against it: of what was brought from elsewhere it has said nothing. */
const wasKeptBack = ({ status, decisionCode }: ModelSummary): boolean =>
  status === 'candidate' && decisionCode !== 'imported';

/** Makes a version answer. A version without bytes can't. */
export const PromoteButton = ({ model, live }: PromoteButtonProps) => {
  const { t } = useText();
  const promote = usePromoteModel();
  const feedback = useFeedback();
  const decision = useDecision();
  const version = model.modelVersion;
  return (
    <ReasonDialog
      label={t('promote')}
      title={t('promote.title', { version })}
      consequence={live ? t('promote.replaces', { version, live: live.modelVersion }) : t('promote.first', { version })}
      objection={wasKeptBack(model) ? t('promote.objection', { decision: decision(model) }) : null}
      disabled={model.status === 'bytes-missing'}
      onConfirm={(reason) => promote.mutateAsync({ id: model.id, reason }, feedback(t('promote.done', { version })))}
    />
  );
};
