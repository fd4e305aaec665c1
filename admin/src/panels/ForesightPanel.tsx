import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { unstable_useDocument as useDocument } from '@strapi/strapi/admin';

import { useAllowed } from '../hooks/useAllowed';
import { usePanel } from '../hooks/usePanel';
import { Queries } from '../queryClient';
import { useText } from '../text/useText';

import { PanelContent } from './PanelContent';
import { looksWatchable } from './looksWatchable';

/**
 * The panel beside the edit form. The content manager calls this as a function that returns a title and an element;
 * null leaves the column as it was. Whether the type is watched is the server's word; until it has spoken, and for
 * entries it doesn't know yet, the type's own fields decide.
 */
export const ForesightPanel: PanelComponent = ({ model, documentId, document, collectionType }) => {
  const { t } = useText();
  const { canRead } = useAllowed();
  const { schema, components } = useDocument({ collectionType, model }, { skip: true });
  const locale = typeof document?.locale === 'string' ? document.locale : undefined;
  const savedAt = typeof document?.updatedAt === 'string' ? document.updatedAt : undefined;
  const panel = usePanel({ contentType: model, documentId, locale, savedAt }, canRead);

  const shown = panel.data
    ? panel.data.watched
    : collectionType === 'collection-types' && looksWatchable(schema, components);
  if (!canRead || !shown) return null;
  return {
    title: t('panel.title'),
    content: (
      <Queries>
        <PanelContent contentType={model} documentId={documentId} locale={locale} savedAt={savedAt} />
      </Queries>
    ),
  };
};
