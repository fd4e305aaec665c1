import { useState } from 'react';
import {
  Box,
  Checkbox,
  Field,
  Flex,
  Link,
  SingleSelect,
  SingleSelectOption,
  Tabs,
  Typography,
} from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { PublishableKey, Settings } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CodeBlock } from '../../components/CodeBlock';
import { LoadFailed } from '../../components/LoadFailed';
import { Skeleton } from '../../components/Skeleton';
import { useArticles } from '../../hooks/useArticles';
import { type TrackerFacts, useTracker } from '../../hooks/useTracker';
import { useText } from '../../text/useText';

import { eventsPath } from './eventsPath';
import { isTaken } from './keyState';
import { Listening } from './Listening';
import { SettingsOnly } from './SettingsOnly';
import { type SnippetName, SNIPPETS } from './snippets';

const NAMES = Object.keys(SNIPPETS) as SnippetName[];
/** One published article, for a page that runs as it stands. */
const NEWEST = { page: 1, pageSize: 10, sort: 'firstPublishedAt:desc', search: '', locale: '', performance: '' };

/** From the snippet to the first event, on one page. */
export const TestSection = () => <SettingsOnly>{(settings) => <Test settings={settings} />}</SettingsOnly>;

const Test = ({ settings }: { settings: Settings }) => {
  const { t } = useText();
  const keys = settings.keys.filter((key) => isTaken(key, Date.now()));
  const tracker = useTracker(settings.ingestPath);
  const articles = useArticles(NEWEST);
  const newest = articles.data?.data[0];
  if (keys.length === 0) {
    return (
      <Card title={t('test.title')}>
        <Link tag={RouterLink} to={eventsPath('keys')}>
          {t('keys.none')}
        </Link>
      </Card>
    );
  }
  return (
    <>
      {tracker.isPending || articles.isPending ? (
        <Skeleton heights={['52rem']} />
      ) : tracker.isError ? (
        <LoadFailed error={tracker.error} onRetry={() => void tracker.refetch()} />
      ) : (
        <Snippets
          keys={keys}
          tracker={tracker.data}
          example={
            newest ?? {
              documentId: 'DOCUMENT_ID',
              locale: '',
              contentType: settings.watched[0]?.uid ?? '',
            }
          }
          severalTypes={settings.watched.length > 1}
        />
      )}
      <Listening />
    </>
  );
};

/** Where the server answers: Strapi tells its admin when that is not where the admin itself lives. */
const backendOrigin = (): string => {
  const { backendURL } = window.strapi as { backendURL?: string };
  return backendURL || window.location.origin;
};

interface SnippetsProps {
  readonly keys: readonly PublishableKey[];
  readonly tracker: TrackerFacts;
  readonly example: { readonly documentId: string; readonly locale: string; readonly contentType: string };
  readonly severalTypes: boolean;
}

const Snippets = ({ keys, tracker, example, severalTypes }: SnippetsProps) => {
  const { t } = useText();
  const [keyId, setKeyId] = useState(keys[0]?.id ?? '');
  const [pinned, setPinned] = useState(false);
  const key = keys.find(({ id }) => id === keyId) ?? keys[0];
  const facts = { origin: backendOrigin(), key: key?.key ?? '', tracker, pinned, example, severalTypes };
  return (
    <Card title={t('test.title')} subtitle={t('test.subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={6} wrap="wrap" alignItems="flex-end">
          <Box width="32rem">
            <Field.Root name="test-key">
              <Field.Label>{t('column.key')}</Field.Label>
              <SingleSelect size="S" value={key?.id ?? ''} onChange={(id) => setKeyId(String(id))}>
                {keys.map(({ id, name, origins }) => (
                  <SingleSelectOption key={id} value={id}>
                    {t('test.key', { name, origins: origins.length })}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
          </Box>
          <Checkbox checked={pinned} onCheckedChange={(value) => setPinned(value === true)}>
            {t('test.pinned')}
          </Checkbox>
        </Flex>
        {pinned ? (
          <Typography variant="pi" textColor="neutral600">
            {t('test.pinned.hint')}
          </Typography>
        ) : null}
        <Tabs.Root defaultValue={NAMES[0] ?? ''} variant="simple">
          <Tabs.List aria-label={t('test.kinds')}>
            {NAMES.map((name) => (
              <Tabs.Trigger key={name} value={name}>
                {t(`test.kind.${name}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {NAMES.map((name) => (
            <Tabs.Content key={name} value={name}>
              <Box paddingTop={4}>
                <CodeBlock code={SNIPPETS[name](facts)} label={t(`test.kind.${name}`)} />
              </Box>
            </Tabs.Content>
          ))}
        </Tabs.Root>
      </Flex>
    </Card>
  );
};
