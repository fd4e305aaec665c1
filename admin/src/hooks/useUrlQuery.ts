import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * What a list is asked for lives in the URL.
 *
 * @param read the query as the URL has it; the same function at every render.
 * @returns the query, and how to change parts of it: an empty value takes its parameter out, and the list begins again
 * at page 1.
 */
export const useUrlQuery = <Query>(read: (search: URLSearchParams) => Query) => {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => read(params), [read, params]);
  const change = useCallback(
    (next: Readonly<Record<string, string | undefined>>) =>
      setParams((before) => {
        before.delete('page');
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
