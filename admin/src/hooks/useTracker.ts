import { useFetchClient } from '@strapi/strapi/admin';
import { useQuery } from '@tanstack/react-query';

import type { GetTracker } from '../../../server/src/contracts/tracker';
import { PLUGIN_ID } from '../pluginId';

export type TrackerFacts = GetTracker['Response']['data'];

/** The script as it is served now: where, in which version, with which hash. */
export const useTracker = (ingestPath: string) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [PLUGIN_ID, 'tracker', ingestPath],
    queryFn: async ({ signal }) =>
      (await get<GetTracker['Response']>(ingestPath.replace(/events$/, 'tracker.json'), { signal })).data.data,
    staleTime: Infinity,
  });
};
