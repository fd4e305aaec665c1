import type { Settings } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CodeBlock } from '../../components/CodeBlock';
import { useText } from '../../text/useText';

import { trackingSnippet } from './trackingSnippet';

/** Where the server answers: Strapi tells its admin when that is not where the admin itself lives. */
const backendOrigin = (): string => {
  const { backendURL } = window.strapi as { backendURL?: string };
  return backendURL || window.location.origin;
};

export const SnippetCard = ({ settings }: { settings: Settings }) => {
  const { t } = useText();
  const origin = backendOrigin();
  return (
    <Card title={t('snippet.title')} subtitle={t('snippet.subtitle')}>
      <CodeBlock code={trackingSnippet(settings, origin)} label={t('snippet.title')} />
    </Card>
  );
};
