import { useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Cross, Play } from '@strapi/icons';

import type { StreamedEvent } from '../../../../server/src/contracts/events-page';
import { Choice } from '../../components/Choice';
import { Dot } from '../../components/Dot';
import { Empty } from '../../components/Empty';
import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { useStream, type StreamQuery } from '../../hooks/useStream';
import { useText } from '../../text/useText';

import { SectionBody } from './SectionBody';
import { StreamTable } from './StreamTable';
import { TYPES, useStreamQuery } from './useStreamQuery';

/** The newest events as they come. Filters live in the URL; nothing is asked while paused or out of sight. */
export const LiveSection = () => {
  const { t, named } = useText();
  const { query, change } = useStreamQuery();
  const [paused, setPaused] = useState(false);
  const stream = useStream(query, paused);
  const only = ({ contentType, documentId, locale }: StreamedEvent) => change({ contentType, documentId, locale });
  return (
    <SectionBody>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Flex gap={2} wrap="wrap">
          <Choice
            label={t('live.type')}
            all={t('live.all-types')}
            value={query.type}
            options={TYPES.map((type) => [type, named('event', type, type)])}
            onChange={(type) => change({ type })}
          />
          {query.documentId === '' ? null : (
            <Button
              size="S"
              variant="tertiary"
              endIcon={<Cross />}
              onClick={() => change({ contentType: '', documentId: '', locale: '' })}
            >
              {t('live.one-article', { title: titleOf(stream.data?.data, query) })}
            </Button>
          )}
        </Flex>
        <Flex gap={3}>
          <Flex gap={2} role="status">
            <Dot tone={paused ? 'neutral' : 'success'} />
            <Typography variant="pi" textColor="neutral600">
              {t(paused ? 'live.paused' : 'live.running')}
            </Typography>
          </Flex>
          <Button
            size="S"
            variant="secondary"
            {...(paused ? { startIcon: <Play /> } : {})}
            onClick={() => setPaused(!paused)}
          >
            {t(paused ? 'live.resume' : 'live.pause')}
          </Button>
        </Flex>
      </Flex>
      {stream.isPending ? (
        <Skeleton heights={['48rem']} />
      ) : stream.isError ? (
        <LoadFailed error={stream.error} onRetry={() => void stream.refetch()} />
      ) : stream.data.data.length === 0 ? (
        <Empty>{t(query.type || query.documentId ? 'live.none-fit' : 'live.none')}</Empty>
      ) : (
        <Box aria-busy={stream.isPlaceholderData}>
          <StreamTable events={stream.data.data} onOnly={query.documentId === '' ? only : null} />
        </Box>
      )}
    </SectionBody>
  );
};

const titleOf = (events: readonly StreamedEvent[] | undefined, { documentId }: StreamQuery): string =>
  events?.find((event) => event.documentId === documentId)?.title || documentId;
