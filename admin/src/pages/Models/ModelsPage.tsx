import { Tabs } from '@strapi/design-system';
import { useSearchParams } from 'react-router-dom';

import type { ModelKind } from '../../../../server/src/contracts/admin';
import { PageFrame } from '../../components/PageFrame';
import { RunProgress } from '../../components/RunProgress';
import { TrainButton } from '../../components/TrainButton';
import { LastRunData } from '../../findings/LastRunData';
import { useText } from '../../text/useText';

import { ImportButton } from './ImportButton';
import { ModelKindPanel } from './ModelKindPanel';

const KINDS: readonly ModelKind[] = ['ranker', 'topic', 'performance-text'];

/** Versions by kind; the kind lives in the URL. */
export const ModelsPage = () => {
  const { t, named } = useText();
  const [search, setSearch] = useSearchParams();
  const kind = KINDS.find((known) => known === search.get('kind')) ?? 'ranker';
  return (
    <PageFrame
      title={t('models.title')}
      subtitle={t('models.subtitle')}
      primaryAction={<TrainButton />}
      secondaryAction={<ImportButton />}
    >
      <RunProgress />
      <Tabs.Root variant="simple" value={kind} onValueChange={(next) => setSearch({ kind: next })}>
        <Tabs.List aria-label={t('models.kinds')}>
          {KINDS.map((known) => (
            <Tabs.Trigger key={known} value={known}>
              {named('model.kind', known, known)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {KINDS.map((known) => (
          <Tabs.Content key={known} value={known}>
            {known === kind ? <ModelKindPanel kind={known} /> : null}
          </Tabs.Content>
        ))}
      </Tabs.Root>
      <LastRunData />
    </PageFrame>
  );
};
