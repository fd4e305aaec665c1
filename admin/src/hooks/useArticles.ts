import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { ArticlesPage } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

export interface ArticlesQuery {
  readonly page: number;
  readonly pageSize: number;
  /** `field:asc` or `field:desc`. */
  readonly sort: string;
  readonly search: string;
  readonly locale: string;
  /** over, under, as-expected, too-early, or empty for all. */
  readonly performance: string;
}

/** What is empty is left out. */
export const articlesParams = ({ search, locale, performance, ...rest }: ArticlesQuery) => ({
  ...rest,
  ...(search ? { search } : {}),
  ...(locale ? { locale } : {}),
  ...(performance ? { performance } : {}),
});

/** The page before stays visible while the next one loads, so that the table never collapses. */
export const useArticles = (query: ArticlesQuery) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'articles', query],
    queryFn: async ({ signal }) =>
      (await get<ArticlesPage>(`/${PLUGIN_ID}/articles`, { params: articlesParams(query), signal })).data,
    placeholderData: keepPreviousData,
  });
};
