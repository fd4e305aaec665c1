import { Flex, Link, Typography } from '@strapi/design-system';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import type { ArrivingAnswer } from '../../../../server/src/contracts/events-page';
import { Card } from '../../components/Card';
import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { StatusLine } from '../../components/StatusLine';
import { useFormat } from '../../format/useFormat';
import { useArriving } from '../../hooks/useArriving';
import { ArrivalPlot } from '../../plots/ArrivalPlot';
import { useText } from '../../text/useText';

import { arrivalSentence } from './arrivalSentence';
import { CollectingFindings } from './CollectingFindings';
import { eventsPath } from './eventsPath';
import { HoursSwitch, readHours } from './HoursSwitch';
import { Reconciliation } from './Reconciliation';
import { RefusedCard } from './RefusedCard';
import { SectionBody } from './SectionBody';

/** Whether events arrive, of which kind, and what became of all that came. */
export const ArrivingSection = () => {
  const [search] = useSearchParams();
  const hours = readHours(search);
  const arriving = useArriving(hours);
  return (
    <SectionBody>
      {arriving.isPending ? (
        <Skeleton heights={['9.6rem', '42rem', '24rem', '16rem']} />
      ) : arriving.isError ? (
        <LoadFailed error={arriving.error} onRetry={() => void arriving.refetch()} />
      ) : (
        <Arriving arriving={arriving.data} hours={hours} busy={arriving.isPlaceholderData} />
      )}
    </SectionBody>
  );
};

interface ArrivingProps {
  readonly arriving: ArrivingAnswer['data'];
  readonly hours: number;
  readonly busy: boolean;
}

const Arriving = ({ arriving, hours, busy }: ArrivingProps) => {
  const text = useText();
  const { t } = text;
  const { tone, sentence, since } = arrivalSentence(arriving.status, text, useFormat());
  const { received } = arriving.totals;
  return (
    <>
      <StatusLine label={t('arriving.label')} tone={tone} sentence={sentence}>
        {since ?? (
          <Link tag={RouterLink} to={eventsPath('test')}>
            {t('arriving.test')}
          </Link>
        )}
      </StatusLine>
      <Card title={t('arriving.title')} subtitle={t('arriving.subtitle')} action={<HoursSwitch hours={hours} />}>
        <Flex direction="column" alignItems="stretch" minHeight="30rem" aria-busy={busy}>
          {received === 0 ? (
            <Typography textColor="neutral600">{t('arriving.nothing', { hours })}</Typography>
          ) : (
            <ArrivalPlot hours={arriving.hours} />
          )}
        </Flex>
      </Card>
      <Reconciliation totals={arriving.totals} reasons={arriving.reasons} hours={hours} />
      <CollectingFindings findings={arriving.findings} />
      <RefusedCard />
    </>
  );
};
