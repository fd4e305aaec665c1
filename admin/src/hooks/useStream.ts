import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { StreamAnswer } from '../../../server/src/contracts/events-page';
import { PLUGIN_ID } from '../pluginId';

/** How often what is live is read again, while its tab is seen. */
export const LIVE_MS = 2_000;

export interface StreamQuery {
  readonly type: string;
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string;
}

/** What is empty is left out; an article's locale says nothing without the article. */
export const streamParams = ({ type, contentType, documentId, locale }: StreamQuery): Record<string, string> => ({
  ...(type ? { type } : {}),
  ...(documentId && contentType ? { documentId, contentType, ...(locale ? { locale } : {}) } : {}),
});

/** The newest events. Nothing is asked while paused, or while the tab is hidden. */
export const useStream = (query: StreamQuery, paused: boolean) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'stream', query],
    queryFn: async ({ signal }) =>
      (await get<StreamAnswer>(`/${PLUGIN_ID}/stream`, { params: streamParams(query), signal })).data,
    placeholderData: keepPreviousData,
    refetchInterval: paused ? false : LIVE_MS,
    refetchIntervalInBackground: false,
  });
};

/** What came since the server's time at the first question. */
export const useEventsSince = (opened: string | null) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'stream', 'since', opened],
    queryFn: async ({ signal }) =>
      (await get<StreamAnswer>(`/${PLUGIN_ID}/stream`, { params: opened === null ? {} : { since: opened }, signal }))
        .data,
    enabled: opened !== null,
    refetchInterval: LIVE_MS,
  });
};

/** The server's own time, asked once: clocks of readers differ. */
export const useServerTime = (asked: number) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'server-time', asked],
    queryFn: async ({ signal }) => (await get<StreamAnswer>(`/${PLUGIN_ID}/stream`, { signal })).data.meta.at,
    staleTime: Infinity,
  });
};
