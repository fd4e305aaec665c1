import { useMemo } from 'react';
import { unstable_useDocument as useDocument, useDebounce, useForm } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { Panel } from '../../../server/src/contracts/admin';
import {
  detectFieldRoles,
  extractContent,
  type ContentSchema,
  type ContentSchemas,
} from '../../../server/src/core/content';
import { runSeoChecks, seoMessages, type SeoFinding, type SeoGroup } from '../../../server/src/core/seo';
import { getTranslation } from '../text/getTranslation';

/** Advice settles when typing pauses. */
const PAUSE_MS = 500;

export interface Advice {
  /** The check's name. */
  readonly id: string;
  readonly group: SeoGroup;
  /** What the check said; counts in the message may change while this stays. */
  readonly verdict: string;
  readonly message: string;
  /** Attribute to go to, or null where there is no one place. */
  readonly field: string | null;
}

type Site = Pick<Panel, 'seo' | 'roles' | 'firstPublishedAt'>;

/**
 * What could be better about the entry as the form holds it, saved or not; most helpful first.
 * `site` is what only the server knows; without it the checks that need it say nothing.
 */
export const useAdvice = (
  contentType: string,
  locale: string,
  site: Site | undefined
): { advice: Advice[]; empty: boolean } => {
  const { formatMessage } = useIntl();
  const { schema, components } = useDocument(
    { collectionType: 'collection-types', model: contentType },
    { skip: true }
  );
  const values = useDebounce(
    useForm('ForesightPanel', (state) => state.values),
    PAUSE_MS
  );

  const { findings, empty } = useMemo(
    () => findingsOf(schema as ContentSchema | undefined, components as ContentSchemas, values, locale, site),
    [schema, components, values, locale, site]
  );
  const advice = useMemo(
    () =>
      findings.map(({ check, group, messageId, values: said, field }) => ({
        id: check,
        group,
        verdict: messageId,
        message: formatMessage(
          { id: getTranslation(messageId), defaultMessage: seoMessages[messageId] ?? messageId },
          said
        ),
        field,
      })),
    [findings, formatMessage]
  );
  return { advice, empty };
};

const NOTHING: { findings: SeoFinding[]; empty: boolean } = { findings: [], empty: true };

const findingsOf = (
  schema: ContentSchema | undefined,
  components: ContentSchemas,
  values: object,
  locale: string,
  site: Site | undefined
) => {
  const roles = site?.roles ?? (schema ? detectFieldRoles(schema, components) : null);
  if (!schema || !roles) return NOTHING;
  const content = extractContent(schema, components, roles, values as Record<string, unknown>, locale);
  if (content.title === '' && content.text === '') return NOTHING;
  const findings = runSeoChecks({
    content,
    roles,
    language: site?.seo.language ?? locale,
    siteHosts: site?.seo.siteHosts ?? [],
    otherTitles: site?.seo.otherTitles ?? [],
    firstPublishedAt: site?.firstPublishedAt ? Date.parse(site.firstPublishedAt) : null,
    now: Date.now(),
  });
  return { findings: findings.filter(({ status }) => status === 'problem' || status === 'improve'), empty: false };
};
