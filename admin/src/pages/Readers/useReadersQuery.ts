import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';

import type { ReadersQuery } from '../../hooks/useReaders';

const WINDOWS = [7, 28, 90] as const;
const DEFAULT_DAYS = 28;
const DAY_MS = 24 * 3_600_000;

export const READER_WINDOWS: readonly number[] = WINDOWS;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The last days up to tomorrow's UTC date, so that the running day of every time zone is among them. */
export const windowOf = (days: number, now: number): Pick<ReadersQuery, 'from' | 'to'> => ({
  from: dateOf(now - (days - 1) * DAY_MS),
  to: dateOf(now + DAY_MS),
});

/** Which article, and of how many days: from the address. */
export const useReadersQuery = () => {
  const { contentType = '', documentId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const days = WINDOWS.find((each) => String(each) === search.get('days')) ?? DEFAULT_DAYS;
  const locale = search.get('locale') ?? '';
  const query = useMemo(
    (): ReadersQuery => ({ contentType, documentId, locale, ...windowOf(days, Date.now()) }),
    [contentType, documentId, locale, days]
  );
  const show = (next: number) =>
    setSearch((before) => {
      before.set('days', String(next));
      return before;
    });
  return { query, days, show };
};
