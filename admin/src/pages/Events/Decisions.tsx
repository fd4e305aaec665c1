import { Box, Button, Flex, ProgressBar, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import { ConfirmButton } from '../../components/ConfirmButton';
import { useFormat } from '../../format/useFormat';
import { useErrorText } from '../../hooks/useErrorText';
import {
  type Decision,
  doneOf,
  filterParams,
  type QuarantineFilter,
  type StepSums,
  useDecide,
} from '../../hooks/useQuarantine';
import { useText, type Text } from '../../text/useText';

interface DecisionsProps {
  /** Ids of the selected rows; none = all that fit the filter. */
  readonly chosen: readonly string[];
  readonly filter: QuarantineFilter;
  /** How many fit the filter. */
  readonly total: number;
  readonly onDone: () => void;
}

/** What became of the events somebody decided on. */
export const outcomeSentence = (decision: Decision, sums: StepSums, { t }: Text): string =>
  decision === 'discard'
    ? t('quarantine.discarded', { count: sums.discarded })
    : t('quarantine.replayed', { count: sums.accepted, duplicate: sums.duplicate, waiting: sums.waiting });

/** Takes events in or lets them go: those selected, or all that fit; step by step, and it can be stopped. */
export const Decisions = ({ chosen, filter, total, onDone }: DecisionsProps) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const errorText = useErrorText();
  const { toggleNotification } = useNotification();
  const { progress, decide, stop } = useDecide();
  const count = chosen.length === 0 ? total : chosen.length;
  const whose = chosen.length === 0 ? 'all' : 'selected';

  const run = async (decision: Decision): Promise<void> => {
    try {
      const target = chosen.length === 0 ? { filter: filterParams(filter) } : { ids: chosen };
      const sums = await decide(decision, target, count);
      toggleNotification({ type: 'success', message: outcomeSentence(decision, sums, text) });
    } catch (error) {
      toggleNotification({ type: 'danger', message: errorText(error as Error) });
    }
    onDone();
  };

  if (progress !== null) {
    const done = doneOf(progress.sums);
    const said = t('quarantine.progress', { done: format.integer(done), total: format.integer(progress.total) });
    return (
      <Flex gap={4} paddingBottom={4} minHeight="4.8rem">
        <Box width="24rem">
          <ProgressBar
            value={Math.min(100, Math.round((100 * done) / Math.max(1, progress.total)))}
            aria-label={said}
          />
        </Box>
        <Typography variant="pi" textColor="neutral600" role="status">
          {said}
        </Typography>
        <Button size="S" variant="tertiary" onClick={stop}>
          {t('quarantine.stop')}
        </Button>
      </Flex>
    );
  }
  return (
    <Flex gap={2} paddingBottom={4} minHeight="4.8rem" wrap="wrap">
      <Button size="S" variant="secondary" disabled={count === 0} onClick={() => void run('replay')}>
        {t(`quarantine.replay-${whose}`, { count })}
      </Button>
      <ConfirmButton
        label={t(`quarantine.discard-${whose}`, { count })}
        variant="danger-light"
        danger
        disabled={count === 0}
        title={t('quarantine.discard.title', { count })}
        consequence={t('quarantine.discard.consequence')}
        // The dialog closes; how it goes on is shown in the place of the buttons.
        onConfirm={async () => void run('discard')}
      />
    </Flex>
  );
};
