import { hostname } from 'node:os';

import { LIMITS } from '../../server/src/config/defaults';
import { configSchema } from '../../server/src/config/schema';
import { CoreError } from '../../server/src/core/errors';
import { finding } from '../../server/src/core/features/data-checks/finding';
import { acquireLease } from '../../server/src/repositories/leases';
import type { ModelKind } from '../../server/src/repositories/model-versions';
import { readJournal } from '../../server/src/repositories/journal';
import { toColumn } from '../../server/src/repositories/time';
import { changeRun, findRun, insertRun, type RunChange } from '../../server/src/repositories/training-runs';
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
    const queue = createInProcessQueue({ failed: () => undefined });
    queues.push(queue);
    let models: ReturnType<typeof registry> | undefined;
    let leases: ReturnType<typeof lease> | undefined;
    const strapi = pluginHost(engine, database.knex, (host) => ({
      lease: (leases = lease({ strapi: host })),
      registry: (models = registry({ strapi: host })),
      queue,
      articles: { forget: () => undefined },
      settings: { get: () => configSchema.parse({}), isActive: () => active },
      rollup: { run: async () => ({ buckets: 0, documents: 0, ms: 0 }) },
      scoring: { scoreAll: async () => 0, scoreVersion: async () => 0 },
      processes: { settleDead: async () => undefined },
      quarantine: { tidy: async () => 0 },
      intake: { tidy: async () => 0 },
      workers: {
        run: (_: 'train', payload: TrainPayload, { signal }: { signal: AbortSignal }) => train(payload, signal),
      },
    }));
    const service = training({ strapi });
    queue.process('nightly', ({ payload }) => service.runNightly((payload as { runId: string }).runId));
    return { service, registry: models!, queue, lease: leases! };
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

  it('fails where data would mislead, keeps what was found, and says so; the live version stays', async () => {
    const { service, registry: models } = open();
    await finished((await service.startNightly({ trigger: 'manual', requestedBy: 'ann' })).runId);
    const findings = [finding('one-visitor', 'blocking', { share: 0.7 }), finding('one-article', 'warning', {})];
    const asked: boolean[] = [];
    train = async ({ kind, despiteFindings }) => {
      asked.push(despiteFindings);
      if (kind === 'ranker' && !despiteFindings) {
        throw new CoreError('DATA_BLOCKED', { expected: 'none', got: 'one-visitor', findings });
      }
      const made = trained(kind === 'ranker');
      return { ...made, metrics: { ...made.metrics, findings } };
    };

    const { runId } = await service.startNightly({ trigger: 'cron', requestedBy: null });
    expect(await finished(runId)).toMatchObject({ status: 'failed', error: { code: 'DATA_BLOCKED' } });
    const [ranker] = (await service.findRun(runId)).outcomes;
    expect(ranker).toMatchObject({ kind: 'ranker', modelVersion: null, decisionCode: 'failed', findings });
    expect((await models.live('ranker'))?.modelVersion).toBe('ranker-1');
    const { entries } = await readJournal(database.knex, { kind: 'incident', page: 1, pageSize: 1 });
    expect(entries[0]).toMatchObject({
      code: 'training-blocked',
      subject: runId,
      detail: { kind: 'ranker', findings: 'one-visitor' },
    });
    expect(asked).toEqual([false, false, false]);

    const forced = { trigger: 'manual', requestedBy: 'ann', despiteFindings: true } as const;
    const again = await finished((await service.startNightly(forced)).runId);
    expect(again).toMatchObject({ status: 'succeeded', despiteFindings: true });
    expect((await service.findRun(again.runId)).outcomes[0]).toMatchObject({ modelVersion: 'ranker-2', findings });
    expect((await models.detail('ranker-2')).findings).toEqual(findings);
    const audits = await readJournal(database.knex, { kind: 'audit', page: 1, pageSize: 10 });
    expect(audits.entries.find(({ subject }) => subject === again.runId)).toMatchObject({
      code: 'training-forced',
      actor: 'ann',
    });
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
    const night = { trigger: 'cron', requestedBy: null, runId: 'nightly-2026-11-23T03:00:00Z' } as const;
    const [a, b] = [open(), open()];
    await finished((await a.service.startNightly(night)).runId);
    await expect(b.service.startNightly(night)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    expect(await b.service.exists(night.runId)).toBe(true);
  });

  /** What kill -9 leaves behind: a row that says "running", and a lease nobody gives back. */
  const killed = async (runId: string, more: Partial<RunChange> = {}) => {
    const now = Date.now();
    const holder = `${hostname()}#4194305#00000000`;
    let token: number | null = null;
    // The run before gives its lease back just after it says that it has succeeded.
    while (token === null) token = await acquireLease(database.knex, { name: 'nightly', holder, ttlMs: 60_000 });
    await insertRun(database.knex, { runId, job: 'nightly', trigger: 'cron', requestedBy: null, queuedAt: now });
    const begun = { status: 'running', startedAt: now, fencingToken: token, attempts: 1, ...more } as const;
    await changeRun(database.knex, runId, { status: 'queued' }, begun, now);
  };

  /** The lease of a process on another machine runs out; on SQLite all are on this one, and a dead one is seen to be dead. */
  const leaseRunsOut = () => database.knex('foresight_leases').where('name', 'nightly').update({ expires_at: 0 });

  const incidents = async () => {
    const { entries } = await readJournal(database.knex, { kind: 'incident', page: 1, pageSize: 10 });
    return entries.map(({ code, subject }) => [code, subject]);
  };

  it('is taken over when its process was killed, with the live model serving all the time', async () => {
    const first = open();
    await finished((await first.service.startNightly({ trigger: 'cron', requestedBy: null })).runId);
    await killed('killed');

    const second = open();
    expect((await second.registry.live('ranker'))?.modelVersion).toBe('ranker-1');
    await expect(second.service.startNightly({ trigger: 'manual', requestedBy: null })).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
    });
    if (engine.name === 'PostgreSQL') {
      // The holder may run on another machine: its lease has to run out first.
      await second.service.resumeDeadRuns();
      expect((await findRun(database.knex, 'killed'))?.status).toBe('running');
      await leaseRunsOut();
    }
    await second.service.resumeDeadRuns();
    const run = await finished('killed');
    expect(run).toMatchObject({ status: 'succeeded', attempts: 2, heldBy: `${hostname()} ${process.pid}` });
    expect((await second.registry.live('ranker'))?.modelVersion).toBe('ranker-2');
    expect(await incidents()).toEqual([['run-taken-over', 'killed']]);
  });

  it('taken over by two processes at the same moment is done once', async () => {
    await killed('killed');
    await leaseRunsOut();
    await Promise.all([open(), open(), open()].map(({ service }) => service.resumeDeadRuns()));
    expect((await finished('killed')).attempts).toBe(2);
    expect((await open().registry.list()).map(({ modelVersion }) => modelVersion).sort()).toEqual([
      'performance-text-1',
      'ranker-1',
      'topic-1',
    ]);
  });

  it('taken over half-way does only what is left, for each kind', async () => {
    const { service, registry: models } = open();
    const outcome = (kind: ModelKind, modelVersion: string, promoted: boolean) => ({
      ...{ kind, modelVersion, promoted, pending: !promoted },
      decision: trained(true).decision,
    });
    const register = (kind: ModelKind) => models.register({ ...trained(true), kind, trainingRunId: 'killed' });
    const [ranker, topic] = [await register('ranker'), await register('topic')];
    await models.promote(ranker.id, { by: null });
    // The ranker was done, the topic classifier was registered and not yet live.
    await killed('killed', { outcomes: [outcome('ranker', 'ranker-1', true), outcome('topic', 'topic-1', false)] });
    await leaseRunsOut();

    const asked: ModelKind[] = [];
    train = async ({ kind }) => {
      asked.push(kind);
      return trained(false);
    };
    await service.resumeDeadRuns();
    const run = await finished('killed');
    expect(asked).toEqual(['performance-text']);
    expect(run.outcomes.map(({ modelVersion, promoted }) => [modelVersion, promoted])).toEqual([
      ['ranker-1', true],
      ['topic-1', true],
      ['performance-text-1', false],
    ]);
    expect((await models.live('topic'))?.id).toBe(topic.id);
  });

  it('that kills every process that begins it is given up', async () => {
    const { service } = open();
    await killed('poison', { attempts: LIMITS.runAttempts });
    await leaseRunsOut();
    await service.resumeDeadRuns();
    expect(await findRun(database.knex, 'poison')).toMatchObject({
      status: 'interrupted',
      error: { code: 'WORKER_DIED' },
    });
    expect(await incidents()).toEqual([['run-given-up', 'poison']]);
    expect((await finished((await service.startNightly({ trigger: 'cron', requestedBy: null })).runId)).status).toBe(
      'succeeded'
    );
  });

  it('stopped with its process waits for another one', async () => {
    const stopped = open();
    let stop: (() => void) | null = null;
    train = () =>
      new Promise((_resolve, reject) => {
        stop = () => reject(new CoreError('CANCELLED', { got: 'the training thread closes' }));
      });
    const { runId } = await stopped.service.startNightly({ trigger: 'cron', requestedBy: null });
    // Running, and in the middle of its training: on a busy machine the one may be long before the other.
    while (stop === null) await new Promise((go) => setTimeout(go, 5));
    (stop as () => void)();
    while ((await findRun(database.knex, runId))?.status !== 'queued') await new Promise((go) => setTimeout(go, 5));

    train = async () => trained(false);
    // Its first queue has ended with it: the run is older than any queue would let it wait.
    await database.knex('foresight_training_runs').update({ queued_at: toColumn(database.knex, 0) });
    await open().service.resumeDeadRuns();
    expect((await finished(runId)).attempts).toBe(2);
  });

  it('that lost its lease registers nothing, can not rewrite what became of it, and is taken over', async () => {
    const { service, registry: models } = open();
    let trainings = 0;
    train = async () => {
      // A process that was only asleep: meanwhile another took the lease, and died.
      if ((trainings += 1) === 1) {
        await database.knex('foresight_leases').where('name', 'nightly').update({ fencing_token: 99, holder: 'other' });
      }
      return trained(true);
    };
    const { runId } = await service.startNightly({ trigger: 'cron', requestedBy: null });
    while (trainings === 0 || (await open().queue.size()) > 0) await new Promise((go) => setTimeout(go, 5));
    await new Promise((go) => setTimeout(go, 50));
    expect(await models.list()).toEqual([]);
    expect(await findRun(database.knex, runId)).toMatchObject({ status: 'running', fencingToken: 1 });

    await leaseRunsOut();
    await service.resumeDeadRuns();
    const run = await finished(runId);
    expect(run).toMatchObject({ status: 'succeeded', fencingToken: 100, attempts: 2 });
    const late = { status: 'running', fencingToken: 1 } as const;
    expect(await changeRun(database.knex, runId, late, { status: 'failed' }, 0)).toBe(false);
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
