import { createHash } from 'node:crypto';

import { LIMITS } from '../../server/src/config/defaults';
import { checksumOfChunks, readChunks, removeChunks, writeChunks } from '../../server/src/repositories/artifact-chunks';
import {
  findLiveVersion,
  insertModelVersion,
  listModelVersions,
  readModelReport,
  type ModelKind,
} from '../../server/src/repositories/model-versions';
import { readJournal } from '../../server/src/repositories/journal';
import { lease } from '../../server/src/services/lease';
import { registry, type NewVersion } from '../../server/src/services/registry';
import { signals } from '../../server/src/services/signals';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

/** Bytes that differ from one another and span several chunks with a rest. */
const bytesOf = (seed: number, length = 10): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + seed * 31) % 256);

const version = (kind: ModelKind, seed: number): NewVersion => ({
  kind,
  artifact: bytesOf(seed, 1_000),
  algorithm: 'forest',
  recipe: { nEstimators: 100 },
  recipeHash: 'recipe',
  metrics: {
    headline: { metric: 'rmse', model: 0.5, baseline: 0.625, better: 'lower' },
    decisionValues: { articles: 40 },
    ranker: null,
    text: null,
  },
  lineage: { rows: 300, articles: 60 },
  decision: { code: 'refresh-ok', values: { articles: 40 }, sentence: 'It is live.' },
  asOf: Date.UTC(2026, 2, 29, 1, 30, 0, 123),
  trainingRunId: null,
});

describe.each(ENGINES)('the registry on $name', (engine) => {
  let database: ScratchDatabase;
  let enqueued: string[];

  const incidents = () => readJournal(database.knex, { kind: 'incident', page: 1, pageSize: 10 });

  /** A process that hears of changes when it looks. */
  const openListening = async () => {
    let look: () => Promise<void> = async () => undefined;
    const strapi = pluginHost(engine, database.knex, (host) => {
      const heard = signals({ strapi: host });
      look = heard.announce;
      return {
        lease: lease({ strapi: host }),
        articles: { forget: () => undefined },
        queue: { enqueue: async () => undefined },
        signals: heard,
      };
    });
    const service = registry({ strapi });
    await service.load();
    return { service, look };
  };

  const open = () => {
    const strapi = pluginHost(engine, database.knex, (host) => ({
      lease: lease({ strapi: host }),
      articles: { forget: () => undefined },
      queue: { enqueue: async (name: string) => void enqueued.push(name) },
    }));
    return registry({ strapi });
  };

  beforeEach(async () => {
    enqueued = [];
    database = await engine.open();
  });
  afterEach(() => database.close());

  describe('chunks', () => {
    it('give back the bytes they were made of, whatever their length', async () => {
      const { knex } = database;
      for (const length of [1, LIMITS.artifactChunkBytes, 2 * LIMITS.artifactChunkBytes + 5]) {
        const bytes = bytesOf(1, length);
        await knex.transaction((trx) => writeChunks(trx, `m-${length}`, bytes));
        expect(Buffer.compare((await readChunks(knex, `m-${length}`))!, bytes)).toBe(0);
        const checksum = createHash('sha256').update(bytes).digest('hex');
        expect(await checksumOfChunks(knex, `m-${length}`)).toEqual({ checksum, length });
      }
    });

    it('take a window on a larger buffer for what it shows', async () => {
      const window = bytesOf(1, 100).subarray(40, 60);
      await writeChunks(database.knex, 'window', window);
      expect([...(await readChunks(database.knex, 'window'))!]).toEqual([...window]);
    });

    it('are gone when removed, and replaced when written again', async () => {
      const { knex } = database;
      await writeChunks(knex, 'm', bytesOf(1, LIMITS.artifactChunkBytes + 1));
      await writeChunks(knex, 'm', bytesOf(2, 3));
      expect([...(await readChunks(knex, 'm'))!]).toEqual([...bytesOf(2, 3)]);
      await removeChunks(knex, ['m']);
      expect(await readChunks(knex, 'm')).toBeNull();
      expect(await checksumOfChunks(knex, 'm')).toBeNull();
    });
  });

  it('numbers versions per kind, without gap or clash, also when many register at once', async () => {
    const service = open();
    const made = await Promise.all([1, 2, 3, 4].map((seed) => service.register(version('ranker', seed))));
    const topic = await service.register(version('topic', 9));
    expect(made.map(({ modelVersion }) => modelVersion).sort()).toEqual([
      'ranker-1',
      'ranker-2',
      'ranker-3',
      'ranker-4',
    ]);
    expect(topic.modelVersion).toBe('topic-1');
  });

  it('gives back what was registered, to the millisecond', async () => {
    const service = open();
    const { id } = await service.register(version('ranker', 1));
    const detail = await service.detail(id);
    expect(detail).toMatchObject({
      modelVersion: 'ranker-1',
      status: 'candidate',
      asOf: '2026-03-29T01:30:00.123Z',
      rows: 300,
      articles: 60,
      artifactBytes: 1_000,
      headline: { metric: 'rmse', model: 0.5, baseline: 0.625, better: 'lower' },
      decisionCode: 'refresh-ok',
      decisionValues: { articles: 40 },
      recipe: { nEstimators: 100 },
      lineage: { rows: 300, articles: 60 },
      promotedAt: null,
    });
    expect(Buffer.compare((await readChunks(database.knex, 'ranker-1'))!, bytesOf(1, 1_000))).toBe(0);
    await expect(service.detail('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves no row behind when the bytes can not be written', async () => {
    const { knex } = database;
    const broken = knex.transaction(async (trx) => {
      const { artifact, ...rest } = version('ranker', 1);
      const record = { ...rest, artifactChecksum: 'x', artifactBytes: artifact.length, trainedAt: 0 };
      await insertModelVersion(trx, record);
      throw new Error('disk full');
    });
    await expect(broken).rejects.toThrow('disk full');
    expect(await listModelVersions(knex)).toEqual([]);
  });

  it('has one live version per kind, whoever promotes at the same moment', async () => {
    const service = open();
    const made = await Promise.all([1, 2, 3].map((seed) => service.register(version('ranker', seed))));
    await Promise.all(made.map(({ id }) => service.promote(id, { by: 'ann', why: 'reads better' })));
    const statuses = (await service.list('ranker')).map(({ status }) => status).sort();
    expect(statuses).toEqual(['live', 'retired', 'retired']);
  });

  it('says at once which version is live after promoting, and keeps the decision of the gate', async () => {
    const service = open();
    expect(await service.live('ranker')).toBeNull();
    const first = await service.register(version('ranker', 1));
    await service.promote(first.id, { by: null });
    expect(await service.live('ranker')).toMatchObject({ modelVersion: 'ranker-1', decisionCode: 'refresh-ok' });
    expect(enqueued).toEqual([]);

    const second = await service.register(version('ranker', 2));
    await service.promote(second.id, { by: 'ann', why: 'reads better' });
    const live = await service.live('ranker');
    expect(live).toMatchObject({
      modelVersion: 'ranker-2',
      decisionCode: 'promoted',
      decisionValues: { by: 'ann', why: 'reads better' },
    });
    expect((await readModelReport(database.knex, second.id))?.metrics.headline?.model).toBe(0.5);
    expect(enqueued).toEqual(['rescore']);
  });

  it('rolls back step by step and never forward', async () => {
    const service = open();
    for (const seed of [1, 2, 3]) {
      const { id } = await service.register(version('ranker', seed));
      await service.promote(id, { by: null });
    }
    await service.register(version('ranker', 4)); // a candidate that never was live
    expect((await service.rollBack('ranker', { by: 'ann', why: 'reads better' })).modelVersion).toBe('ranker-2');
    expect((await service.rollBack('ranker', { by: 'ann', why: 'reads better' })).modelVersion).toBe('ranker-1');
    await expect(service.rollBack('ranker', { by: 'ann', why: 'reads better' })).rejects.toMatchObject({
      code: 'NOTHING_TO_ROLL_BACK',
    });
    expect((await service.live('ranker'))?.modelVersion).toBe('ranker-1');
  });

  it.each([
    ['missing', (name: string) => removeChunks(database.knex, [name])],
    ['changed', (name: string) => writeChunks(database.knex, name, bytesOf(8, 1_000))],
  ])('never makes live what has its bytes %s, and leaves the live version alone', async (_, harm) => {
    const service = open();
    const [first, second] = [
      await service.register(version('ranker', 1)),
      await service.register(version('ranker', 2)),
    ];
    await service.promote(first.id, { by: null });
    await harm(second.modelVersion);

    await expect(service.promote(second.id, { by: 'ann', why: 'reads better' })).rejects.toMatchObject({
      code: 'NOT_PROMOTABLE',
    });
    expect((await service.live('ranker'))?.modelVersion).toBe('ranker-1');
    expect((await service.detail(second.id)).status).toBe('bytes-missing');
  });

  it('takes a live version whose bytes are gone out of service at start', async () => {
    const service = open();
    const { id } = await service.register(version('ranker', 1));
    await service.promote(id, { by: null });
    await removeChunks(database.knex, ['ranker-1']);
    await service.verifyLive();
    expect(await service.live('ranker')).toBeNull();
    expect((await service.detail(id)).status).toBe('bytes-missing');
  });

  it('lets the version before step in for a live one whose bytes were damaged, and says so', async () => {
    const service = open();
    for (const seed of [1, 2]) {
      const { id } = await service.register(version('ranker', seed));
      await service.promote(id, { by: null });
    }
    await writeChunks(database.knex, 'ranker-2', bytesOf(8, 1_000));
    await service.verifyLive();
    expect(await service.live('ranker')).toMatchObject({
      modelVersion: 'ranker-1',
      decisionCode: 'stands-in',
      decisionValues: { damaged: 'ranker-2' },
    });
    expect((await service.detail('ranker-2')).status).toBe('bytes-missing');
    expect((await incidents()).entries).toMatchObject([
      { code: 'bytes-damaged', subject: 'ranker-2', detail: { instead: 'ranker-1' } },
    ]);
  });

  it('knows its versions by id, name and alias', async () => {
    const service = open();
    for (const seed of [1, 2]) {
      const { id } = await service.register(version('ranker', seed));
      await service.promote(id, { by: null });
    }
    await service.register(version('ranker', 3));
    const named = async (reference: string) => {
      const { modelVersion, alias } = await service.detail(reference);
      return [modelVersion, alias];
    };
    expect(await named('ranker@live')).toEqual(['ranker-2', 'live']);
    expect(await named('ranker@previous')).toEqual(['ranker-1', 'previous']);
    expect(await named('ranker@candidate')).toEqual(['ranker-3', 'candidate']);
    expect(await named('ranker-1')).toEqual(['ranker-1', 'previous']);
    await expect(service.detail('topic@live')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(service.detail('ranker-99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await service.promote('ranker@candidate', { by: 'ann', why: 'reads better' })).modelVersion).toBe(
      'ranker-3'
    );
    expect((await service.list('ranker')).map(({ alias }) => alias)).toEqual(['live', 'previous', null]);
  });

  it('tells another process which version is live, and the journal who made it so', async () => {
    const [service, other] = [open(), await openListening()];
    const made = await service.register(version('ranker', 1));
    expect(await other.service.live('ranker')).toBeNull();
    await service.promote(made.id, { by: 'ann', why: 'reads better' });
    await other.look();
    expect((await other.service.live('ranker'))?.modelVersion).toBe('ranker-1');

    const second = await service.register(version('ranker', 2));
    await service.promote(second.id, { by: null });
    await other.service.rollBack('ranker', { by: 'bea', why: 'it ranks {by} alone first' });
    const live = await other.service.live('ranker');
    expect(live).toMatchObject({
      modelVersion: 'ranker-1',
      decisionCode: 'restored',
      decisionValues: { by: 'bea', why: 'it ranks {by} alone first' },
      decision: 'It is live again: bea went back to it. The reason given: it ranks {by} alone first',
    });
    const { entries } = await readJournal(database.knex, { kind: 'audit', page: 1, pageSize: 10 });
    // The night's own promotion is told by its run.
    expect(entries.map(({ code, actor, subject, detail }) => [code, actor, subject, detail['from']])).toEqual([
      ['rolled-back', 'bea', 'ranker-1', 'ranker-2'],
      ['promoted', 'ann', 'ranker-1', ''],
    ]);
  });

  it('registers and promotes nothing in the name of a lost lease', async () => {
    const service = open();
    const lost = { name: 'nightly', token: 41 };
    const { id } = await service.register(version('ranker', 1));
    await expect(service.register(version('ranker', 2), { held: lost })).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await expect(service.promote(id, { by: null, held: lost })).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await findLiveVersion(database.knex, 'ranker')).toBeNull();
    expect(await service.list()).toHaveLength(1);
  });

  it('keeps the bytes of live, previous and the newest few, and the rows of all', async () => {
    const service = open();
    const total = LIMITS.versionsKept + 5;
    for (let seed = 1; seed <= total; seed++) {
      const { id } = await service.register(version('ranker', seed));
      if (seed === 2 || seed === 3) await service.promote(id, { by: null });
    }
    const versions = await service.list('ranker');
    const withBytes = versions
      .filter(({ artifactBytes }) => artifactBytes > 0)
      .map(({ versionNumber }) => versionNumber);
    const newest = Array.from({ length: LIMITS.versionsKept }, (_, i) => total - i);
    expect(versions).toHaveLength(total);
    expect(withBytes).toEqual([...newest, 3, 2]);
    expect(await readChunks(database.knex, 'ranker-1')).toBeNull();

    const pruned = versions.find(({ versionNumber }) => versionNumber === 1)!;
    await expect(service.promote(pruned.id, { by: 'ann', why: 'reads better' })).rejects.toMatchObject({
      code: 'NOT_PROMOTABLE',
    });
  });
});
