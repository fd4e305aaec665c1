import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import type { JournalQuery } from '../../hooks/useJournal';

export const KINDS = ['audit', 'incident'] as const;
const PAGE_SIZES = [10, 20, 50, 100];

/** Page, page size and kind as the URL has them; a wrong value becomes the default. */
export const readActivityQuery = (search: URLSearchParams): JournalQuery => {
  const pageSize = Number(search.get('pageSize'));
  return {
    page: Math.max(1, Math.floor(Number(search.get('page'))) || 1),
    pageSize: PAGE_SIZES.includes(pageSize) ? pageSize : 20,
    kind: KINDS.find((kind) => kind === search.get('kind')) ?? '',
  };
};

export const useActivityQuery = () => {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readActivityQuery(params), [params]);
  /** Another kind begins again at page 1. */
  const show = useCallback(
    (kind: string) =>
      setParams((before) => {
        before.delete('page');
        if (kind) before.set('kind', kind);
        else before.delete('kind');
        return before;
      }),
    [setParams]
  );
  return { query, show };
};
