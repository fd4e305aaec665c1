import { useFetchClient } from '@strapi/strapi/admin';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import type { KeyAnswer, RotateAnswer } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

import { settingsKey } from './useSettings';

export interface KeyChoice {
  readonly name: string;
  /** Empty = any. */
  readonly origins: readonly string[];
}

const keyPath = (id: string) => `/${PLUGIN_ID}/keys/${encodeURIComponent(id)}`;

/** Publishable keys are read with the settings. */
const useKeysChanged = () => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: settingsKey });
};

export const useCreateKey = () => {
  const { post } = useFetchClient();
  const onSettled = useKeysChanged();
  return useMutation({
    mutationFn: async (choice: KeyChoice) => (await post<KeyAnswer>(`/${PLUGIN_ID}/keys`, choice)).data.data,
    onSettled,
  });
};

export const useChangeKey = () => {
  const { put } = useFetchClient();
  const onSettled = useKeysChanged();
  return useMutation({
    mutationFn: async ({ id, ...choice }: KeyChoice & { readonly id: string }) =>
      (await put<KeyAnswer>(keyPath(id), choice)).data.data,
    onSettled,
  });
};

/** A new key in the place of one, which is taken for some hours more. */
export const useRotateKey = () => {
  const { post } = useFetchClient();
  const onSettled = useKeysChanged();
  return useMutation({
    mutationFn: async ({ id, graceHours }: { readonly id: string; readonly graceHours: number }) =>
      (await post<RotateAnswer>(`${keyPath(id)}/rotate`, { graceHours })).data,
    onSettled,
  });
};

export const useRevokeKey = () => {
  const { del } = useFetchClient();
  const onSettled = useKeysChanged();
  return useMutation({ mutationFn: (id: string) => del(keyPath(id)), onSettled });
};
