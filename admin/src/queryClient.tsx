import type { ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';

import { statusOf } from './text/errorSentence';

/** A server that is busy says "come again" (503), and means it: such moments are over before anybody need read of them. */
const BUSY = 503;
const TRIES = 3;

/** One cache for the pages, the panel and the widget: what one of them has read, the others show at once. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < (statusOf(error) === BUSY ? TRIES : 1),
      refetchOnWindowFocus: false,
    },
  },
});

export const Queries = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
);
