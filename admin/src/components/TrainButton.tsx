import { Button } from '@strapi/design-system';
import { Play } from '@strapi/icons';

import { useAllowed } from '../hooks/useAllowed';
import { useFeedback } from '../hooks/useFeedback';
import { useActiveRun, useTrain } from '../hooks/useRuns';
import { useText } from '../text/useText';

/** Starts a run; while one is under way (whoever began it) the button says so. */
export const TrainButton = () => {
  const { t } = useText();
  const { canTrain } = useAllowed();
  const run = useActiveRun();
  const train = useTrain();
  const feedback = useFeedback();
  if (!canTrain) return null;
  const busy = train.isPending || run !== undefined;
  return (
    <Button
      startIcon={<Play />}
      loading={train.isPending}
      disabled={busy}
      onClick={() => train.mutate({}, feedback(t('train.started')))}
    >
      {t(busy ? 'train.running' : 'train.now')}
    </Button>
  );
};
