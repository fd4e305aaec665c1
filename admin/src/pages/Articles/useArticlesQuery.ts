import type { ArticlesQuery } from '../../hooks/useArticles';
import { useUrlQuery } from '../../hooks/useUrlQuery';

export const DEFAULT_SORT = 'firstPublishedAt:desc';
export const PERFORMANCES = ['over', 'under', 'as-expected', 'too-early'] as const;
const PAGE_SIZES = [10, 20, 50, 100];

/** Page, page size, sort, search, locale and performance as the URL has them; a wrong value becomes the default. */
export const readArticlesQuery = (search: URLSearchParams): ArticlesQuery => {
  const pageSize = Number(search.get('pageSize'));
  return {
    page: Math.max(1, Math.floor(Number(search.get('page'))) || 1),
    pageSize: PAGE_SIZES.includes(pageSize) ? pageSize : 20,
    sort: /^[A-Za-z]+:(asc|desc)$/.test(search.get('sort') ?? '') ? (search.get('sort') ?? DEFAULT_SORT) : DEFAULT_SORT,
    search: search.get('_q') ?? '',
    locale: search.get('locale') ?? '',
    performance: PERFORMANCES.find((each) => each === search.get('performance')) ?? '',
  };
};

/** The query, and how to change parts of it: anything but the page itself begins again at page 1. */
export const useArticlesQuery = () => useUrlQuery(readArticlesQuery);
