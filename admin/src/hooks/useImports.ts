import { useCallback, useRef, useState } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type {
  ImportAnswer,
  ImportPreviewAnswer,
  ImportsAnswer,
  ImportSummary,
  ImportWishes,
} from '../../../server/src/contracts/imports';
import { PLUGIN_ID } from '../pluginId';

const ROOT = `/${PLUGIN_ID}/imports`;
/** While one is under way, and while none is: a command may begin one. */
const POLL_MS = 1_000;
const LOOK_MS = 15_000;
/** The server takes slices of 4 MB; and how often one that fails is sent again, and after how long. */
const SLICE_BYTES = 4 * 1024 * 1024;
const TRIES = 5;
const WAIT_MS = 1_000;

export const importKeys = {
  all: [PLUGIN_ID, 'imports'] as const,
  one: (key: string) => [...importKeys.all, key] as const,
  preview: (key: string, options: ImportWishes) => [...importKeys.all, key, 'preview', options] as const,
};

export const isUnderWay = ({ state }: Pick<ImportSummary, 'state'>): boolean =>
  state === 'running' || state === 'undoing';

export const useImports = () => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: importKeys.all,
    queryFn: async ({ signal }) => (await get<ImportsAnswer>(ROOT, { signal })).data.data,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : LOOK_MS),
  });
};

export const useImport = (key: string) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: importKeys.one(key),
    queryFn: async ({ signal }) => (await get<ImportAnswer>(`${ROOT}/${key}`, { signal })).data.data,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : LOOK_MS),
  });
};

/** What would become of the file, read as `options` say; the last answer stays until the next is there. */
export const useImportPreview = (key: string, options: ImportWishes) => {
  const { post } = useFetchClient();
  return useQuery({
    queryKey: importKeys.preview(key, options),
    queryFn: async ({ signal }) =>
      (await post<ImportPreviewAnswer>(`${ROOT}/${key}/preview`, { options }, { signal })).data.data,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
};

export type ImportStep = 'start' | 'pause' | 'resume' | 'cancel' | 'undo';

export const useImportStep = (key: string) => {
  const { post } = useFetchClient();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ step, options }: { readonly step: ImportStep; readonly options?: ImportWishes }) =>
      (await post<ImportAnswer>(`${ROOT}/${key}/${step}`, options === undefined ? {} : { options })).data.data,
    onSuccess: (summary) => client.setQueryData(importKeys.one(key), summary),
    onSettled: () => client.invalidateQueries({ queryKey: importKeys.all }),
  });
};

export interface Upload {
  readonly name: string;
  /** 0–1 */
  readonly share: number;
}

/** Sends a file in slices. One that was begun before, here or elsewhere, goes on where it was. */
export const useUpload = () => {
  const { get, post } = useFetchClient();
  const client = useQueryClient();
  const [upload, setUpload] = useState<Upload | null>(null);
  const stopped = useRef(false);

  const sendSlice = useCallback(
    async (key: string, file: File, offset: number): Promise<ImportSummary> => {
      const form = new FormData();
      form.append('file', file.slice(offset, offset + SLICE_BYTES), 'slice');
      return (await post<ImportAnswer>(`${ROOT}/${key}/bytes?offset=${offset}`, form)).data.data;
    },
    [post]
  );

  const mutation = useMutation({
    mutationFn: async (file: File): Promise<ImportSummary> => {
      stopped.current = false;
      setUpload({ name: file.name, share: 0 });
      const known = (await get<ImportsAnswer>(ROOT)).data.data.find(
        ({ state, fileName, fileSize, received }) =>
          state === 'uploading' && received !== null && fileName === file.name && fileSize === file.size
      );
      let summary = known ?? (await post<ImportAnswer>(ROOT, { name: file.name, size: file.size })).data.data;
      for (let failed = 0; summary.state === 'uploading' && !stopped.current;) {
        try {
          summary = await sendSlice(summary.key, file, summary.received ?? 0);
          failed = 0;
        } catch (error) {
          if (++failed >= TRIES) throw error;
          await new Promise((resolve) => setTimeout(resolve, WAIT_MS * failed));
          // What arrived of it is known there; a slice that is sent twice does no harm.
          summary = (await get<ImportAnswer>(`${ROOT}/${summary.key}`)).data.data;
        }
        setUpload({ name: file.name, share: (summary.received ?? 0) / Math.max(1, file.size) });
      }
      return summary;
    },
    onSettled: () => {
      setUpload(null);
      return client.invalidateQueries({ queryKey: importKeys.all });
    },
  });
  return { upload, send: mutation.mutate, stop: () => (stopped.current = true) };
};
