import { useFetchClient } from '@strapi/strapi/admin';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Recompute } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

const POLL_MS = 1_500;
const LOOK_MS = 30_000;
const recomputeKey = [PLUGIN_ID, 'recompute'] as const;

export const isCounting = (latest: Recompute | null | undefined): boolean =>
  latest?.status === 'queued' || latest?.status === 'running';

/** The window that was counted again last, whoever asked; followed closely while it goes on. */
export const useRecompute = () => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: recomputeKey,
    queryFn: async ({ signal }) =>
      (await get<{ data: Recompute | null }>(`/${PLUGIN_ID}/recompute`, { signal })).data.data,
    refetchInterval: (query) => (isCounting(query.state.data) ? POLL_MS : LOOK_MS),
  });
};

export const useStartRecompute = () => {
  const { post } = useFetchClient();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (window: { readonly from: string; readonly to: string }) =>
      (await post<{ data: Recompute }>(`/${PLUGIN_ID}/recompute`, window)).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: recomputeKey }),
  });
};
