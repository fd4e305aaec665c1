import type { Member } from './member';

const POLL_MS = 100;
const LONGEST_MS = 120_000;

interface Run {
  readonly status: string;
  readonly error: { readonly message: string } | null;
  readonly outcomes: readonly { readonly kind: string; readonly modelVersion: string | null }[];
}

/** A night by hand in one of the sites, watched to its end; the version of the ranker it made. */
export async function learnAt(site: Member): Promise<string | null> {
  const { runId } = await site.call<{ runId: string }>('training', 'startNightly', {
    trigger: 'manual',
    requestedBy: null,
  });
  for (const end = performance.now() + LONGEST_MS; performance.now() < end;) {
    const run = await site.call<Run>('training', 'findRun', runId);
    if (run.status === 'succeeded') return run.outcomes.find(({ kind }) => kind === 'ranker')?.modelVersion ?? null;
    if (!['queued', 'running'].includes(run.status)) throw new Error(`the night ${run.status}: ${run.error?.message}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`the night did not end within ${LONGEST_MS} ms`);
}
