import { useState } from 'react';
import { Box, Button, Checkbox, Field, Flex, Typography } from '@strapi/design-system';
import { Play } from '@strapi/icons';

import type { ImportPreview, ImportSummary, ImportWishes } from '../../../../server/src/contracts/imports';
import { Card } from '../../components/Card';
import { ConfirmButton } from '../../components/ConfirmButton';
import { Skeleton } from '../../components/Skeleton';
import { useFormat } from '../../format/useFormat';
import { useFeedback } from '../../hooks/useFeedback';
import { useImportPreview, useImportStep } from '../../hooks/useImports';
import { useText } from '../../text/useText';

import { MappingForm } from './MappingForm';
import { PreviewTable } from './PreviewTable';
import { Said } from './Said';
import { refusalIn } from './refusalIn';

/** What the file is taken for, which column is what, and what its first rows become; then the start. */
export const ImportSetup = ({ summary, onGone }: { summary: ImportSummary; onGone: () => void }) => {
  const { t } = useText();
  const [wishes, setWishes] = useState<ImportWishes>({});
  const preview = useImportPreview(summary.key, wishes);
  const step = useImportStep(summary.key);
  const feedback = useFeedback();
  const change = (more: ImportWishes) => setWishes((before) => ({ ...before, ...more }));
  const discard = (
    <ConfirmButton
      label={t('history.discard')}
      title={t('history.discard.title')}
      consequence={t('history.discard.consequence', { file: summary.fileName })}
      variant="tertiary"
      onConfirm={() => step.mutateAsync({ step: 'cancel' }, { ...feedback(t('history.discarded')), onSuccess: onGone })}
    />
  );
  if (preview.isPending) return <Skeleton heights={['20rem', '32rem']} />;
  if (preview.isError) {
    return (
      <Card title={t('history.unreadable', { file: summary.fileName })} action={discard}>
        <Said said={refusalIn(preview.error)} error={preview.error} />
      </Card>
    );
  }
  const { problem, options } = preview.data;
  const start = (
    <Button
      startIcon={<Play />}
      disabled={problem !== null || preview.isPlaceholderData}
      loading={step.isPending}
      onClick={() => step.mutate({ step: 'start', options }, feedback(t('history.started')))}
    >
      {t('history.start')}
    </Button>
  );
  return (
    <>
      <Card
        title={summary.fileName}
        subtitle={<Estimate preview={preview.data} />}
        action={
          <Flex gap={2}>
            {discard}
            {start}
          </Flex>
        }
      >
        <Flex direction="column" alignItems="stretch" gap={5}>
          {options.format === 'log' ? null : <MappingForm preview={preview.data} onChange={change} />}
          <Box>
            <Field.Root name="overlap">
              <Checkbox checked={options.overlap} onCheckedChange={(checked) => change({ overlap: checked === true })}>
                {t('history.overlap')}
              </Checkbox>
            </Field.Root>
            <Box paddingTop={1}>
              <Typography variant="pi" textColor="neutral600">
                {t('history.overlap.hint')}
              </Typography>
            </Box>
          </Box>
          {problem === null ? null : <Said said={problem} />}
        </Flex>
      </Card>
      <Box aria-busy={preview.isPlaceholderData}>
        <PreviewTable preview={preview.data} />
      </Box>
    </>
  );
};

/** How much there is, of which time, and how much of the sample becomes events. */
const Estimate = ({ preview }: { preview: ImportPreview }) => {
  const { t } = useText();
  const format = useFormat();
  const { estimate, sample, options } = preview;
  const when = (instant: string | null) => (instant === null ? 'none' : format.dateTime(instant));
  return t('history.estimate', {
    ...{ rows: estimate.rows, exact: sample.whole ? 'yes' : 'no', format: options.format },
    ...{ from: when(estimate.firstAt), to: when(estimate.lastAt) },
    ...{ sample: sample.rows, events: sample.events },
  });
};
