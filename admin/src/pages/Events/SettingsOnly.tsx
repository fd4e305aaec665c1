import type { ReactNode } from 'react';

import type { Settings } from '../../../../server/src/contracts/admin';
import { Empty } from '../../components/Empty';
import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { useAllowed } from '../../hooks/useAllowed';
import { useSettings } from '../../hooks/useSettings';
import { useText } from '../../text/useText';

import { SectionBody } from './SectionBody';

/** A section for those who may change the settings, who also see the keys; the others are told so. */
export const SettingsOnly = ({ children }: { children: (settings: Settings) => ReactNode }) => {
  const { t } = useText();
  const { canConfigure, isLoading } = useAllowed();
  const forbidden = !isLoading && !canConfigure;
  return (
    <SectionBody>
      {forbidden ? (
        <Empty>{t('events.settings-only')}</Empty>
      ) : isLoading ? (
        <Skeleton heights={['32rem']} />
      ) : (
        <WithSettings>{children}</WithSettings>
      )}
    </SectionBody>
  );
};

const WithSettings = ({ children }: { children: (settings: Settings) => ReactNode }) => {
  const settings = useSettings();
  if (settings.isPending) return <Skeleton heights={['32rem']} />;
  if (settings.isError) return <LoadFailed error={settings.error} onRetry={() => void settings.refetch()} />;
  return children(settings.data);
};
