import type { Knex } from 'knex';

import {
  changeModelVersion,
  findByChecksum,
  findByNumber,
  findLiveVersion,
  findModelVersion,
  insertModelVersion,
  listModelVersions,
  type ModelKind,
  type NewModelVersion,
  readModelReport,
} from '../../../server/src/repositories/model-versions';
import { DAY, T0 } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

const version = (kind: ModelKind, more: Partial<NewModelVersion> = {}): NewModelVersion => ({
  kind,
  algorithm: 'forest',
  recipe: { nEstimators: 100 },
  recipeHash: 'recipe',
  metrics: {
    headline: { metric: 'rmse', model: 0.5, baseline: 0.625, better: 'lower' },
    decisionValues: { articles: 40 },
    ranker: null,
    text: null,
  },
  lineage: { rows: 300, nested: { unicode: 'é ? $1' } },
  artifactChecksum: 'checksum',
  artifactBytes: 10,
  decision: { code: 'refresh-ok', values: { articles: 40 }, sentence: 'It is live.' },
  asOf: T0,
  trainedAt: T0 + 1,
  trainingRunId: null,
  ...more,
});

describe.each(ENGINES)('model versions on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('are numbered by kind, and each is found by its id and by its number', async () => {
    const made = [];
    for (const kind of ['ranker', 'topic', 'ranker'] as const) made.push(await insertModelVersion(knex, version(kind)));
    expect(made.map(({ modelVersion }) => modelVersion)).toEqual(['ranker-1', 'topic-1', 'ranker-2']);
    const second = await findByNumber(knex, 'ranker', 2);
    expect(second).toMatchObject({
      id: made[2]?.id,
      status: 'candidate',
      lineage: { rows: 300, nested: { unicode: 'é ? $1' } },
      decision: { code: 'refresh-ok', values: { articles: 40 }, sentence: 'It is live.' },
      headline: { metric: 'rmse', model: 0.5, baseline: 0.625, better: 'lower' },
      asOf: T0,
      trainedAt: T0 + 1,
      promotedAt: null,
    });
    expect(await findModelVersion(knex, made[2]!.id)).toEqual(second);
    expect([await findByNumber(knex, 'topic', 2), await findModelVersion(knex, 'none')]).toEqual([null, null]);
  });

  it('never share a number, however many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => insertModelVersion(knex, version('ranker'))));
    expect(made.map(({ modelVersion }) => modelVersion).sort()).toEqual([
      'ranker-1',
      'ranker-2',
      'ranker-3',
      'ranker-4',
    ]);
  });

  it('change in what a change names and in nothing else', async () => {
    const { id } = await insertModelVersion(knex, version('ranker'));
    const before = await findModelVersion(knex, id);
    await changeModelVersion(knex, id, { status: 'live', promotedAt: T0 + DAY }, T0 + DAY);
    expect(await findModelVersion(knex, id)).toEqual({ ...before, status: 'live', promotedAt: T0 + DAY });
    const decision = { code: 'promoted-by-hand', values: { by: 'somebody' }, sentence: 'Somebody said so.' };
    await changeModelVersion(knex, id, { status: 'retired', retiredAt: T0 + 2 * DAY, decision, artifactBytes: 0 }, T0);
    expect(await findModelVersion(knex, id)).toMatchObject({ status: 'retired', decision, artifactBytes: 0 });
    expect((await readModelReport(knex, id))?.metrics).toMatchObject({ headline: before?.headline });
    await changeModelVersion(knex, id, { status: 'live', retiredAt: null }, T0);
    expect((await findLiveVersion(knex, 'ranker'))?.retiredAt).toBeNull();
  });

  it('are found by their bytes while these are there', async () => {
    const { id } = await insertModelVersion(knex, version('ranker', { artifactChecksum: 'same' }));
    expect(await findByChecksum(knex, 'ranker', 'same')).toBe(id);
    expect([await findByChecksum(knex, 'topic', 'same'), await findByChecksum(knex, 'ranker', 'other')]).toEqual([
      null,
      null,
    ]);
    await changeModelVersion(knex, id, { artifactBytes: 0 }, T0);
    expect(await findByChecksum(knex, 'ranker', 'same')).toBeNull();
  });

  it('are listed newest first, a live one however old it is', async () => {
    const { id } = await insertModelVersion(knex, version('ranker'));
    await changeModelVersion(knex, id, { status: 'live', promotedAt: T0 }, T0);
    for (let day = 1; day <= 100; day++)
      await insertModelVersion(knex, version('ranker', { trainedAt: T0 + day * DAY }));
    await insertModelVersion(knex, version('topic'));
    const listed = await listModelVersions(knex, 'ranker');
    expect(listed).toHaveLength(100);
    expect([listed[0]?.versionNumber, listed[99]?.versionNumber, listed[99]?.status]).toEqual([101, 1, 'live']);
  });
});
