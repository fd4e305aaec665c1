import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { useSettings } from '../../hooks/useSettings';
import { useText } from '../../text/useText';

import { CollectingCard } from './CollectingCard';
import { IgnoredCard, WatchedCard } from './WatchedCard';
import { KillSwitch } from './KillSwitch';
import { LearningCard } from './LearningCard';
import { PrivacyCard } from './PrivacyCard';
import { RecomputeCard } from './RecomputeCard';
import { ScheduleCard } from './ScheduleCard';

export const SettingsPage = () => {
  const { t } = useText();
  const settings = useSettings();
  return (
    <Page.Main>
      <Page.Title>{t('settings.title')}</Page.Title>
      <Layouts.Header title={t('settings.title')} subtitle={t('settings.subtitle')} />
      <Layouts.Content>
        {settings.isPending ? (
          <Skeleton heights={['12rem', '24rem', '16rem', '24rem']} />
        ) : settings.isError ? (
          <LoadFailed error={settings.error} onRetry={() => void settings.refetch()} />
        ) : (
          <Flex direction="column" alignItems="stretch" gap={6}>
            <KillSwitch settings={settings.data} />
            <WatchedCard watched={settings.data.watched} />
            <IgnoredCard ignored={settings.data.ignored} />
            <LearningCard settings={settings.data} />
            <ScheduleCard settings={settings.data} />
            <CollectingCard />
            <RecomputeCard />
            <PrivacyCard />
          </Flex>
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
