import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { ReadersAnswer } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

export interface ReadersQuery {
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string;
  /** yyyy-mm-dd, both included. */
  readonly from: string;
  readonly to: string;
}

/** Who read one article on some days. */
export const useReaders = ({ contentType, documentId, locale, from, to }: ReadersQuery) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'readers', contentType, documentId, locale, from, to],
    queryFn: async ({ signal }) =>
      (
        await get<ReadersAnswer>(
          `/${PLUGIN_ID}/articles/${encodeURIComponent(contentType)}/${encodeURIComponent(documentId)}/readers`,
          { params: { from, to, ...(locale ? { locale } : {}) }, signal }
        )
      ).data,
    placeholderData: keepPreviousData,
  });
};
