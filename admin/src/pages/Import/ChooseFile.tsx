import { useRef, useState, type DragEvent } from 'react';
import { Box, Button, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { Upload as UploadIcon } from '@strapi/icons';

import type { ImportSummary } from '../../../../server/src/contracts/imports';
import { Bar } from '../../components/Bar';
import { Card } from '../../components/Card';
import { useFormat } from '../../format/useFormat';
import { useErrorText } from '../../hooks/useErrorText';
import { useUpload } from '../../hooks/useImports';
import { useText } from '../../text/useText';

interface ChooseFileProps {
  /** An upload that was begun and waits for its file. */
  readonly begun?: ImportSummary;
  readonly onReady: (key: string) => void;
}

/** Takes a file, by its button or dropped, and shows how much of it has arrived. */
export const ChooseFile = ({ begun, onReady }: ChooseFileProps) => {
  const { t } = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const { upload, send, stop } = useUpload();
  const take = (file: File) => {
    setFailure(null);
    send(file, { onSuccess: ({ key, state }) => state === 'ready' && onReady(key), onError: setFailure });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) take(file);
  };
  if (upload) {
    return (
      <Card title={t('history.upload.title', { file: upload.name })}>
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Bar share={upload.share} label={t('history.upload.share', { share: upload.share })} />
          <Flex justifyContent="space-between" gap={4}>
            <Typography textColor="neutral600">{t('history.upload.share', { share: upload.share })}</Typography>
            <Button variant="tertiary" onClick={stop}>
              {t('history.upload.stop')}
            </Button>
          </Flex>
        </Flex>
      </Card>
    );
  }
  const received = begun?.received ?? 0;
  return (
    <Card title={t('history.choose.title')} subtitle={t('history.choose.subtitle')}>
      <Box
        onDragOver={(event: DragEvent) => event.preventDefault()}
        onDrop={drop}
        borderColor="neutral200"
        borderStyle="dashed"
        borderWidth="1px"
        hasRadius
        padding={8}
      >
        <Flex direction="column" alignItems="center" gap={4}>
          <Typography textColor="neutral800" textAlign="center">
            {begun === undefined
              ? t('history.choose.what')
              : t('history.choose.again', { file: begun.fileName, share: received / Math.max(1, begun.fileSize) })}
          </Typography>
          <VisuallyHidden>
            <input
              ref={input}
              type="file"
              tabIndex={-1}
              aria-label={t('history.choose.button')}
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                // The same file may be chosen again after a failure.
                target.value = '';
                if (file) take(file);
              }}
            />
          </VisuallyHidden>
          <Button startIcon={<UploadIcon />} onClick={() => input.current?.click()}>
            {t('history.choose.button')}
          </Button>
          {failure === null ? null : (
            <Typography role="alert" textColor="danger600">
              {errorText(failure)}
            </Typography>
          )}
          <Typography variant="pi" textColor="neutral600" textAlign="center">
            {begun === undefined ? t('history.choose.or') : format.bytes(begun.fileSize)}
          </Typography>
        </Flex>
      </Box>
    </Card>
  );
};
