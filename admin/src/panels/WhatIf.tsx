import { useState } from 'react';
import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useDebounce } from '@strapi/strapi/admin';

import type { WhatIfAnswer, WhatIfChanges } from '../../../server/src/contracts/what-if';
import { useFormat } from '../format/useFormat';
import { useErrorText } from '../hooks/useErrorText';
import type { PanelTarget } from '../hooks/usePanel';
import { useWhatIf } from '../hooks/useWhatIf';
import { useText } from '../text/useText';

import { Fold } from './Fold';
import { TwoBands } from './TwoBands';
import { changesOf, fieldsOf, outsideOf, type WhatIfFields } from './whatIfChanges';
import { WhatIfForm } from './WhatIfForm';
import { comparableSentence, whatIfSentence } from './whatIfSentence';

/** The answer follows when typing pauses. */
const PAUSE_MS = 600;
const NOTHING: WhatIfChanges = {};

/** The same article with another title, length, number of images, category or time: folded, and asked for only when open. */
export const WhatIf = (target: PanelTarget) => {
  const { t } = useText();
  return (
    <Fold title={t('what-if.title')}>
      <Loaded key={target.savedAt} {...target} />
    </Fold>
  );
};

/** First the article as it is, to fill the fields with. */
const Loaded = (target: PanelTarget) => {
  const text = useText();
  const { data, error, refetch } = useWhatIf(target, NOTHING);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.abstained) {
    return (
      <Typography variant="pi" textColor="neutral600">
        {text.named('abstained', data.abstained.code, data.abstained.reason)}
      </Typography>
    );
  }
  return <Play target={target} current={data.current} />;
};

interface PlayProps {
  readonly target: PanelTarget;
  readonly current: WhatIfAnswer['data']['current'];
}

const Play = ({ target, current }: PlayProps) => {
  const { t } = useText();
  const [fields, setFields] = useState<WhatIfFields>(() => fieldsOf(current));
  const outside = outsideOf(fields, current);
  const changes = changesOf(fields, current);
  const changed = Object.keys(changes).length > 0;
  const answerable = changed && Object.keys(outside).length === 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="pi" textColor="neutral600">
        {t('what-if.intro')}
      </Typography>
      <WhatIfForm current={current} fields={fields} outside={outside} onChange={setFields} />
      {answerable ? <Answer target={target} changes={changes} /> : null}
      {changed ? <TextButton onClick={() => setFields(fieldsOf(current))}>{t('what-if.reset')}</TextButton> : null}
    </Flex>
  );
};

const Answer = ({ target, changes }: { target: PanelTarget; changes: WhatIfChanges }) => {
  const text = useText();
  const format = useFormat();
  const settled = JSON.parse(useDebounce(JSON.stringify(changes), PAUSE_MS)) as WhatIfChanges;
  const { data, error, refetch, isPlaceholderData } = useWhatIf(target, settled);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  const variant = data?.variants[0];
  if (!data || !variant) return <Waiting />;
  const comparable = comparableSentence(variant, text, format);
  const { prediction } = data.current;
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={2}
      aria-live="polite"
      aria-busy={isPlaceholderData}
      style={{ opacity: isPlaceholderData ? 0.6 : 1 }}
    >
      <Typography tag="p" variant="pi" fontWeight="bold">
        {whatIfSentence(variant, variant.changes, text, format)}
      </Typography>
      {prediction && variant.prediction ? <TwoBands now={prediction} changed={variant.prediction} /> : null}
      {comparable === null ? null : (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {comparable}
        </Typography>
      )}
    </Flex>
  );
};

const Failed = ({ error, onRetry }: { error: Error; onRetry: () => void }) => {
  const { t } = useText();
  const say = useErrorText();
  return (
    <Box role="alert">
      <Typography variant="pi" textColor="neutral600">
        {say(error)}
      </Typography>
      <TextButton onClick={onRetry}>{t('retry')}</TextButton>
    </Box>
  );
};

const Waiting = () => {
  const { t } = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2} aria-busy role="status" aria-label={t('loading')}>
      {['100%', '70%'].map((width) => (
        <Box key={width} aria-hidden height="1.6rem" width={width} background="neutral150" hasRadius />
      ))}
    </Flex>
  );
};
