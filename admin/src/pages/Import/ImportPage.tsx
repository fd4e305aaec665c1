import { Button, Link } from '@strapi/design-system';
import { ArrowLeft, Plus } from '@strapi/icons';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import { LoadFailed } from '../../components/LoadFailed';
import { PageFrame } from '../../components/PageFrame';
import { Skeleton } from '../../components/Skeleton';
import { useImport, useImports } from '../../hooks/useImports';
import { PLUGIN_ID } from '../../pluginId';
import { useText } from '../../text/useText';

import { ChooseFile } from './ChooseFile';
import { ImportProgress } from './ImportProgress';
import { ImportResult } from './ImportResult';
import { ImportSetup } from './ImportSetup';
import { PastImports } from './PastImports';

/** A site starts with its history. Which import is looked at lives in the URL. */
export const ImportPage = () => {
  const { t } = useText();
  const [params, setParams] = useSearchParams();
  const key = params.get('import');
  const show = (next: string | null) => setParams(next === null ? {} : { import: next });
  return (
    <PageFrame
      title={t('history.title')}
      subtitle={t('history.subtitle')}
      navigationAction={
        <Link tag={RouterLink} to={`/plugins/${PLUGIN_ID}/events`} startIcon={<ArrowLeft />}>
          {t('history.back')}
        </Link>
      }
      primaryAction={
        key === null ? undefined : (
          <Button variant="secondary" startIcon={<Plus />} onClick={() => show(null)}>
            {t('history.another')}
          </Button>
        )
      }
    >
      {key === null ? <ChooseFile onReady={show} /> : <OneImport key={key} importKey={key} onGone={() => show(null)} />}
      <AllImports chosen={key} />
    </PageFrame>
  );
};

const OneImport = ({ importKey, onGone }: { importKey: string; onGone: () => void }) => {
  const found = useImport(importKey);
  if (found.isPending) return <Skeleton heights={['24rem']} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const summary = found.data;
  switch (summary.state) {
    case 'uploading':
      return <ChooseFile begun={summary} onReady={() => void found.refetch()} />;
    case 'ready':
      return <ImportSetup summary={summary} onGone={onGone} />;
    case 'running':
    case 'paused':
    case 'undoing':
      return <ImportProgress summary={summary} />;
    default:
      return <ImportResult summary={summary} />;
  }
};

const AllImports = ({ chosen }: { chosen: string | null }) => {
  const all = useImports();
  if (all.isPending) return <Skeleton heights={['16rem']} />;
  if (all.isError) return <LoadFailed error={all.error} onRetry={() => void all.refetch()} />;
  return <PastImports imports={all.data} chosen={chosen} />;
};
