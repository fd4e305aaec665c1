import { setTimeout as pause } from 'node:timers/promises';

import { type CloseOptions, UNWIND_MS } from './types';

/** Wait for jobs under way: first for their end, then, cut off, for them to leave things in order. Bounded by both. */
export async function windDown(
  running: Iterable<Promise<unknown>>,
  { timeoutMs, cutOff }: CloseOptions
): Promise<void> {
  const ended = Promise.allSettled(running).then(() => true);
  if (await endsWithin(ended, timeoutMs)) return;
  if (cutOff === undefined) return;
  await endsWithin(
    cutOff().then(() => ended),
    UNWIND_MS
  );
}

async function endsWithin(work: Promise<boolean>, limitMs: number): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([work, pause(limitMs, false, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}
