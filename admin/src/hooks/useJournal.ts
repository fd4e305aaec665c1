import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { JournalAnswer, JournalEntry, ProcessesAnswer } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

/** Something may happen while the page is open. */
const LOOK_MS = 30_000;

export interface JournalQuery {
  readonly page: number;
  readonly pageSize: number;
  /** Empty = both. */
  readonly kind: JournalEntry['kind'] | '';
}

/** Who changed what, and what happened. The page before stays visible while the next one loads. */
export const useJournal = ({ kind, ...paging }: JournalQuery) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'journal', kind, paging],
    queryFn: async ({ signal }) =>
      (
        await get<JournalAnswer>(`/${PLUGIN_ID}/journal`, {
          params: { ...paging, ...(kind === '' ? {} : { kind }) },
          signal,
        })
      ).data,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  });
};

/** The processes of this site that are alive. */
export const useProcesses = () => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'processes'],
    queryFn: async ({ signal }) => (await get<ProcessesAnswer>(`/${PLUGIN_ID}/processes`, { signal })).data.data,
    refetchInterval: LOOK_MS,
  });
};
