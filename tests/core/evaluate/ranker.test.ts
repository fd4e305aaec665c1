import { baselineForecast, fitBaselineModel } from '../../../server/src/core/evaluate/baseline-forecast';
import { decidePromotion } from '../../../server/src/core/evaluate/gate/decide-promotion';
import { evaluateRanker } from '../../../server/src/core/evaluate/evaluate-ranker';
import { forecast } from '../../../server/src/core/evaluate/forecast';
import { judgedRowsOf } from '../../../server/src/core/evaluate/out-of-fold';
import { decodeRanker, encodeRanker } from '../../../server/src/core/evaluate/ranker-model';
import type { RankerOptions } from '../../../server/src/core/evaluate/ranker-options';
import { ageModelAt } from '../../../server/src/core/evaluate/residual-model';
import { reasonsFor } from '../../../server/src/core/evaluate/reasons';
import { NEEDED_LABELS, rollingOrigins } from '../../../server/src/core/evaluate/rolling-origins';
import { checkDamage } from '../../../server/src/core/evaluate/damage-check';
import { fitRanker, trainRanker } from '../../../server/src/core/evaluate/train-ranker';
import { forwardScores } from '../../../server/src/core/evaluate/text/forward-scores';
import { topQuarterOf } from '../../../server/src/core/evaluate/text/text-scorer';
import { CATALOG } from '../../../server/src/core/features/catalog';
import { buildScoringMatrix, type ScoringRequest } from '../../../server/src/core/features/scoring-matrix';
import { buildTrainingMatrix } from '../../../server/src/core/features/training-matrix';
import { CoreError } from '../../../server/src/core/errors';
import { targetId } from '../../../server/src/core/target';
import { DAY, HOUR, snapshotOf, START, syntheticSite } from '../features/synthetic-site';

const DAYS = 120;
const asOf = START + DAYS * DAY;
const site = syntheticSite({ seed: 5, articles: 320, days: DAYS });
const options: RankerOptions = {
  asOf,
  ageHours: [0, 1, 6, 24, 72],
  learner: { name: 'forest', params: { nEstimators: 30, minSamplesLeaf: 5, seed: 3 } },
};
const trained = trainRanker(site, options);
const model = trained.model!;

const draft = (given: Parameters<typeof snapshotOf>[0]): ScoringRequest => ({
  key: null,
  locale: 'en',
  snapshot: snapshotOf(given),
  firstPublishedAt: asOf,
  ageHours: 0,
});
const requests: ScoringRequest[] = site.publications.slice(-12).map(({ key, snapshot, firstPublishedAt }) => ({
  key,
  locale: key.locale,
  snapshot,
  firstPublishedAt,
  ageHours: (asOf - firstPublishedAt) / HOUR,
}));

describe('a ranker by boosting', () => {
  it('goes the same way: judged, fitted, believed by its newest rows, saved and loaded', () => {
    const learner = { name: 'boosting', params: { nEstimators: 60, seed: 3 } } as const;
    const boosted = trainRanker(site, { ...options, weeks: 2, learner });
    expect(boosted.report.overall[0]!.spearman).toBeGreaterThan(0.8);
    expect(boosted.damage!.intact).toBe(true);
    expect(boosted.model!.ages.every(({ belief }) => belief.slope >= 0 && belief.slope <= 1)).toBe(true);
    const matrix = buildScoringMatrix(site, requests, asOf, boosted.model!);
    expect(forecast(decodeRanker(encodeRanker(boosted.model!)), matrix)).toEqual(forecast(boosted.model!, matrix));
  });
});

describe('rolling origins', () => {
  const matrix = buildTrainingMatrix(site, options);

  it('train only on labels closed by the origin and judge only articles published after it', () => {
    const origins = rollingOrigins(matrix, 8);
    expect(origins).toHaveLength(8);
    const judged = new Set<number>();
    for (const { origin, until, train, test } of origins) {
      expect(Math.max(...Array.from(train, (row) => matrix.closesAt[row]!))).toBeLessThanOrEqual(origin);
      expect(Math.min(...Array.from(test, (row) => matrix.firstPublishedAt[row]!))).toBeGreaterThanOrEqual(origin);
      expect(Math.max(...Array.from(test, (row) => matrix.firstPublishedAt[row]!))).toBeLessThan(until);
      const groups = new Set(Array.from(train, (row) => matrix.groups[row]!));
      expect(groups.size).toBeGreaterThanOrEqual(NEEDED_LABELS);
      for (const row of test) {
        expect(judged.has(row)).toBe(false);
        expect(groups.has(matrix.groups[row]!)).toBe(false);
        judged.add(row);
      }
    }
  });

  it('stay where they are from one night to the next', () => {
    const yesterday = buildTrainingMatrix(site, { ...options, asOf: asOf - DAY });
    const starts = (of: typeof matrix) => rollingOrigins(of, 8).map(({ origin }) => origin);
    expect(starts(matrix).filter((origin) => starts(yesterday).includes(origin)).length).toBeGreaterThanOrEqual(7);
  });

  it('get shorter or fewer where the history is short, and vanish where it is too short', () => {
    const early = (days: number) =>
      rollingOrigins(buildTrainingMatrix(site, { ...options, asOf: START + days * DAY }), 8);
    expect(early(25)).toHaveLength(0);
    const [first] = early(42);
    expect(first!.until - first!.origin).toBeLessThan(7 * DAY);
  });
});

describe('the evaluation', () => {
  it('finds the planted factors on later data: better than every simple guess at publication', () => {
    const [atPublication] = trained.report.byAge;
    const [own, ...simple] = atPublication!.scores;
    for (const guess of simple) expect(own!.rmse!).toBeLessThan(guess.rmse!);
    expect(own!.spearman!).toBeGreaterThan(0.5);
  });

  it('gets surer with age, and its intervals hold about as often as they say', () => {
    const widths = trained.report.byAge.map(({ width }) => width!);
    expect(widths.at(-1)!).toBeLessThan(0.6 * widths[0]!);
    for (const { coverage } of trained.report.byAge) expect(coverage!).toBeGreaterThan(0.8);
  });

  it('finds nothing where there is nothing, and no model goes live then', () => {
    const chance = trainRanker(syntheticSite({ seed: 9, articles: 200, days: DAYS, strength: 0 }), {
      ...options,
      ageHours: [0],
      weeks: 4,
    });
    expect(chance.report.overall[0]!.spearman!).toBeLessThan(0.35);
    const { report, damage } = chance;
    const judged = judgedRowsOf(chance.outOfFold);
    const decision = decidePromotion({ recipe: 'r', ...report, judged, damage, guardrails: [] }, null, 1);
    expect(['no-better-than-baseline', 'worse-than-baseline']).toContain(decision.code);
  });

  it('promotes the first good model, and its own refresh', () => {
    const { report, damage } = trained;
    const own = { recipe: 'r', ...report, judged: judgedRowsOf(trained.outOfFold), damage, guardrails: [] };
    expect(decidePromotion(own, null, 1).code).toBe('first-model-beats-baseline');
    const tomorrow = evaluateRanker(site, { ...options, asOf: asOf + DAY });
    const refresh = { ...own, ...tomorrow.report, judged: judgedRowsOf(tomorrow.outOfFold) };
    expect(decidePromotion(refresh, { recipe: 'r', judged: judgedRowsOf(model.outOfFold) }, 1).code).toBe('refresh-ok');
  });

  it('reports without a model below 60 closed labels, and refuses to fit one', () => {
    const early = { ...options, asOf: START + 25 * DAY };
    const small = trainRanker(site, early);
    expect(small).toMatchObject({ model: null, damage: null, report: { origins: 0, articles: 0, neededLabels: 60 } });
    expect(small.report.overall.map(({ rmse }) => rmse)).toEqual([null, null, null, null]);
    expect(() => fitRanker(site, evaluateRanker(site, early), early)).toThrow(CoreError);
  });

  it('stops when it is told to', () => {
    expect(() => evaluateRanker(site, options, undefined, () => true)).toThrow(
      expect.objectContaining({ code: 'CANCELLED' })
    );
  });
});

describe('the damage check', () => {
  const evaluation = evaluateRanker(site, options);

  it('passes the refitted model and stops one whose columns were shuffled', () => {
    expect(checkDamage(model, evaluation, model)).toMatchObject({ intact: true, rows: 200 });
    const { matrix } = evaluation;
    const { nRows, nColumns, data } = matrix.X;
    const shuffled = Float32Array.from(
      data,
      (_, i) => data[Math.floor(i / nColumns) * nColumns + ((i + 17) % nColumns)]!
    );
    const broken = {
      ...evaluation,
      matrix: {
        ...matrix,
        X: { nRows, nColumns, data: shuffled },
        offset: new Float64Array(nRows),
        viewsSoFar: new Float64Array(nRows),
      },
    };
    const found = checkDamage(model, broken, null);
    expect(found.intact).toBe(false);
    expect(found.spearman ?? -1).toBeLessThan(0.8);
  });
});

describe('the shipped model', () => {
  const decoded = decodeRanker(encodeRanker(model));

  it('says the same after a round trip through bytes', () => {
    const matrix = buildScoringMatrix(site, requests, asOf, decoded);
    expect(forecast(decoded, matrix)).toEqual(forecast(model, matrix));
    expect(decoded.columns).toEqual(model.columns);
    expect(decoded.calibration).toEqual(model.calibration);
    expect(decoded.settings).toEqual(model.settings);
    expect(decoded.closedViews).toEqual(model.closedViews);
    const rows = judgedRowsOf(decoded.outOfFold);
    expect(rows.ids).toEqual(judgedRowsOf(model.outOfFold).ids);
    judgedRowsOf(model.outOfFold).loss.forEach((loss, row) => expect(rows.loss[row]).toBeCloseTo(loss, 4));
  });

  it('carries its text scorer with the scores it learned from, or none', () => {
    expect(decoded.text).toBeNull();
    const words = site.publications.map(({ key, firstPublishedAt }, i) => ({
      id: targetId(key),
      document: { text: i % 5 === 0 ? 'a secret finally revealed' : 'people asked about it', language: 'en' },
      publishedAt: firstPublishedAt,
      closesAt: firstPublishedAt + 7 * DAY,
      truth: i % 5 === 0 ? 300 : 100,
      locale: 'en',
    }));
    const { scorer } = forwardScores(words, 1);
    const { text } = decodeRanker(encodeRanker({ ...model, text: scorer }));
    expect([...text!.known.keys()]).toEqual([...scorer!.known.keys()]);
    for (const [id, score] of scorer!.known) expect(text!.known.get(id)).toBe(Math.fround(score));
    const [{ document }] = words as [(typeof words)[number]];
    expect(topQuarterOf(text!.model, document)).toBeCloseTo(topQuarterOf(scorer!.model, document), 6);
  });

  it('refuses damaged bytes', () => {
    const bytes = encodeRanker(model);
    bytes[bytes.length - 20]! ^= 1;
    expect(() => decodeRanker(bytes)).toThrow(expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }));
  });

  it('forecasts inside its interval and never below what came', () => {
    const now = requests.map((request) => ({ ...request, viewsNow: 35 }));
    const matrix = buildScoringMatrix(site, now, asOf, model);
    forecast(model, matrix).forEach((expected, row) => {
      const { expectedViews, low, high } = expected!;
      expect(matrix.viewsSoFar[row]!).toBeGreaterThanOrEqual(35);
      expect(low).toBeGreaterThanOrEqual(matrix.viewsSoFar[row]!);
      expect(low).toBeLessThanOrEqual(expectedViews);
      expect(expectedViews).toBeLessThanOrEqual(high);
    });
  });

  it('expects more of a long text by a good author, and says why in names of the catalog', () => {
    const good = draft({ author: 'author5', category: 'category1', features: { textWords: 950 } });
    const weak = draft({ author: 'author0', category: 'category1', features: { textWords: 120 } });
    const matrix = buildScoringMatrix(site, [good, weak], asOf, model);
    const [of, than] = forecast(model, matrix);
    expect(of!.expectedViews).toBeGreaterThan(1.5 * than!.expectedViews);

    const reasons = reasonsFor(model, matrix, 1, 3);
    expect(reasons).toHaveLength(3);
    const words = reasonsFor(model, matrix, 1, 20).find(({ feature }) => feature === 'textWords');
    expect(words).toMatchObject({ value: 120 });
    expect(words!.effect).toBeLessThan(-0.05);
    expect(reasonsFor(model, matrix, 0, 20).find(({ feature }) => feature === 'textWords')!.effect).toBeGreaterThan(
      0.05
    );
  });

  it.each(['paths', 'shapley'] as const)('sums its reasons to the whole prediction, by %s', (by) => {
    const matrix = buildScoringMatrix(site, requests, asOf, model);
    const row = matrix.X.data.slice(0, matrix.X.nColumns);
    const { regression, belief } = ageModelAt(model, matrix.ageHours[0]!);
    const { base } = by === 'paths' ? regression.contributions(row) : regression.explain(row);
    const [first] = forecast(model, matrix);
    const unsaid = belief.centre + belief.slope * (base - belief.centre);
    const said = reasonsFor(model, matrix, 0, 100, by).reduce((sum, { effect }) => sum + Math.log1p(effect), 0);
    // What moves views by less than half a per cent is not said.
    expect(Math.abs(unsaid + said - first!.predicted)).toBeLessThan(0.005 * model.columns.length);
  });

  it('serves rows of its own columns in its own order', () => {
    const shape = { columns: [...model.columns].reverse(), ageHours: model.ageHours };
    const [own, reversed] = [model, shape].map((each) => buildScoringMatrix(site, requests, asOf, each));
    const { nColumns } = own!.X;
    expect([...reversed!.X.data.slice(0, nColumns)].reverse()).toEqual([...own!.X.data.slice(0, nColumns)]);
  });
});

describe('the features of a reason', () => {
  it('lead to a feature of the catalog that has a value of its own', () => {
    const names = new Set(CATALOG.map(({ name }) => name));
    for (const { reason } of CATALOG) if (reason !== null) expect(names.has(reason)).toBe(true);
  });
});

describe('the baseline that serves while no model is live', () => {
  it('forecasts from few labels, inside its interval, and never below what came', () => {
    const early = START + 25 * DAY;
    const few = buildTrainingMatrix(site, { ...options, asOf: early });
    const open = site.publications.filter(({ firstPublishedAt }) => Math.abs(early - firstPublishedAt) < 6 * DAY);
    const rows = open.map(({ key, snapshot, firstPublishedAt }) => ({
      key,
      locale: 'en',
      snapshot,
      firstPublishedAt,
      ageHours: (early - firstPublishedAt) / HOUR,
    }));
    const matrix = buildScoringMatrix(site, rows, early);
    baselineForecast(fitBaselineModel(site, few, early), matrix).forEach((expected, row) => {
      expect(expected!.low).toBeGreaterThanOrEqual(matrix.viewsSoFar[row]!);
      expect(expected!.low <= expected!.expectedViews && expected!.expectedViews <= expected!.high).toBe(true);
    });
  });

  it('says nothing before any label closed', () => {
    const none = buildTrainingMatrix(site, { ...options, asOf: START });
    const matrix = buildScoringMatrix(site, [draft({})], START);
    expect(baselineForecast(fitBaselineModel(site, none, START), matrix)).toEqual([null]);
  });

  const BUSY = { seed: 8, articles: 200, days: 6 };

  it('knows how far off it is where every article came out before the first one closed', () => {
    // 200 articles in six days: when they came out, nothing was known of any author.
    const busy = syntheticSite(BUSY);
    const at = START + (BUSY.days + 8) * DAY;
    const matrix = buildScoringMatrix(busy, [{ ...draft({ author: 'author5' }), firstPublishedAt: at }], at);
    const [said] = baselineForecast(
      fitBaselineModel(busy, buildTrainingMatrix(busy, { ...options, asOf: at }), at),
      matrix
    );
    expect(said!.low).toBeLessThan(said!.expectedViews);
    expect(said!.high).toBeGreaterThan(said!.expectedViews);
  });

  it('guesses before publication what the author and category did, shrunk to the level of the site', () => {
    const at = START + 40 * DAY;
    const closed = buildTrainingMatrix(site, { ...options, asOf: at });
    const drafts = ['author0', 'author5', 'nobody'].map((author) => ({ ...draft({ author }), firstPublishedAt: at }));
    const matrix = buildScoringMatrix(site, drafts, at);
    const said = baselineForecast(fitBaselineModel(site, closed, at), matrix);
    said.forEach((one, row) => expect(Math.log1p(one!.expectedViews)).toBeCloseTo(matrix.authorCategory[row]!, 9));
  });
});
