import { Flex, Link } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Link as RouterLink, useParams } from 'react-router-dom';

import type { ModelDetail } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { useDecision } from '../../components/Decision';
import { FactList } from '../../components/FactList';
import { LoadFailed } from '../../components/LoadFailed';
import { PageFrame } from '../../components/PageFrame';
import { Skeleton } from '../../components/Skeleton';
import { DataCard } from '../../findings/DataCard';
import { headlineSentence } from '../../format/headline';
import { useFormat } from '../../format/useFormat';
import { useAllowed } from '../../hooks/useAllowed';
import { useModel, useModels } from '../../hooks/useModels';
import { PLUGIN_ID } from '../../pluginId';
import { useText } from '../../text/useText';

import { ExportButton } from './ExportButton';
import { GateReportView } from './GateReportView';
import { ModelBadge } from './ModelBadge';
import { PromoteButton } from './PromoteButton';
import { RankerReportView } from './RankerReportView';
import { Recipe } from './Recipe';
import { TextReportView } from './TextReportView';

/** One version: what it reached, on what, and how it was made. */
export const ModelPage = () => {
  const { t } = useText();
  const { id = '' } = useParams();
  const model = useModel(id);
  return (
    <PageFrame
      title={model.data?.modelVersion ?? t('models.version')}
      subtitle={<ModelSubtitle model={model.data} />}
      primaryAction={model.data ? <Promote model={model.data} /> : undefined}
      secondaryAction={model.data ? <ExportButton model={model.data} /> : undefined}
      navigationAction={
        <Link
          tag={RouterLink}
          to={`/plugins/${PLUGIN_ID}/models?kind=${model.data?.kind ?? 'ranker'}`}
          startIcon={<ArrowLeft />}
        >
          {t('models.back')}
        </Link>
      }
    >
      {model.isPending ? (
        <Skeleton heights={['16rem', '32rem', '32rem']} />
      ) : model.isError ? (
        <LoadFailed error={model.error} onRetry={() => void model.refetch()} />
      ) : (
        <ModelBody model={model.data} />
      )}
    </PageFrame>
  );
};

const ModelSubtitle = ({ model }: { model: ModelDetail | undefined }) => {
  const { t, named } = useText();
  return model ? (
    <Flex gap={2}>
      <ModelBadge status={model.status} />
      {named('model.kind', model.kind, model.kind)}
    </Flex>
  ) : (
    <>{t('loading')}</>
  );
};

const Promote = ({ model }: { model: ModelDetail }) => {
  const { canPromote } = useAllowed();
  const live = useModels(model.kind).data?.find(({ status }) => status === 'live');
  return canPromote && model.status !== 'live' ? <PromoteButton model={model} live={live} /> : null;
};

const ModelBody = ({ model }: { model: ModelDetail }) => {
  const text = useText();
  const format = useFormat();
  const decision = useDecision();
  const { t, named } = text;
  const data = model.findings ? <DataCard findings={model.findings} subtitle={t('data.of-version')} /> : null;
  return (
    <>
      <Card title={headlineSentence(model.kind, model.headline, text, format) ?? t('learned.no-comparison')}>
        <FactList
          facts={[
            [t('column.decision'), decision(model)],
            [t('column.algorithm'), named('model.algorithm', model.algorithm, model.algorithm)],
            [t('fact.trained'), format.dateTime(model.trainedAt)],
            [t('fact.as-of'), format.dateTime(model.asOf)],
            [t('fact.rows'), t('fact.rows-value', { rows: model.rows, articles: model.articles })],
            [t('fact.size'), format.bytes(model.artifactBytes)],
          ]}
        />
      </Card>
      {model.gate ? <GateReportView gate={model.gate}>{data}</GateReportView> : data}
      {model.ranker ? <RankerReportView report={model.ranker} /> : null}
      {model.text ? <TextReportView report={model.text} kind={model.kind} /> : null}
      <Recipe recipe={model.recipe} lineage={model.lineage} />
    </>
  );
};
