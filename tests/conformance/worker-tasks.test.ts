import { configSchema } from '../../server/src/config/schema';
import type { CoreError } from '../../server/src/core/errors';
import { TEXT_TOP_QUARTER } from '../../server/src/core/features/text/catalog';
import { targetId } from '../../server/src/core/target';
import { writeAges } from '../../server/src/repositories/age-counters';
import { readReasons } from '../../server/src/repositories/article-index';
import { writeCoverage } from '../../server/src/repositories/coverage';
import { removeChunks } from '../../server/src/repositories/artifact-chunks';
import type { ModelKind } from '../../server/src/repositories/model-versions';
import { insertEvents } from '../../server/src/repositories/events';
import { insertVersions } from '../../server/src/repositories/publications';
import { writeBuckets } from '../../server/src/repositories/rollups';
import { TABLES } from '../../server/src/repositories/tables';
import { NO_DETAILS } from '../../server/src/core/rollup';
import { ZERO_COUNTERS } from '../../server/src/core/rollup/counters';
import { learningSettings } from '../../server/src/services/learning-settings';
import { registry } from '../../server/src/services/registry';
import { NEEDED_CURVES } from '../../server/src/core/expectation/growth-curve';
import { readGrowthCurves } from '../../server/src/repositories/growth-curves';
import { draftEntry } from '../../server/src/services/what-if/draft-entry';
import type { TaskContext } from '../../server/src/worker/context';
import { curvesAreOld } from '../../server/src/worker/growth-curves';
import { articleIndexTask } from '../../server/src/worker/tasks/article-index';
import { decodeRanker, scoreWords } from '../../server/src/core/evaluate';
import { liveModel } from '../../server/src/worker/live-models';
import { recentHistory } from '../../server/src/worker/recent-history';
import { textScores } from '../../server/src/worker/text-scores';
import { compareModelsTask } from '../../server/src/worker/tasks/compare-models';
import { classifyTask } from '../../server/src/worker/tasks/classify';
import { forecastTask } from '../../server/src/worker/tasks/forecast';
import { scoreTask } from '../../server/src/worker/tasks/score';
import { trainTask, type TrainPayload } from '../../server/src/worker/tasks/train';
import { type WhatIfBase, whatIfTask } from '../../server/src/worker/tasks/what-if';
import { DAY, HOUR, snapshotOf, START, syntheticSite } from '../core/features/synthetic-site';
import { event } from './fixtures';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const DAYS = 100;
const AS_OF = START + DAYS * DAY;
const config = configSchema.parse({ ranker: { nEstimators: 20, algorithm: 'forest' } });
const settings = learningSettings(config);
const BY_NIGHT = { pluginVersion: '0.0.0', despiteFindings: false };
/** Words that tell the three categories apart. */
const WORDS: Readonly<Record<string, string>> = {
  category0: 'harbour sailing anchor rudder keel',
  category1: 'flour oven dough yeast crust',
  category2: 'chord violin rhythm melody concert',
};

/** Words of each author, good ones last: they go along with success. */
const STYLES = ['amber', 'birch', 'cedar', 'daisy', 'elder', 'flint'];
const styleOf = (author: string) => STYLES[Number(author.slice(-1))]!;

describe.each(ENGINES)('worker tasks on $name', (engine) => {
  const history = syntheticSite({ seed: 3, articles: 220, days: DAYS });
  const newest = history.publications[history.publications.length - 1]!;
  let database: ScratchDatabase;
  let context: TaskContext;
  const steps = new Set<string>();

  const open = () => {
    const strapi = pluginHost(engine, database.knex, () => ({
      articles: { forget: () => undefined },
      queue: { enqueue: async () => ({ id: 'rescore' }) },
    }));
    return registry({ strapi });
  };
  const train = (kind: ModelKind, asOf = AS_OF, more: Partial<TrainPayload> = {}) =>
    trainTask({ kind, asOf, settings, ...BY_NIGHT, ...more }, context);
  let runs = 0;
  const register = async (kind: ModelKind, asOf = AS_OF) => {
    const { promote, rows, ...version } = await train(kind, asOf);
    const made = await open().register({ ...version, kind, trainingRunId: `run-${(runs += 1)}` });
    return { ...made, promote, rows };
  };
  const score = (mode: 'all' | 'due', asOf = AS_OF, modelVersion: string | null = null) =>
    scoreTask({ asOf, settings, mode, modelVersion }, context);
  const list = () => articleIndexTask({ settings, now: AS_OF }, context);
  const articles = async () => (await list()).articles;
  const whatIf = (base: WhatIfBase, numbers: Record<string, number>) =>
    whatIfTask({ base, variants: [{ numbers }], language: 'en', showCategories: true, asOf: AS_OF, settings }, context);

  beforeAll(async () => {
    database = await engine.open();
    const { knex } = database;
    context = { knex, progress: (step) => steps.add(step), isCancelled: () => false };
    await insertVersions(
      knex,
      history.publications.map(({ key, version, firstPublishedAt, snapshot }) => ({
        key,
        version,
        firstPublishedAt,
        source: 'tracking' as const,
        versionPublishedAt: firstPublishedAt,
        contentHash: `hash-${key.documentId}`,
        title: snapshot.title,
        url: null,
        category: snapshot.category,
        author: snapshot.author,
        tags: snapshot.tags,
        text: `${WORDS[snapshot.category!]} ${styleOf(snapshot.author!)} ${key.documentId}`,
        language: 'en',
        snapshot: { ...snapshot, roleHashes: {} },
        changedFields: [],
        seenPublishedAt: firstPublishedAt,
      })),
      START
    );
    const ages = history.publications.flatMap(({ key }) =>
      history.ageCounters.get(targetId(key))!.map((counter) => ({ key, counter, closed: true }))
    );
    await writeAges(knex, ages, START);
    await writeBuckets(
      knex,
      history.days.map(({ locale, dayStart, views, visitors }) => ({
        key: { uid: 'api::article.article', documentId: 'all', locale },
        granularity: 'day' as const,
        start: dayStart,
        counters: { ...ZERO_COUNTERS, views, visitors },
        details: NO_DETAILS,
      })),
      START
    );
    for (const span of history.coverage) await writeCoverage(knex, span);
  });
  afterAll(() => database.close());

  it('answer from the baseline while no model is live, and say so', async () => {
    const { written } = await score('due');
    expect(written).toBeGreaterThan(0);
    const scored = (await articles()).filter(({ latest }) => latest !== null);
    expect(
      scored.every(({ latest }) => latest!.fallback === 'no-live-model' && latest!.modelVersion === 'baseline')
    ).toBe(true);
    expect((await score('due')).written).toBe(0);
  });

  it('abstain from what if while no model is live, with what the simple guess expects', async () => {
    const result = await whatIf({ kind: 'published', key: newest.key }, { textWords: 700 });
    expect(result).toMatchObject({ modelVersion: null, fallback: 'no-live-model', abstained: 'no-live-model' });
    expect(result.answer).toBeNull();
    expect(result.current!.expectedViews).toBeGreaterThan(0);
  });

  it('train a ranker that beats the simple guess, with its whole story', async () => {
    const made = await register('ranker');
    expect(made.promote).toBe(true);
    expect(made.decisionCode).toBe('first-model-beats-baseline');
    expect(made.headline!.model!).toBeLessThan(made.headline!.baseline!);
    const detail = await open().detail(made.id);
    expect(detail.lineage).toMatchObject({
      asOf: new Date(AS_OF).toISOString(),
      seed: 42,
      windowDays: 730,
      rows: made.rows,
    });
    expect(detail.lineage.dataHash).toMatch(/^[0-9a-f]{64}$/);
    expect(detail.ranker!.importance[0]).toBeDefined();
    expect([...steps]).toEqual(expect.arrayContaining(['reading', 'features', 'evaluating', 'fitting']));
    await open().promote(made.id, { by: null });
  });

  it('train the same bytes from the same data, and call it a refresh', async () => {
    const [again, once] = [await train('ranker'), await train('ranker')];
    expect(Buffer.compare(again.artifact, once.artifact)).toBe(0);
    expect(again.lineage).toMatchObject({ dataHash: once.lineage.dataHash, comparedWith: 'ranker-1' });
    expect(again.decision.code).toBe('refresh-ok');
  });

  it('score every recent article at the age it has reached and at publication, and nothing twice', async () => {
    expect((await score('due')).written).toBeGreaterThan(0);
    expect((await score('due')).written).toBe(0);
    const recent = (await articles()).filter(({ firstPublishedAt }) => firstPublishedAt >= AS_OF - 60 * DAY);
    for (const { latest, atPublication, firstPublishedAt } of recent) {
      expect(latest).toMatchObject({ modelVersion: 'ranker-1', fallback: null });
      expect(latest!.low).toBeLessThanOrEqual(latest!.expectedViews);
      expect(latest!.high).toBeGreaterThanOrEqual(latest!.expectedViews);
      const reached = [0, 1, 6, 24, 72].filter((age) => firstPublishedAt + age * HOUR <= AS_OF).at(-1);
      expect(latest!.ageMinutes).toBe(reached! * 60);
      expect(atPublication?.ageMinutes).toBe(0);
    }
    const { key, latest } = recent[0]!;
    const reasons = await readReasons(database.knex, [{ key, prediction: latest! }]);
    expect(reasons.get(`${targetId(key)}|${latest!.modelVersion}|${latest!.ageMinutes}`)!.length).toBeGreaterThan(0);
  });

  it('keep what was first expected when all are scored anew, and make the new line the latest', async () => {
    const before = await articles();
    await score('all');
    await score('all');
    const after = new Map((await articles()).map((article) => [targetId(article.key), article]));
    for (const { key, atPublication, latest } of before.filter(({ latest }) => latest !== null)) {
      const now = after.get(targetId(key))!;
      if (atPublication && latest!.ageMinutes > 0) expect(now.atPublication).toEqual(atPublication);
      expect(now.latest!.scoredAt).toBeGreaterThan(latest!.scoredAt);
    }
  });

  it('learn how views grow, and say where each article stands', async () => {
    const { articles: judged, curves, closedCurves } = await list();
    expect(curves.map(({ fromMinutes }) => fromMinutes)).toEqual([0, 60, 360, 1440, 4320]);
    expect(closedCurves).toBeGreaterThanOrEqual(NEEDED_CURVES);
    const told = judged.filter(({ surprise }) => surprise !== null);
    expect(told.length).toBeGreaterThan(40);
    const outside = told.filter(({ surprise }) => surprise!.verdict !== 'as-expected');
    // One in ten lies outside by chance.
    expect(outside.length / told.length).toBeLessThan(0.25);
    for (const { surprise, tooEarly, range } of judged) {
      expect(surprise === null).toBe(tooEarly !== null);
      if (surprise !== null) expect(range).not.toBeNull();
    }
  });

  it('learn curves anew once an hour at most, but for a run over all articles', async () => {
    const fittedAt = async () => (await readGrowthCurves(database.knex)).map((stored) => stored.fittedAt);
    const before = await fittedAt();
    expect(await curvesAreOld(database.knex, AS_OF + 59 * 60_000)).toBe(false);
    expect(await curvesAreOld(database.knex, AS_OF + 61 * 60_000)).toBe(true);
    await score('due');
    expect(await fittedAt()).toEqual(before);
  });

  it('score with a version that is not live without anybody being answered from it, until it is', async () => {
    const before = await articles();
    const made = await register('ranker', AS_OF - 2 * DAY);
    expect((await score('all', AS_OF, made.modelVersion)).written).toBeGreaterThan(0);
    const served = (list: typeof before) => list.map(({ key, latest }) => [targetId(key), latest]);
    expect(served(await articles())).toEqual(served(before));

    await open().promote(made.id, { by: 'ann', why: 'reads better' });
    const versions = new Set((await articles()).flatMap(({ latest }) => latest?.modelVersion ?? []));
    expect(versions).toContain(made.modelVersion);
    const recent = (await articles()).filter(({ firstPublishedAt }) => firstPublishedAt >= AS_OF - 59 * DAY);
    expect(new Set(recent.map(({ latest }) => latest?.modelVersion))).toEqual(new Set([made.modelVersion]));
    // And back: at once, with what the earlier version had said.
    await open().rollBack('ranker', { by: 'ann', why: 'reads better' });
    expect(served(await articles())).toEqual(served(before));
  });

  it('put two versions side by side on what both have judged, and refuse one that is not there', async () => {
    const [newer, older] = (await open().list('ranker')).filter(({ artifactBytes }) => artifactBytes > 0);
    const compare = (second: string) => compareModelsTask({ first: newer!.modelVersion, second, seed: 1 }, context);
    const contest = await compare(older!.modelVersion);
    expect(contest!.overall.articles).toBeGreaterThan(20);
    expect(contest!.ages.map(({ ageHours }) => ageHours)).toContain(0);
    const { value, low, high } = contest!.overall.difference.rmse!;
    expect(low <= value && value <= high).toBe(true);
    await expect(compare('ranker-99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('expect of closed articles what was expected before they taught anything', async () => {
    const judged = (await articles()).filter(({ atPublication, firstPublishedAt }) => {
      return (
        atPublication?.modelVersion === 'ranker-1' &&
        firstPublishedAt < AS_OF - 10 * DAY &&
        firstPublishedAt > AS_OF - 40 * DAY
      );
    });
    const points = new Map(
      (await open().detail((await open().live('ranker'))!.id)).ranker!.points.map((p) => [p.documentId, p])
    );
    const compared = judged.filter(({ key }) => points.has(key.documentId));
    expect(compared.length).toBeGreaterThan(20);
    for (const { key, atPublication } of compared) {
      // Points are kept with one decimal.
      expect(Math.abs(atPublication!.expectedViews - points.get(key.documentId)!.expected)).toBeLessThan(0.051);
    }
  });

  it('forecast a draft with reasons, and say more of a good author than of a poor one', async () => {
    const request = (author: string) => ({
      key: null,
      locale: 'en',
      snapshot: snapshotOf({ ...newest.snapshot, author }),
      firstPublishedAt: AS_OF,
      ageHours: 0,
    });
    const forecast = (author: string) => forecastTask({ request: request(author), asOf: AS_OF, settings }, context);
    const [good, poor] = [await forecast('author5'), await forecast('author0')];
    expect(good).toMatchObject({ modelVersion: 'ranker-1', fallback: null, missingLabels: 0 });
    expect(good.forecast!.expectedViews).toBeGreaterThan(poor.forecast!.expectedViews);
    expect(good.forecast!.percentile).toBeGreaterThan(0);
    expect(good.forecast!.reasons.length).toBeGreaterThan(0);
  });

  it('hear the words of drafts and articles by the scorer their ranker carries', async () => {
    const { model } = await liveModel(database.knex, 'ranker', decodeRanker);
    const { known } = model!.text!;
    const keys = history.publications.map(({ key }) => key);
    const scores = await textScores(database.knex, model, keys, AS_OF);
    expect(known.size).toBeGreaterThan(150);
    for (const { key, firstPublishedAt, snapshot } of history.publications) {
      const text = `${WORDS[snapshot.category!]} ${styleOf(snapshot.author!)} ${key.documentId}`;
      const words = { title: snapshot.title, text, language: 'en' };
      const said = known.get(targetId(key)) ?? scoreWords(model!.text!, words);
      expect(scores.get(targetId(key))).toEqual(said);
      // What the classifier has learned from, it would remember.
      expect(known.has(targetId(key))).toBe(firstPublishedAt + 7 * DAY <= AS_OF);
    }
    expect((await textScores(database.knex, { ...model!, text: null }, keys, AS_OF)).size).toBe(0);

    const request = { key: null, locale: 'en', snapshot: snapshotOf(), firstPublishedAt: AS_OF, ageHours: 0 };
    const told = async (author: string) => {
      const words = { title: 'Article', text: styleOf(author), language: 'en' };
      return (await forecastTask({ request, words, asOf: AS_OF, settings }, context)).forecast!.expectedViews;
    };
    const score = (author: string) =>
      scoreWords(model!.text!, { title: 'Article', text: styleOf(author), language: 'en' });
    expect(score('author5')).toBeGreaterThan(score('author0'));
    expect(await told('author5')).not.toBe(await told('author0'));
    expect(steps).toContain('text');
  });

  it('answer a minute of questions from one reading, in which open and newly closed articles carry their words', async () => {
    const { model } = await liveModel(database.knex, 'ranker', decodeRanker);
    const older = { ...model!, asOf: AS_OF - 21 * DAY };
    const read = await recentHistory(database.knex, settings, older, AS_OF);
    const worded = read.history.publications.filter(({ snapshot }) => TEXT_TOP_QUARTER in snapshot.features);
    const since = history.publications.filter((one) => one.firstPublishedAt + 7 * DAY > older.asOf);
    expect(worded.map(({ key }) => targetId(key)).sort()).toEqual(since.map(({ key }) => targetId(key)).sort());
    // Two weeks of labels judge its ranges anew.
    expect(read.model!.calibration).not.toEqual(older.calibration);

    const again = await recentHistory(database.knex, settings, older, AS_OF + HOUR / 120);
    expect(again.history).toBe(read.history);
    expect(again.model).toBe(read.model);
    expect((await recentHistory(database.knex, settings, null, AS_OF)).model).toBeNull();
  });

  it('say what goes along with a change: of a published article, and of a text that is nowhere saved', async () => {
    const published = await whatIf({ kind: 'published', key: newest.key }, { textWords: 950 });
    const [variant] = published.answer!.variants;
    const before = published.answer!.levers.find(({ name }) => name === 'textWords')!.value!;
    expect(before).toBe(newest.snapshot.features['textWords']);
    expect(Math.sign(variant!.change!.expected)).toBe(Math.sign(950 - before));
    expect(published).toMatchObject({ modelVersion: 'ranker-1', abstained: null, title: newest.snapshot.title });

    const entry = draftEntry(
      { title: 'Bread', text: 'The oven is hot. '.repeat(40), author: 'author5' },
      'en',
      'en',
      []
    );
    const text = await whatIf({ kind: 'text', entry }, { textWords: 900 });
    expect(text.answer!.levers.find(({ name }) => name === 'textWords')!.value).toBe(160);
    expect(text.answer!.variants[0]!.change!.expected).toBeGreaterThan(0);

    // A draft is expected to do as the panel says, words included.
    const request = { key: null, locale: 'en', snapshot: snapshotOf(), firstPublishedAt: AS_OF, ageHours: 0 };
    const words = { title: 'Article', text: styleOf('author5'), language: 'en' };
    const draft = await whatIf({ kind: 'draft', request, words }, {});
    const panel = await forecastTask({ request, words, asOf: AS_OF, settings }, context);
    expect(draft.current!.expectedViews).toBeCloseTo(panel.forecast!.expectedViews, 6);
    await expect(whatIf({ kind: 'published', key: { ...newest.key, documentId: 'gone' } }, {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('train and serve both text classifiers, or say what is missing', async () => {
    const empty = await classifyTask({ title: '', text: 'oven', language: 'en' }, context);
    expect(empty.topic).toMatchObject({ modelVersion: null, labels: [], abstained: true, fallback: 'no-live-model' });
    for (const kind of ['topic', 'performance-text'] as const) {
      const { id } = await register(kind);
      await open().promote(id, { by: 'ann', why: 'reads better' });
    }
    const answer = await classifyTask({ title: '', text: WORDS.category1!, language: 'en' }, context);
    expect(answer.topic).toMatchObject({ modelVersion: 'topic-1', abstained: false, fallback: null });
    expect(answer.topic.labels[0]!.label).toBe('category1');
    expect(answer.topic.terms.length).toBeGreaterThan(0);
    expect(answer.performance.topQuarter).toBeGreaterThanOrEqual(0);
    expect(answer.performance.topQuarter).toBeLessThanOrEqual(1);
  });

  it('refuse to train on too little, with both numbers', async () => {
    const early = trainTask({ kind: 'ranker', asOf: START + 12 * DAY, settings, ...BY_NIGHT }, context);
    await expect(early).rejects.toMatchObject({ code: 'NOT_ENOUGH_ROWS', details: { expected: '60' } });
    const refused = (await early.catch((error: unknown) => error)) as CoreError<'NOT_ENOUGH_ROWS'>;
    const [few] = refused.details.findings ?? [];
    expect(few).toMatchObject({ code: 'too-few-labels', severity: 'blocking', overridable: false });
    expect(Date.parse(String(few?.values['by']))).toBeGreaterThan(START + 12 * DAY);
  });

  it('keep with a version what was found in its data', async () => {
    const { metrics } = await train('ranker');
    expect(metrics.findings?.map(({ code, severity }) => [code, severity])).toEqual([
      // Of these articles little is measured, but what editors look at first is.
      ['constant-columns', 'info'],
    ]);
    // What words say is learned from the data only after they were looked at.
    expect(metrics.findings?.[0]?.columns).not.toContain(TEXT_TOP_QUARTER);
    expect((await train('performance-text')).metrics.findings).toEqual([]);
    expect((await train('topic')).metrics.findings).toBeNull();
  });

  it('refuse data that would mislead, unless somebody knows better', async () => {
    const { knex } = database;
    const newestClosed = history.publications.filter(({ firstPublishedAt }) => firstPublishedAt < AS_OF - 8 * DAY);
    const monitor = newestClosed
      .slice(-50)
      .flatMap(({ key, firstPublishedAt }, at) =>
        Array.from({ length: 20 }, (_, nth) =>
          event(at * 20 + nth, key, firstPublishedAt + nth * HOUR, { visitor: 'monitor' })
        )
      );
    await insertEvents(knex, monitor);
    for (const kind of ['ranker', 'performance-text'] as const) {
      const blocked = await train(kind).catch((error: CoreError<'DATA_BLOCKED'>) => error);
      expect(blocked).toMatchObject({ code: 'DATA_BLOCKED', details: { got: 'one-visitor' } });
      const despite = await train(kind, AS_OF, { despiteFindings: true });
      expect(despite.metrics.findings?.[0]).toMatchObject({ code: 'one-visitor', severity: 'blocking' });
    }
    await knex(TABLES.events).delete();
  });

  it('leave an attribute that knows the outcome out of the model', async () => {
    const trx = await database.knex.transaction();
    for (const { key, snapshot } of history.publications) {
      const views = history.ageCounters.get(targetId(key))!.at(-1)!.views;
      const features = { ...snapshot.features, 'field.hits': views };
      await trx(TABLES.publications)
        .where('target_document_id', key.documentId)
        .update({ snapshot: JSON.stringify({ ...snapshot, roleHashes: {}, features }) });
    }
    const payload = { kind: 'ranker', asOf: AS_OF, settings, ...BY_NIGHT } as const;
    const { metrics, lineage } = await trainTask(payload, { ...context, knex: trx });
    expect(metrics.findings?.[0]).toMatchObject({ code: 'leaking-column', columns: ['field.hits'] });
    expect(lineage['featureNames']).toContain('field.noise');
    expect(lineage['featureNames']).not.toContain('field.hits');
    await trx.rollback();
  });

  it('refuse to train on a single class: there is nothing to tell apart', async () => {
    const trx = await database.knex.transaction();
    await trx(TABLES.publications).update({ category: 'the only one' });
    const training = trainTask({ kind: 'topic', asOf: AS_OF, settings, ...BY_NIGHT }, { ...context, knex: trx });
    await expect(training).rejects.toMatchObject({ code: 'NOT_ENOUGH_CLASSES', details: { expected: '2', got: '1' } });
    await trx.rollback();
  });

  it('stop when nobody waits any more', async () => {
    const cancelled = { ...context, isCancelled: () => true };
    const stopped = trainTask({ kind: 'ranker', asOf: AS_OF, settings, ...BY_NIGHT }, cancelled);
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('score an article again once it has reached the next age, and only that one', async () => {
    const { written } = await score('due', AS_OF + 20 * HOUR);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(20);
  });

  it('fall back to the baseline when the bytes of a newly live version are gone', async () => {
    // Of other data: equal bytes would still be in the thread's memory, and rightly serve.
    const made = await register('ranker', AS_OF - DAY);
    await open().promote(made.id, { by: 'ann', why: 'reads better' });
    await removeChunks(database.knex, [made.modelVersion]);
    await score('all', AS_OF + 20 * HOUR);
    const recent = (await articles()).filter(({ firstPublishedAt }) => firstPublishedAt >= AS_OF - 59 * DAY);
    expect(recent.every(({ latest }) => latest!.fallback === 'model-unavailable')).toBe(true);
  });
});
