import { Flex, Typography } from '@strapi/design-system';

import type { ImportSummary } from '../../../../server/src/contracts/imports';
import { Card } from '../../components/Card';
import { ConfirmButton } from '../../components/ConfirmButton';
import { useFormat } from '../../format/useFormat';
import { useFeedback } from '../../hooks/useFeedback';
import { useImportStep } from '../../hooks/useImports';
import { useText } from '../../text/useText';

import { Outcomes } from './Outcomes';
import { Said } from './Said';

/** An import that is over: what it brought, what not and why, and the way back. */
export const ImportResult = ({ summary }: { summary: ImportSummary }) => {
  const { t, named } = useText();
  const format = useFormat();
  const step = useImportStep(summary.key);
  const feedback = useFeedback();
  const { state, fileName, accepted, firstAt, lastAt, failure } = summary;
  const when = (instant: string | null) => (instant === null ? 'none' : format.dateTime(instant));
  const canUndo = accepted > 0 && state !== 'undone';
  return (
    <Card
      title={t('history.result', {
        state,
        file: fileName,
        count: state === 'undone' ? summary.undoneEvents : accepted,
      })}
      subtitle={t('history.window', {
        from: when(firstAt),
        to: when(lastAt),
        state: named('history.state', state, state),
      })}
      action={
        canUndo ? (
          <ConfirmButton
            label={t('history.undo')}
            title={t('history.undo.title')}
            consequence={t('history.undo.consequence', { count: accepted })}
            variant="danger-light"
            danger
            onConfirm={() => step.mutateAsync({ step: 'undo' }, feedback(t('history.undoing')))}
          />
        ) : null
      }
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        {failure === null ? null : <Said said={failure} />}
        {state === 'done' && accepted > 0 ? (
          <Typography textColor="neutral600">{t('history.counted-soon')}</Typography>
        ) : null}
        <Outcomes summary={summary} />
      </Flex>
    </Card>
  );
};
