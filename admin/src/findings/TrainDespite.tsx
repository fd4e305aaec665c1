import type { RunSummary } from '../../../server/src/contracts/admin';
import { ConfirmButton } from '../components/ConfirmButton';
import { useAllowed } from '../hooks/useAllowed';
import { useFeedback } from '../hooks/useFeedback';
import { useActiveRun, useTrain } from '../hooks/useRuns';
import { useText } from '../text/useText';

import { canBeForced } from './findingsOfRun';

/** Trains on data that stopped a run, for whoever knows why they look as they do. */
export const TrainDespite = ({ run }: { run: RunSummary }) => {
  const { t } = useText();
  const { canTrain } = useAllowed();
  const active = useActiveRun();
  const train = useTrain();
  const feedback = useFeedback();
  if (!canTrain || !canBeForced(run)) return null;
  return (
    <ConfirmButton
      label={t('data.despite')}
      title={t('data.despite.title')}
      consequence={t('data.despite.consequence')}
      disabled={train.isPending || active !== undefined}
      danger
      onConfirm={() => train.mutateAsync({ despiteFindings: true }, feedback(t('train.started')))}
    />
  );
};
