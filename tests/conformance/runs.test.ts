import { hostname } from 'node:os';

import { configSchema } from '../../server/src/config/schema';
import { CoreError } from '../../server/src/core/errors';
import { acquireLease } from '../../server/src/repositories/leases';
import { changeRun, findRun, insertRun } from '../../server/src/repositories/training-runs';
import { lease } from '../../server/src/services/lease';
import { createInProcessQueue } from '../../server/src/services/queue/in-process';
import { registry } from '../../server/src/services/registry';
import { training } from '../../server/src/services/training';
import type { TrainPayload } from '../../server/src/worker/tasks/train';
import type { Trained } from '../../server/src/worker/train/trained';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

/** What a thread would bring back; the thread itself is proven in a booted Strapi. */
const trained = (promote: boolean): Trained => ({
  artifact: Uint8Array.of(1, 2, 3),
  algorithm: 'forest',
  recipe: {},
  recipeHash: 'r',
  metrics: { headline: null, decisionValues: {}, ranker: null, text: null },
  lineage: { rows: 12 },
  asOf: 0,
  rows: 12,
  promote,
  decision: { code: 'refresh-ok', values: {}, sentence: 'It is live.' },
});

type Train = (payload: TrainPayload, signal: AbortSignal) => Promise<Trained>;

describe.each(ENGINES)('a nightly run on $name', (engine) => {
  let database: ScratchDatabase;
  let train: Train;
  let active: boolean;
  const queues: ReturnType<typeof createInProcessQueue>[] = [];

  /** One process of the site: its own services and queue on the shared database. */
  const open = () => {
    const queue = createInProcessQueue({ failed: () => undefined, unreachable: () => undefined });
    queues.push(queue);
    let models: ReturnType<typeof registry> | undefined;
    const strapi = pluginHost(engine, database.knex, (host) => ({
      lease: lease({ strapi: host }),
      registry: (models = registry({ strapi: host })),
      queue,
      articles: { forget: () => undefined },
      clock: { now: () => new Date(5_000) },
      settings: { get: () => configSchema.parse({}), isActive: () => active },
      rollup: { run: async () => ({ buckets: 0, documents: 0, ms: 0 }) },
      scoring: { scoreAll: async () => 0 },
      workers: {
        run: (_: 'train', payload: TrainPayload, { signal }: { signal: AbortSignal }) => train(payload, signal),
      },
    }));
    const service = training({ strapi });
    queue.process('nightly', ({ payload }) => service.runNightly((payload as { runId: string }).runId));
    return { service, registry: models!, queue };
  };

  const finished = async (runId: string) => {
    for (;;) {
      const run = await findRun(database.knex, runId);
      if (run && !['queued', 'running'].includes(run.status)) return run;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  beforeEach(async () => {
    active = true;
    train = async ({ kind }) => trained(kind === 'ranker');
    database = await engine.open();
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close({ timeoutMs: 2_000 })));
    await database.close();
  });

  it('trains every kind, promotes what its gate lets through, and keeps the story', async () => {
    const { service, registry: models } = open();
    const { runId } = await service.startNightly({ trigger: 'manual', requestedBy: 'ann' });
    await finished(runId);

    const run = await service.findRun(runId);
    expect(run).toMatchObject({ status: 'succeeded', requestedBy: 'ann', trigger: 'manual', rows: 12, error: null });
    expect(run.progress?.step).toBe('done');
    expect(run.outcomes.map(({ modelVersion, promoted }) => [modelVersion, promoted])).toEqual([
      ['ranker-1', true],
      ['topic-1', false],
      ['performance-text-1', false],
    ]);
    expect((await models.live('ranker'))?.modelVersion).toBe('ranker-1');
    expect(await models.live('topic')).toBeNull();
    expect((await service.runs({ page: 1, pageSize: 10 })).meta.pagination.total).toBe(1);
  });

  it('takes too few labels of one kind for an outcome, not for a failure', async () => {
    train = async ({ kind }) => {
      if (kind === 'ranker') return trained(true);
      throw new CoreError('NOT_ENOUGH_ROWS', { expected: '60', got: '12' });
    };
    const { service } = open();
    const run = await finished((await service.startNightly({ trigger: 'cron', requestedBy: null })).runId);
    expect(run.status).toBe('succeeded');
    expect(run.outcomes.map(({ decision }) => decision.code)).toEqual([
      'refresh-ok',
      'not-enough-labels',
      'not-enough-labels',
    ]);
    expect(run.outcomes[1]?.decision.values).toEqual({ needed: 60, got: 12 });
  });

  it('lets the other kinds learn when one fails, and says so', async () => {
    train = async ({ kind }) => {
      if (kind === 'ranker') throw new CoreError('WORKER_DIED', { expected: 'a result', got: 'out of memory' });
      return trained(true);
    };
    const { service, registry: models } = open();
    const run = await finished((await service.startNightly({ trigger: 'cron', requestedBy: null })).runId);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'WORKER_DIED' } });
    expect((await models.live('topic'))?.modelVersion).toBe('topic-1');
  });

  it('is let in one at a time, also when two processes ask at the same moment', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    train = async () => {
      await held;
      return trained(false);
    };
    const [a, b] = [open(), open()];
    const ask = ({ service }: typeof a) => service.startNightly({ trigger: 'manual', requestedBy: null });
    const answers = await Promise.allSettled([ask(a), ask(b), ask(a), ask(b)]);
    const begun = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.runId] : []));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
    expect(begun).toHaveLength(1);
    expect(refused).toEqual(['ALREADY_RUNNING', 'ALREADY_RUNNING', 'ALREADY_RUNNING']);

    release();
    expect((await finished(begun[0]!)).status).toBe('succeeded');
    expect((await finished((await ask(b)).runId)).status).toBe('succeeded');
  });

  it('starts once for a night, although every process wakes', async () => {
    const night = { trigger: 'cron', requestedBy: null, runId: 'nightly-2026-11-23T03:00Z' } as const;
    const [a, b] = [open(), open()];
    await finished((await a.service.startNightly(night)).runId);
    await expect(b.service.startNightly(night)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  });

  it('leaves the live model serving when its process is killed, and the next run completes', async () => {
    const first = open();
    await finished((await first.service.startNightly({ trigger: 'cron', requestedBy: null })).runId);

    // What kill -9 leaves behind: a row that says "running", and a lease nobody gives back.
    const now = Date.now();
    const holder = `${hostname()}#4194305#00000000`;
    let token: number | null = null;
    // The run before gives its lease back just after it says that it has succeeded.
    while (token === null) {
      token = await acquireLease(database.knex, { name: 'nightly', holder, ttlMs: 60_000, now: Date.now() });
    }
    await insertRun(database.knex, {
      runId: 'killed',
      job: 'nightly',
      trigger: 'cron',
      requestedBy: null,
      queuedAt: now,
    });
    await changeRun(
      database.knex,
      'killed',
      ['queued'],
      { status: 'running', startedAt: now, fencingToken: token },
      now
    );

    const second = open();
    expect((await second.registry.live('ranker'))?.modelVersion).toBe('ranker-1');
    if (engine.name === 'PostgreSQL') {
      // The holder may run on another machine: its lease has to run out first.
      await expect(second.service.startNightly({ trigger: 'manual', requestedBy: null })).rejects.toMatchObject({
        code: 'ALREADY_RUNNING',
      });
      await database
        .knex('foresight_leases')
        .where('name', 'nightly')
        .update({ expires_at: now - 1 });
    }
    await second.service.settleDeadRuns();
    expect((await findRun(database.knex, 'killed'))?.status).toBe('interrupted');

    const { runId } = await second.service.startNightly({ trigger: 'manual', requestedBy: null });
    expect((await finished(runId)).status).toBe('succeeded');
    expect((await second.registry.live('ranker'))?.modelVersion).toBe('ranker-2');
  });

  it('that lost its lease registers nothing and can not rewrite what became of it', async () => {
    const { service, registry: models } = open();
    train = async () => {
      await database.knex('foresight_leases').where('name', 'nightly').update({ fencing_token: 99, holder: 'other' });
      return trained(true);
    };
    const run = await finished((await service.startNightly({ trigger: 'cron', requestedBy: null })).runId);
    expect(run).toMatchObject({ status: 'interrupted', error: { code: 'LEASE_LOST' } });
    expect(await models.list()).toEqual([]);
    expect(await changeRun(database.knex, run.runId, ['running'], { status: 'succeeded' }, 0)).toBe(false);
  });

  it('delivered twice is done once', async () => {
    let trainings = 0;
    train = async () => {
      trainings++;
      return trained(false);
    };
    const { service } = open();
    const { runId } = await service.startNightly({ trigger: 'cron', requestedBy: null });
    await finished(runId);
    await service.runNightly(runId);
    expect(trainings).toBe(3);
  });

  it('does not start while learning is switched off', async () => {
    active = false;
    await expect(open().service.startNightly({ trigger: 'manual', requestedBy: null })).rejects.toMatchObject({
      code: 'SWITCHED_OFF',
    });
  });
});
