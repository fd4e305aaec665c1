import { useFetchClient } from '@strapi/strapi/admin';
import { useQuery } from '@tanstack/react-query';

import type { Panel } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';
import { queryClient } from '../queryClient';

export interface PanelTarget {
  readonly contentType: string;
  /** undefined while the entry was never saved. */
  readonly documentId: string | undefined;
  readonly locale: string | undefined;
  /** Changes with every save, so that the forecast follows. */
  readonly savedAt: string | undefined;
}

/**
 * What the panel shows for a saved entry. The client is named because the content manager calls panels as functions,
 * above any provider of ours.
 */
export const usePanel = ({ contentType, documentId, locale, savedAt }: PanelTarget, enabled: boolean) => {
  const { get } = useFetchClient();
  return useQuery(
    {
      queryKey: [PLUGIN_ID, 'panel', contentType, documentId, locale, savedAt],
      queryFn: async ({ signal }) =>
        (
          await get<{ data: Panel }>(`/${PLUGIN_ID}/panel/${contentType}/${encodeURIComponent(documentId ?? '')}`, {
            params: locale ? { locale } : {},
            signal,
          })
        ).data.data,
      enabled: enabled && Boolean(documentId),
      placeholderData: (before, query) =>
        query?.queryKey[3] === documentId && query?.queryKey[4] === locale ? before : undefined,
    },
    queryClient
  );
};
