import { useFetchClient } from '@strapi/strapi/admin';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { PublishableKey } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

import { settingsKey } from './useSettings';

/** Publishable keys are read with the settings. */
export const useCreateKey = () => {
  const { post } = useFetchClient();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) =>
      (await post<{ data: PublishableKey }>(`/${PLUGIN_ID}/keys`, { name })).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: settingsKey }),
  });
};

export const useRevokeKey = () => {
  const { del } = useFetchClient();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => del(`/${PLUGIN_ID}/keys/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: settingsKey }),
  });
};
