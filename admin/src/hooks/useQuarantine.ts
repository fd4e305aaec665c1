import { useCallback, useRef, useState } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';

import type {
  QuarantineAnswer,
  QuarantineReasonsAnswer,
  QuarantineStep,
  QuarantineStepAnswer,
} from '../../../server/src/contracts/admin';
import { PLUGIN_ID } from '../pluginId';

const LOOK_MS = 30_000;
const quarantineKey = [PLUGIN_ID, 'quarantine'] as const;

/** What a list, a replay or a discard is limited to; empty = not. */
export interface QuarantineFilter {
  readonly reason: string;
  readonly documentId: string;
  readonly url: string;
  /** Days of the reader's zone, both included: yyyy-mm-dd. */
  readonly from: string;
  readonly to: string;
}

export interface QuarantineQuery extends QuarantineFilter {
  readonly page: number;
  readonly pageSize: number;
}

/** A day's first instant, so many days later, in the reader's zone; null for what is no day. */
const dayAt = (day: string, later = 0): string | null => {
  const at = new Date(`${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) return null;
  at.setDate(at.getDate() + later);
  return at.toISOString();
};

/** The filter as the server takes it. */
export const filterParams = ({ reason, documentId, url, from, to }: QuarantineFilter): Record<string, string> => {
  const [after, before] = [dayAt(from), dayAt(to, 1)];
  return {
    ...(reason ? { reason } : {}),
    ...(documentId ? { documentId } : {}),
    ...(url ? { url } : {}),
    ...(after === null ? {} : { from: after }),
    ...(before === null ? {} : { to: before }),
  };
};

export const useQuarantine = ({ page, pageSize, ...filter }: QuarantineQuery, enabled = true) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [...quarantineKey, 'list', page, pageSize, filter],
    queryFn: async ({ signal }) =>
      (
        await get<QuarantineAnswer>(`/${PLUGIN_ID}/quarantine`, {
          params: { page, pageSize, ...filterParams(filter) },
          signal,
        })
      ).data,
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  });
};

/** What waits since an instant, the latest twenty. */
export const useQuarantinedSince = (since: string | null, everyMs: number, enabled: boolean) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [...quarantineKey, 'since', since],
    queryFn: async ({ signal }) =>
      (await get<QuarantineAnswer>(`/${PLUGIN_ID}/quarantine`, { params: { from: since ?? '' }, signal })).data.data,
    enabled: enabled && since !== null,
    refetchInterval: everyMs,
  });
};

export const useQuarantineReasons = (enabled = true) => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: [...quarantineKey, 'reasons'],
    queryFn: async ({ signal }) =>
      (await get<QuarantineReasonsAnswer>(`/${PLUGIN_ID}/quarantine/reasons`, { signal })).data,
    enabled,
    refetchInterval: LOOK_MS,
  });
};

export type Decision = 'replay' | 'discard';
/** Some events by their ids, or all that fit a filter. */
export type Chosen = { readonly ids: readonly string[] } | { readonly filter: Readonly<Record<string, string>> };
export type StepSums = Pick<QuarantineStep, 'accepted' | 'duplicate' | 'waiting' | 'discarded'>;

export interface DecisionProgress {
  readonly decision: Decision;
  readonly total: number;
  readonly sums: StepSums;
}

const NOTHING: StepSums = { accepted: 0, duplicate: 0, waiting: 0, discarded: 0 };

export const add = (a: StepSums, b: StepSums): StepSums => ({
  accepted: a.accepted + b.accepted,
  duplicate: a.duplicate + b.duplicate,
  waiting: a.waiting + b.waiting,
  discarded: a.discarded + b.discarded,
});

export const doneOf = ({ accepted, duplicate, waiting, discarded }: StepSums): number =>
  accepted + duplicate + waiting + discarded;

/** Decides on events step by step, until all are done or somebody stops it; what is done by then stays done. */
export const useDecide = () => {
  const { post } = useFetchClient();
  const client = useQueryClient();
  const [progress, setProgress] = useState<DecisionProgress | null>(null);
  const stopped = useRef(false);

  const decide = useCallback(
    async (decision: Decision, chosen: Chosen, total: number): Promise<StepSums> => {
      stopped.current = false;
      let sums = NOTHING;
      let after: string | null = null;
      setProgress({ decision, total, sums });
      try {
        do {
          const body: object = { ...chosen, ...(after === null ? {} : { after }) };
          const { data }: { data: QuarantineStepAnswer } = await post(`/${PLUGIN_ID}/quarantine/${decision}`, body);
          sums = add(sums, data.data);
          after = data.data.next;
          setProgress({ decision, total, sums });
        } while (after !== null && !stopped.current);
        return sums;
      } finally {
        setProgress(null);
        await client.invalidateQueries({ queryKey: [PLUGIN_ID] });
      }
    },
    [client, post]
  );
  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  return { progress, decide, stop };
};
