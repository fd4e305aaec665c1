import { Box, Flex } from '@strapi/design-system';

import type { Settings } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CodeBlock } from '../../components/CodeBlock';
import { FactList } from '../../components/FactList';
import { humanise } from '../../format/humanise';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';

import { configSnippet } from './configSnippet';

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.map((line) => (
    <span key={line} style={{ display: 'block' }}>
      {line}
    </span>
  ));

/** What is predicted and with which learner. Read-only here: it changes every label, so it belongs under version control. */
export const LearningCard = ({ settings }: { settings: Settings }) => {
  const { t, named } = useText();
  const format = useFormat();
  const weights = Object.entries(settings.weights)
    .filter(([, weight]) => weight !== 0)
    .map(([event, weight]) =>
      t('learning.weight', {
        event: named('event', event, event),
        weight: format.number(weight),
      })
    );
  const learner = Object.entries(settings.ranker).map(([name, value]) =>
    t('learning.parameter', {
      name: named('ranker', name, humanise(name)),
      value: typeof value === 'number' ? format.number(value) : named('model.algorithm', value, value),
    })
  );
  return (
    <Card title={t('learning.title')} subtitle={t('learning.subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <FactList
          facts={[
            [t('learning.target'), format.list(weights)],
            [t('learning.horizon'), t('learning.days', { days: settings.horizonDays })],
            [t('learning.learner'), <Lines key="learner" lines={learner} />],
          ]}
        />
        <Box>
          <CodeBlock code={configSnippet(settings)} label={t('learning.snippet')} />
        </Box>
      </Flex>
    </Card>
  );
};
