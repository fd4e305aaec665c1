import { useFetchClient } from '@strapi/strapi/admin';
import { useQuery } from '@tanstack/react-query';

import type { Overview } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

export const overviewKey = [PLUGIN_ID, 'overview'] as const;

/** Read again every minute while it is open: events keep arriving. */
export const useOverview = () => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: overviewKey,
    queryFn: async ({ signal }) => (await get<{ data: Overview }>(`/${PLUGIN_ID}/overview`, { signal })).data.data,
    refetchInterval: 60_000,
  });
};
