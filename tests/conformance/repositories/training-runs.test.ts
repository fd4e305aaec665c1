import type { Knex } from 'knex';

import {
  changeRun,
  findLastSucceeded,
  findOpenRuns,
  findRun,
  insertRun,
  listRuns,
  type NewRun,
} from '../../../server/src/repositories/training-runs';
import { T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const run = (runId: string, queuedAt: number, job = 'nightly'): NewRun => ({
  ...{ runId, queuedAt, job, trigger: 'manual', requestedBy: 'somebody@example.com' },
});

describe.each(ENGINES)('runs on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('are inserted once, whoever else wakes for the same night', async () => {
    const made = await Promise.all([1, 2, 3].map(() => insertRun(knex, run('night', T0))));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await findRun(knex, 'night')).toMatchObject({ status: 'queued', queuedAt: T0, outcomes: [], error: null });
    expect(await findRun(knex, 'none')).toBeNull();
    expect(await findRun(knex, 'night')).toMatchObject({ despiteFindings: false });
    await insertRun(knex, { ...run('despite', T0), despiteFindings: true });
    expect(await findRun(knex, 'despite')).toMatchObject({ despiteFindings: true });
  });

  it('change only while they are as their changer believes', async () => {
    await insertRun(knex, run('a', T0));
    const begun = { status: 'running', startedAt: T0 + 1, fencingToken: 7, asOf: T0 } as const;
    expect(await changeRun(knex, 'a', { status: 'queued' }, begun, T0)).toBe(true);
    expect(await changeRun(knex, 'a', { status: 'queued' }, { status: 'failed' }, T0)).toBe(false);
    const progress = { step: 'fitting', done: 1, total: 3 };
    expect(await changeRun(knex, 'a', { status: 'running', fencingToken: 6 }, { progress }, T0)).toBe(false);
    expect(await changeRun(knex, 'a', { status: 'running', fencingToken: 7 }, { progress }, T0)).toBe(true);
    const error = { code: 'TIMED_OUT', message: "It's late." };
    const ended = { status: 'failed', finishedAt: T0 + 9, durationMs: 8, rows: 3, error } as const;
    expect(await changeRun(knex, 'a', { status: 'running' }, ended, T0)).toBe(true);
    expect(await findRun(knex, 'a')).toMatchObject({ ...begun, ...ended, progress });
  });

  it('are found open, last succeeded, and page by page', async () => {
    for (const [at, id] of ['a', 'b', 'c', 'd'].entries()) await insertRun(knex, run(id, T0 + at));
    await insertRun(knex, run('other', T0, 'rollup'));
    expect(await findLastSucceeded(knex, 'nightly')).toBeNull();
    for (const id of ['a', 'c']) await changeRun(knex, id, { status: 'queued' }, { status: 'succeeded' }, T0);
    await changeRun(knex, 'b', { status: 'queued' }, { status: 'running' }, T0);
    expect((await findOpenRuns(knex, 'nightly')).map(({ runId }) => runId).sort()).toEqual(['b', 'd']);
    expect((await findLastSucceeded(knex, 'nightly'))?.runId).toBe('c');
    const { runs, total } = await listRuns(knex, { page: 2, pageSize: 2 });
    expect([runs.map(({ runId }) => runId), total]).toEqual([['c', 'b'], 5]);
  });
});
