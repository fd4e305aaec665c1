import request from 'supertest';

import type { RunSummary } from '../../server/src/contracts/admin';
import type { BootedStrapi } from './strapi';

const POLL_MS = 50;
const LONGEST_MS = 240_000;
const ENDED: readonly RunSummary['status'][] = ['succeeded', 'failed', 'interrupted', 'skipped'];

/** Starts a training as an administrator does and watches it to its end. */
export async function train(
  booted: BootedStrapi,
  jwt: string,
  asked: object = {}
): Promise<{ run: RunSummary; steps: string[] }> {
  const started = await request(booted.http).post('/foresight/train').set('Authorization', `Bearer ${jwt}`).send(asked);
  if (started.status !== 202) throw new Error(`no training: ${started.status} ${JSON.stringify(started.body)}`);
  const { runId } = (started.body as { data: RunSummary }).data;

  const steps = new Set<string>();
  for (const end = performance.now() + LONGEST_MS; performance.now() < end;) {
    const { body } = await request(booted.http).get(`/foresight/runs/${runId}`).set('Authorization', `Bearer ${jwt}`);
    const run = (body as { data: RunSummary }).data;
    if (run.progress) steps.add(run.progress.step);
    if (ENDED.includes(run.status)) return { run, steps: [...steps] };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`the run ${runId} did not end within ${LONGEST_MS} ms`);
}
