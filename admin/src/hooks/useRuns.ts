import { useEffect, useRef } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { RunSummary, RunsAnswer, TrainAnswer } from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

/** While a run is under way, and while none is: one may begin by itself. */
const POLL_MS = 1_500;
const LOOK_MS = 30_000;

export const runKeys = {
  all: [PLUGIN_ID, 'runs'] as const,
  page: (page: number, pageSize: number) => [...runKeys.all, 'page', page, pageSize] as const,
  one: (runId: string) => [PLUGIN_ID, 'run', runId] as const,
};

export const isActive = (run: RunSummary | undefined): boolean => run?.status === 'queued' || run?.status === 'running';

export const useRuns = (page: number, pageSize: number) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: runKeys.page(page, pageSize),
    queryFn: async ({ signal }) =>
      (await get<RunsAnswer>(`/${PLUGIN_ID}/runs`, { params: { page, pageSize }, signal })).data,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  });
};

const useRun = (runId: string | undefined) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: runKeys.one(runId ?? ''),
    queryFn: async ({ signal }) =>
      (await get<{ data: RunSummary }>(`/${PLUGIN_ID}/runs/${encodeURIComponent(runId ?? '')}`, { signal })).data.data,
    enabled: Boolean(runId),
    refetchInterval: (query) => (query.state.data && !isActive(query.state.data) ? false : POLL_MS),
  });
};

/**
 * The run that is under way, whoever began it: found in the newest runs (so a reload picks it up), then polled by
 * itself. When it ends, everything it may have changed is read again.
 */
export const useActiveRun = (): RunSummary | undefined => {
  const client = useQueryClient();
  const newest = useRuns(1, 10).data?.data.find(isActive);
  const run = useRun(newest?.runId).data ?? newest;
  const active = isActive(run);
  const wasActive = useRef(false);

  useEffect(() => {
    if (wasActive.current && !active) void client.invalidateQueries({ queryKey: [PLUGIN_ID] });
    wasActive.current = active;
  }, [active, client]);

  return active ? run : undefined;
};

export const useTrain = () => {
  const { post } = useFetchClient();
  const client = useQueryClient();
  return useMutation({
    /** `despiteFindings`: also on data that look as if they would mislead. */
    mutationFn: async (asked: { readonly despiteFindings?: boolean }) =>
      (await post<TrainAnswer>(`/${PLUGIN_ID}/train`, asked)).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: runKeys.all }),
  });
};
