import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { ArrivingAnswer, RefusalsAnswer } from '../../../server/src/contracts/events-page';
import { PLUGIN_ID } from '../pluginId';

/** Events keep arriving while the page is open. */
const LOOK_MS = 30_000;

/** Counts by type and hour, what became of everything, and what was found. */
export const useArriving = (hours: number) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'arriving', hours],
    queryFn: async ({ signal }) =>
      (await get<ArrivingAnswer>(`/${PLUGIN_ID}/arriving`, { params: { hours }, signal })).data.data,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  });
};

/** What browsers sent of late and was not taken. @param since null = as far as the server remembers. */
export const useRefusals = (since: string | null, everyMs: number = LOOK_MS) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'refusals', since],
    queryFn: async ({ signal }) =>
      (await get<RefusalsAnswer>(`/${PLUGIN_ID}/refusals`, { params: since === null ? {} : { since }, signal })).data,
    refetchInterval: everyMs,
  });
};
