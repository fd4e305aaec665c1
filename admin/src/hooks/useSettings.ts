import { useFetchClient } from '@strapi/strapi/admin';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Settings } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

export const settingsKey = [PLUGIN_ID, 'settings'] as const;

export const useSettings = () => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: settingsKey,
    queryFn: async ({ signal }) => (await get<{ data: Settings }>(`/${PLUGIN_ID}/settings`, { signal })).data.data,
  });
};

/** The kill switch. */
export const useSetActive = () => {
  const { put } = useFetchClient();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (active: boolean) => put(`/${PLUGIN_ID}/settings`, { active }),
    onSettled: () => client.invalidateQueries({ queryKey: [PLUGIN_ID] }),
  });
};
