import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import type { StreamedEvent } from '../../../../server/src/contracts/events-page';
import type { StreamQuery } from '../../hooks/useStream';

/** The server's own list is code, and the admin shares its types only. */
const EVERY_TYPE: Record<StreamedEvent['type'], true> = {
  view: true,
  engagement: true,
  click: true,
  impression: true,
  conversion: true,
  search: true,
  share: true,
  custom: true,
};
export const TYPES = Object.keys(EVERY_TYPE) as StreamedEvent['type'][];

/** Type and article as the URL has them; a wrong type becomes all. */
export const readStreamQuery = (search: URLSearchParams): StreamQuery => ({
  type: TYPES.find((type) => type === search.get('type')) ?? '',
  contentType: search.get('contentType') ?? '',
  documentId: search.get('documentId') ?? '',
  locale: search.get('locale') ?? '',
});

export const useStreamQuery = () => {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readStreamQuery(params), [params]);
  const change = useCallback(
    (next: Partial<StreamQuery>) =>
      setParams((before) => {
        for (const [name, value] of Object.entries(next)) {
          if (value) before.set(name, value);
          else before.delete(name);
        }
        return before;
      }),
    [setParams]
  );
  return { query, change };
};
