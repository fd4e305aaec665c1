import { useFetchClient } from '@strapi/strapi/admin';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type {
  ImportAnswer,
  ModelDetail,
  ModelKind,
  ModelsAnswer,
  VersionComparison,
} from '../../../server/src/contracts/admin';
import { saveFile } from '../format/saveFile';
import { PLUGIN_ID } from '../pluginId';

import { overviewKey } from './useOverview';

export const modelKeys = {
  all: [PLUGIN_ID, 'models'] as const,
  kind: (kind: ModelKind) => [...modelKeys.all, 'kind', kind] as const,
  detail: (id: string) => [...modelKeys.all, 'detail', id] as const,
};

/** Versions of one kind, newest first. */
export const useModels = (kind: ModelKind) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: modelKeys.kind(kind),
    queryFn: async ({ signal }) =>
      (await get<ModelsAnswer>(`/${PLUGIN_ID}/models`, { params: { kind }, signal })).data.data,
  });
};

export const useModel = (id: string | null | undefined) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: modelKeys.detail(id ?? ''),
    queryFn: async ({ signal }) =>
      (await get<{ data: ModelDetail }>(`/${PLUGIN_ID}/models/${encodeURIComponent(id ?? '')}`, { signal })).data.data,
    enabled: Boolean(id),
  });
};

/** Two versions side by side, by their names. What a version predicted never changes. */
export const useComparison = (first: string, second: string) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [...modelKeys.all, 'comparison', first, second] as const,
    queryFn: async ({ signal }) => {
      const path = `/${PLUGIN_ID}/models/${encodeURIComponent(first)}/compare/${encodeURIComponent(second)}`;
      return (await get<{ data: VersionComparison }>(path, { signal })).data.data;
    },
    staleTime: Infinity,
  });
};

const useLiveModelChanged = () => {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: modelKeys.all }),
      client.invalidateQueries({ queryKey: overviewKey }),
    ]);
};

export const usePromoteModel = () => {
  const { post } = useFetchClient();
  const onSettled = useLiveModelChanged();
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      post(`/${PLUGIN_ID}/models/${encodeURIComponent(id)}/promote`, { reason }),
    onSettled,
  });
};

export const useRollBackModel = () => {
  const { post } = useFetchClient();
  const onSettled = useLiveModelChanged();
  return useMutation({
    mutationFn: ({ kind, reason }: { readonly kind: ModelKind; readonly reason: string }) =>
      post(`/${PLUGIN_ID}/models/kinds/${kind}/roll-back`, { reason }),
    onSettled,
  });
};

/** Saves a version's file where the browser keeps downloads. */
export const useExportModel = () => {
  const { get } = useFetchClient();
  return useMutation({
    mutationFn: async (version: string) => {
      const path = `/${PLUGIN_ID}/models/${encodeURIComponent(version)}/export`;
      const { data } = await get<Blob>(path, { responseType: 'blob' });
      saveFile(`foresight-${version}.model`, data);
    },
  });
};

/** Brings a version from a file; the very same one may be there already. */
export const useImportModel = () => {
  const { post } = useFetchClient();
  const onSettled = useLiveModelChanged();
  return useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData();
      form.append('file', file);
      const { data } = await post<ImportAnswer>(`/${PLUGIN_ID}/models/import`, form);
      return { version: data.data, isNew: data.meta.isNew };
    },
    onSettled,
  });
};
