import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { WhatIfAnswer, WhatIfChanges } from '../../../server/src/contracts/what-if';
import { PLUGIN_ID } from '../pluginId';
import type { PanelTarget } from './usePanel';

/** The saved entry as it is and, where something is changed, otherwise. Asking saves nothing. */
export const useWhatIf = ({ contentType, documentId, locale, savedAt }: PanelTarget, changes: WhatIfChanges) => {
  const { post } = useFetchClient();
  const variants = Object.keys(changes).length === 0 ? [] : [{ changes }];
  return useQuery({
    queryKey: [PLUGIN_ID, 'what-if', contentType, documentId, locale, savedAt, JSON.stringify(changes)],
    queryFn: async ({ signal }) => {
      const entry = `/${PLUGIN_ID}/panel/${contentType}/${encodeURIComponent(documentId ?? '')}`;
      const body = { ...(locale ? { locale } : {}), variants };
      return (await post<WhatIfAnswer>(`${entry}/what-if`, body, { signal })).data.data;
    },
    enabled: documentId !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
};
