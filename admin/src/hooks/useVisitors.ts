import { useFetchClient } from '@strapi/strapi/admin';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type {
  ErasuresAnswer,
  ErasureSummary,
  EraseVisitor,
  ExportVisitor,
  KeptOfVisitor,
  VisitorAnswer,
} from '../../../server/src/contracts/visitors';
import { saveFile } from '../format/saveFile';
import { PLUGIN_ID } from '../pluginId';

/** While somebody is being erased. */
const POLL_MS = 1_500;
/** Entries asked for at once. */
const PAGE = 500;

const erasuresKey = [PLUGIN_ID, 'erasures'] as const;

const isOpen = ({ status }: ErasureSummary): boolean => status !== 'done';

/** How much is kept of a visitor. The id goes in the body, so that it is in no log of addresses and in no cache. */
export const useLookUpVisitor = () => {
  const { post } = useFetchClient();
  return useMutation({
    mutationFn: async (visitorId: string) =>
      (await post<VisitorAnswer>(`/${PLUGIN_ID}/visitors/look-up`, { visitorId })).data.data,
  });
};

/** Saves all that is kept as a file. @returns how many entries it has. */
export const useExportVisitor = () => {
  const { post } = useFetchClient();
  return useMutation({
    mutationFn: async (visitorId: string): Promise<number> => {
      const entries: KeptOfVisitor[] = [];
      let after: string | null = null;
      do {
        const asked = { visitorId, limit: PAGE, ...(after === null ? {} : { after }) };
        const page: ExportVisitor['Response'] = (
          await post<ExportVisitor['Response']>(`/${PLUGIN_ID}/visitors/export`, asked)
        ).data;
        entries.push(...page.data);
        after = page.meta.next;
      } while (after !== null);
      const exportedAt = new Date().toISOString();
      const text = JSON.stringify({ visitorId, exportedAt, entries }, null, 2);
      // Downloads are seen by others: whose file it is stands inside.
      saveFile(`foresight-visitor-${exportedAt.slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
      return entries.length;
    },
  });
};

export const useEraseVisitor = () => {
  const { post } = useFetchClient();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (visitorId: string) =>
      (await post<EraseVisitor['Response']>(`/${PLUGIN_ID}/visitors/erase`, { visitorId })).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: erasuresKey }),
  });
};

/** Who was erased lately, by when and how many, and how far it is. */
export const useErasures = () => {
  const { get } = useFetchClient();
  return useQuery({
    queryKey: erasuresKey,
    queryFn: async ({ signal }) => (await get<ErasuresAnswer>(`/${PLUGIN_ID}/visitors/erasures`, { signal })).data.data,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? POLL_MS : false),
  });
};
