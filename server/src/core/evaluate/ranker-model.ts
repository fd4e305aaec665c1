import { corrupt, decodeArtifact, encodeArtifact, expectArtifact, readArray, type Artifact } from '../artifact';
import type { LabelSettings } from '../features/types';
import { decodeRegressionModel } from '../learners';
import { decodeTextModel } from '../text';
import type { Belief } from './belief';
import type { AgeCalibration } from './calibration';
import type { OutOfFold } from './out-of-fold';
import type { AgeModel, ResidualModel } from './residual-model';
import type { TextScorer } from './text/text-scorer';
import type { LeverEffect, WhatIfEffects } from '../what-if/effects';

const KIND = 'ranker';
/** 1 held one regression over all ages, with ranges of one width: its next training replaces it. */
const FORMAT_VERSION = 2;

/** Everything serving needs to forecast, in one artifact. */
export interface RankerModel extends ResidualModel {
  /** Nothing after this instant was read: labels that closed later judge the model. */
  readonly asOf: number;
  /** Columns of the matrix, in order: serving builds exactly these. */
  readonly columns: readonly string[];
  /** Snapshot ages it was trained at, ascending. */
  readonly ageHours: readonly number[];
  readonly calibration: readonly AgeCalibration[];
  readonly settings: LabelSettings;
  /** By locale: V of closed articles, ascending, at most 512 of them evenly by rank; for percentiles. */
  readonly closedViews: ReadonlyMap<string, Float64Array>;
  /** How it predicted articles it had not seen; the next run is compared with it. */
  readonly outOfFold: OutOfFold;
  /** Says of a text what its training rows said of theirs; null where it learned from none. */
  readonly text: TextScorer | null;
  /** What goes along with what an editor can change; null in a model that was kept without. */
  readonly whatIf: WhatIfEffects | null;
}

interface Meta {
  readonly asOf: number;
  /** One per age, in the order of `ageHours`; `spread` false where the regression knows quantiles itself. */
  readonly models: readonly { readonly ageHours: number; readonly belief: Belief; readonly spread: boolean }[];
  readonly columns: readonly string[];
  readonly ageHours: readonly number[];
  readonly calibration: readonly AgeCalibration[];
  readonly settings: LabelSettings;
  readonly locales: readonly string[];
  readonly judged: readonly string[];
  /** Articles whose text scores are kept; absent without a text scorer. */
  readonly scored?: readonly string[];
  readonly whatIf?: Pick<WhatIfEffects, 'rows' | 'reach'> & { readonly levers: readonly LeverEffect[] };
}

/** @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeRanker(model: RankerModel): Uint8Array {
  const { ages, asOf, columns, ageHours, calibration, settings, closedViews, outOfFold, text, whatIf } = model;
  const locales = [...closedViews.keys()];
  return encodeArtifact({
    kind: KIND,
    formatVersion: FORMAT_VERSION,
    meta: {
      asOf,
      columns,
      ageHours,
      calibration: calibration.map((one) => ({ ...one })),
      models: ages.map(({ ageHours: age, belief, regression, spread }) => ({
        ageHours: age,
        belief: { ...belief },
        spread: spread !== regression,
      })),
      settings: { ...settings, weights: { ...settings.weights } },
      locales,
      judged: outOfFold.articles,
      ...(text ? { scored: [...text.known.keys()] } : {}),
      ...(whatIf === null ? {} : { whatIf: whatIfMeta(whatIf) }),
    },
    arrays: {
      ...Object.fromEntries(ages.map(({ regression }, i) => [`regression${i}`, regression.encode()])),
      ...Object.fromEntries(
        ages.flatMap(({ regression, spread }, i) => (spread === regression ? [] : [[`spread${i}`, spread.encode()]]))
      ),
      ...Object.fromEntries(locales.map((locale, i) => [`closedViews${i}`, closedViews.get(locale)!])),
      article: outOfFold.article,
      judgedAge: outOfFold.ageHours,
      origin: outOfFold.origin,
      closesAt: outOfFold.closesAt,
      judgedSpread: Float32Array.from(outOfFold.spread),
      seen: Float32Array.from(outOfFold.seen),
      predicted: Float32Array.from(outOfFold.predicted),
      actual: Float32Array.from(outOfFold.actual),
      baseline: Float32Array.from(outOfFold.baseline),
      ...(text ? { text: text.model.encode(), textScores: Float32Array.from(text.known.values()) } : {}),
      ...(whatIf === null ? {} : { whatIfSlopes: whatIf.slopes, whatIfCovariance: whatIf.covariance }),
    },
  });
}

/** @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE. */
export function decodeRanker(bytes: Uint8Array): RankerModel {
  const artifact = decodeArtifact(bytes);
  expectArtifact(artifact, KIND, [FORMAT_VERSION]);
  const meta = readMeta(artifact);
  const closedViews = new Map(
    meta.locales.map((locale, i) => [locale, readArray(artifact, `closedViews${i}`, 'f64')] as const)
  );
  const { asOf, columns, ageHours, calibration, settings } = meta;
  return {
    ages: meta.models.map((_, i) => readAge(artifact, meta, i)),
    asOf,
    columns,
    ageHours,
    calibration,
    settings,
    closedViews,
    outOfFold: readJudged(artifact, meta),
    text: readText(artifact, meta),
    whatIf: readWhatIf(artifact, meta),
  };
}

function readText(artifact: Artifact, { scored }: Meta): TextScorer | null {
  if (scored === undefined) return null;
  const scores = readArray(artifact, 'textScores', 'f32', scored.length);
  return {
    model: decodeTextModel(readArray(artifact, 'text', 'u8')),
    known: new Map(scored.map((id, i) => [id, scores[i]!])),
  };
}

const whatIfMeta = ({ rows, reach, levers }: WhatIfEffects) => ({
  rows,
  reach,
  levers: levers.map(({ lever, ...effect }) => ({
    ...effect,
    lever: { ...lever },
    terms: [...effect.terms],
    plain: [...effect.plain],
    sameAs: [...effect.sameAs],
  })),
});

function readWhatIf(artifact: Artifact, { whatIf }: Meta): WhatIfEffects | null {
  if (whatIf === undefined) return null;
  const slopes = readArray(artifact, 'whatIfSlopes', 'f64');
  return { ...whatIf, slopes, covariance: readArray(artifact, 'whatIfCovariance', 'f64', slopes.length ** 2) };
}

function readAge(artifact: Artifact, { models, columns }: Meta, i: number): AgeModel {
  const { ageHours, belief, spread } = models[i]!;
  const read = (name: string) => {
    const model = decodeRegressionModel(readArray(artifact, name, 'u8'));
    if (model.nColumns !== columns.length) throw corrupt(`${model.nColumns} column names`, `${columns.length}`);
    return model;
  };
  const regression = read(`regression${i}`);
  const quantiles = spread ? read(`spread${i}`) : regression;
  if (!quantiles.quantiles) throw corrupt('quantiles', 'a model without');
  return { ageHours, belief, regression, spread: quantiles };
}

function readJudged(artifact: Artifact, { judged }: Meta): OutOfFold {
  const article = readArray(artifact, 'article', 'i32');
  if (article.some((index) => index < 0 || index >= judged.length)) throw corrupt('known articles', 'another');
  const exact = (name: string) => readArray(artifact, name, 'f64', article.length);
  const rounded = (name: string) => Float64Array.from(readArray(artifact, name, 'f32', article.length));
  return {
    articles: judged,
    article,
    ageHours: exact('judgedAge'),
    origin: exact('origin'),
    closesAt: exact('closesAt'),
    spread: rounded('judgedSpread'),
    seen: rounded('seen'),
    predicted: rounded('predicted'),
    actual: rounded('actual'),
    baseline: rounded('baseline'),
  };
}

/** The checksum has passed: what is checked here is that another build's meta is not misread. */
function readMeta({ meta }: Artifact): Meta {
  const lists = ['columns', 'ageHours', 'calibration', 'models', 'locales', 'judged'];
  const missing = lists.find((name) => !Array.isArray(meta[name]));
  if (missing !== undefined) throw corrupt(`a list of ${missing}`, typeof meta[missing]);
  if ((meta.models as unknown[]).length === 0) throw corrupt('a model for some age', 'none');
  if (meta.scored !== undefined && !Array.isArray(meta.scored)) throw corrupt('a list of scored', typeof meta.scored);
  if (typeof meta.settings !== 'object' || meta.settings === null) throw corrupt('settings', typeof meta.settings);
  if (typeof meta.asOf !== 'number') throw corrupt('asOf', typeof meta.asOf);
  return meta as unknown as Meta;
}
