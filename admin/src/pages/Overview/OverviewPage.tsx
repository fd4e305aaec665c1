import { Grid } from '@strapi/design-system';

import type { Overview } from '../../../../server/src/contracts/admin';
import { LoadFailed } from '../../components/LoadFailed';
import { PageFrame } from '../../components/PageFrame';
import { RunProgress } from '../../components/RunProgress';
import { Skeleton } from '../../components/Skeleton';
import { TrainButton } from '../../components/TrainButton';
import { useOverview } from '../../hooks/useOverview';
import { useText } from '../../text/useText';

import { Findings } from './Findings';
import { HealthLine } from './HealthLine';
import { Learned } from './Learned';
import { OutcomeCard } from './OutcomeCard';
import { RunsCard } from './RunsCard';
import { Today } from './Today';
import { TopAndFlop } from './TopAndFlop';
import { TrafficCard } from './TrafficCard';

export const OverviewPage = () => {
  const { t } = useText();
  const overview = useOverview();
  return (
    <PageFrame title={t('name')} subtitle={t('overview.subtitle')} primaryAction={<TrainButton />}>
      {overview.isPending ? (
        <Skeleton heights={['7.2rem', '12rem', '16rem', '34rem']} />
      ) : overview.isError ? (
        <LoadFailed error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <OverviewBody overview={overview.data} />
      )}
    </PageFrame>
  );
};

const OverviewBody = ({ overview }: { overview: Overview }) => {
  const ranker = overview.models.find(({ kind }) => kind === 'ranker')?.live ?? null;
  return (
    <>
      <RunProgress />
      <HealthLine health={overview.health} totals={overview.totals} />
      <Grid.Root gap={6}>
        <Grid.Item col={5} m={5} s={12} xs={12} alignItems="stretch">
          <Today today={overview.today} totals={overview.totals} />
        </Grid.Item>
        <Grid.Item col={7} m={7} s={12} xs={12} alignItems="stretch">
          <Findings findings={overview.findings} top={overview.top} flop={overview.flop} lastRun={overview.lastRun} />
        </Grid.Item>
      </Grid.Root>
      <Learned models={overview.models} totals={overview.totals} />
      <Grid.Root gap={6}>
        <Grid.Item col={ranker ? 7 : 12} s={12} xs={12} alignItems="stretch">
          <TrafficCard traffic={overview.traffic} timeZone={overview.timeZone} />
        </Grid.Item>
        {ranker ? (
          <Grid.Item col={5} s={12} xs={12} alignItems="stretch">
            <OutcomeCard modelId={ranker.id} />
          </Grid.Item>
        ) : null}
      </Grid.Root>
      <TopAndFlop
        top={overview.top}
        flop={overview.flop}
        curvesMissing={overview.curvesMissing}
        horizonDays={overview.horizonDays}
      />
      <RunsCard lastRun={overview.lastRun} nextRun={overview.nextRun} />
    </>
  );
};
