import type { Settings } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CodeBlock } from '../../components/CodeBlock';
import { useText } from '../../text/useText';

import { trackingSnippet } from './trackingSnippet';

export const SnippetCard = ({ settings }: { settings: Settings }) => {
  const { t } = useText();
  const origin = window.strapi?.backendURL || window.location.origin;
  return (
    <Card title={t('snippet.title')} subtitle={t('snippet.subtitle')}>
      <CodeBlock code={trackingSnippet(settings, origin)} label={t('snippet.title')} />
    </Card>
  );
};
