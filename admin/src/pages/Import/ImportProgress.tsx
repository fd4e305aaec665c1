import { useRef } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Clock, Play } from '@strapi/icons';

import type { ImportSummary } from '../../../../server/src/contracts/imports';
import { Bar } from '../../components/Bar';
import { Card } from '../../components/Card';
import { ConfirmButton } from '../../components/ConfirmButton';
import { useFormat } from '../../format/useFormat';
import { useFeedback } from '../../hooks/useFeedback';
import { useImportStep } from '../../hooks/useImports';
import { useText } from '../../text/useText';

import { Outcomes } from './Outcomes';

/** An import that is under way or waits: how far, how fast, how long still. */
export const ImportProgress = ({ summary }: { summary: ImportSummary }) => {
  const { t, named } = useText();
  const step = useImportStep(summary.key);
  const feedback = useFeedback();
  const { state, share, origin, fileName } = summary;
  const pace = usePace(summary);
  const busy = step.isPending;
  return (
    <Card
      title={t('history.under-way', { state, file: fileName })}
      subtitle={named('history.state', state, state)}
      action={
        state === 'undoing' ? null : (
          <Flex gap={2}>
            <ConfirmButton
              label={t('history.cancel')}
              title={t('history.cancel.title')}
              consequence={t('history.cancel.consequence')}
              variant="danger-light"
              danger
              onConfirm={() => step.mutateAsync({ step: 'cancel' }, feedback(t('history.cancelled')))}
            />
            {origin === 'command' ? null : state === 'running' ? (
              <Button
                variant="secondary"
                startIcon={<Clock />}
                loading={busy}
                onClick={() => step.mutate({ step: 'pause' }, feedback(t('history.paused')))}
              >
                {t('history.pause')}
              </Button>
            ) : (
              <Button
                startIcon={<Play />}
                loading={busy}
                onClick={() => step.mutate({ step: 'resume' }, feedback(t('history.resumed')))}
              >
                {t('history.resume')}
              </Button>
            )}
          </Flex>
        )
      }
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        {state === 'undoing' ? (
          <Typography role="status">{t('history.removed-so-far', { count: summary.undoneEvents })}</Typography>
        ) : (
          <Flex direction="column" alignItems="stretch" gap={2}>
            <Bar share={share} label={t('history.share', { share })} />
            <Flex justifyContent="space-between" gap={4}>
              <Typography>{t('history.share', { share })}</Typography>
              <Typography textColor="neutral600">{state === 'running' ? pace : ''}</Typography>
            </Flex>
          </Flex>
        )}
        {origin === 'command' ? (
          <Typography variant="pi" textColor="neutral600">
            {t('history.of-command')}
          </Typography>
        ) : null}
        <Outcomes summary={summary} />
      </Flex>
    </Card>
  );
};

/** Rows a second and time left, by what was seen since the page was opened. */
const usePace = ({ rows, share, state }: ImportSummary): string => {
  const { t } = useText();
  const format = useFormat();
  const first = useRef({ at: Date.now(), rows, share, state });
  // A pause is no work: what follows it is measured anew.
  if (first.current.state !== state) first.current = { at: Date.now(), rows, share, state };
  const seconds = (Date.now() - first.current.at) / 1_000;
  const done = share - first.current.share;
  if (seconds < 1 || done <= 0) return '';
  const rate = format.integer((rows - first.current.rows) / seconds);
  return t('history.pace', { rate, left: format.duration((1_000 * seconds * (1 - share)) / done) });
};
