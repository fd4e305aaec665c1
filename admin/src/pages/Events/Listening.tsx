import { useState } from 'react';
import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';

import { Card } from '../../components/Card';
import { Dot } from '../../components/Dot';
import { LoadFailed } from '../../components/LoadFailed';
import { useFormat } from '../../format/useFormat';
import { useAllowed } from '../../hooks/useAllowed';
import { useRefusals } from '../../hooks/useArriving';
import { useQuarantinedSince } from '../../hooks/useQuarantine';
import { LIVE_MS, useEventsSince, useServerTime } from '../../hooks/useStream';
import { useText } from '../../text/useText';

import { heardOf } from './heard';

/** Most that is listed; a busy site says enough with that. */
const LISTED = 12;

/** Waits for what the site sends, and says what came in and what was wrong with it. */
export const Listening = () => {
  const { t } = useText();
  const [asked, setAsked] = useState(0);
  const opened = useServerTime(asked);
  return (
    <Card
      title={t('test.listen')}
      subtitle={t('test.listen.subtitle')}
      action={
        <Button size="S" variant="tertiary" onClick={() => setAsked(asked + 1)}>
          {t('test.listen.again')}
        </Button>
      }
    >
      {opened.isError ? (
        <LoadFailed error={opened.error} onRetry={() => void opened.refetch()} />
      ) : (
        <HeardSince opened={opened.data ?? null} />
      )}
    </Card>
  );
};

const HeardSince = ({ opened }: { opened: string | null }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const { canQuarantine } = useAllowed();
  const events = useEventsSince(opened);
  const quarantined = useQuarantinedSince(opened, LIVE_MS, canQuarantine);
  const refusals = useRefusals(opened, LIVE_MS);
  const heard = heardOf(
    {
      events: events.data?.data ?? [],
      quarantined: canQuarantine ? (quarantined.data ?? []) : null,
      refusals: opened === null ? [] : (refusals.data?.data ?? []),
    },
    text
  );
  return (
    <Box minHeight="16rem">
      <Flex gap={3} role="status" paddingBottom={4}>
        {heard.length === 0 ? <Loader small>{t('loading')}</Loader> : <Dot tone={heard[0]?.tone ?? 'neutral'} />}
        <Typography fontWeight="bold">{t('test.status', { count: heard.length })}</Typography>
      </Flex>
      {heard.length === 0 ? (
        <Typography textColor="neutral600">{t('test.hints')}</Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
          {heard.slice(0, LISTED).map(({ id, tone, sentence, advice, at }) => (
            <Flex tag="li" key={id} gap={3} alignItems="flex-start">
              <Box paddingTop={1}>
                <Dot tone={tone} />
              </Box>
              <Flex direction="column" alignItems="flex-start" flex="1" minWidth={0}>
                <Typography>{sentence}</Typography>
                {advice === '' ? null : (
                  <Typography variant="pi" textColor="neutral600">
                    {advice}
                  </Typography>
                )}
              </Flex>
              <Box shrink={0}>
                <Typography variant="pi" textColor="neutral600">
                  <time dateTime={at} title={format.exactly(at)}>
                    {format.secondsAgo(at)}
                  </time>
                </Typography>
              </Box>
            </Flex>
          ))}
        </Flex>
      )}
      {refusals.data && refusals.data.meta.processes > 1 ? (
        <Box paddingTop={4}>
          <Typography variant="pi" textColor="neutral600">
            {t('refused.subtitle', { processes: refusals.data.meta.processes })}
          </Typography>
        </Box>
      ) : null}
    </Box>
  );
};
