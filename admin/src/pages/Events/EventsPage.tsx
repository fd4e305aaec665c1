import type { ComponentType } from 'react';
import { LinkButton, Tabs } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

import { PageFrame } from '../../components/PageFrame';
import { useAllowed } from '../../hooks/useAllowed';
import { PLUGIN_ID } from '../../pluginId';
import { useText } from '../../text/useText';

import { ArrivingSection } from './ArrivingSection';
import { SECTIONS, type Section } from './eventsPath';
import { KeysSection } from './KeysSection';
import { LiveSection } from './LiveSection';
import { QuarantineSection } from './QuarantineSection';
import { TestSection } from './TestSection';

const BODIES: Record<Section, ComponentType> = {
  arriving: ArrivingSection,
  live: LiveSection,
  quarantine: QuarantineSection,
  keys: KeysSection,
  test: TestSection,
};

/** Are events arriving, from where, is anything refused. The section and its filters live in the URL. */
export const EventsPage = () => {
  const { t } = useText();
  const { canImport } = useAllowed();
  const [search, setSearch] = useSearchParams();
  const shown = SECTIONS.find((name) => name === search.get('section')) ?? 'arriving';
  return (
    <PageFrame
      title={t('events.title')}
      subtitle={t('events.subtitle')}
      primaryAction={
        canImport ? (
          <LinkButton tag={RouterLink} variant="secondary" startIcon={<Upload />} to={`/plugins/${PLUGIN_ID}/import`}>
            {t('events.import')}
          </LinkButton>
        ) : undefined
      }
    >
      <Tabs.Root variant="simple" value={shown} onValueChange={(section) => setSearch({ section })}>
        <Tabs.List aria-label={t('events.sections')}>
          {SECTIONS.map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {t(`events.section.${name}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {SECTIONS.map((name) => {
          const Shown = BODIES[name];
          return (
            <Tabs.Content key={name} value={name}>
              {name === shown ? <Shown /> : null}
            </Tabs.Content>
          );
        })}
      </Tabs.Root>
    </PageFrame>
  );
};
