import { corrupt, decodeArtifact, encodeArtifact, expectArtifact, readArray, type Artifact } from '../artifact';
import type { LabelSettings } from '../features/types';
import { decodeRegressionModel } from '../learners';
import type { AgeCalibration } from './calibration';
import type { OutOfFold } from './out-of-fold';
import type { AgeBelief, ResidualModel } from './residual-model';

const KIND = 'ranker';
const FORMAT_VERSION = 1;

/** Everything serving needs to forecast, in one artifact. */
export interface RankerModel extends ResidualModel {
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
}

interface Meta {
  readonly beliefs: readonly AgeBelief[];
  readonly columns: readonly string[];
  readonly ageHours: readonly number[];
  readonly calibration: readonly AgeCalibration[];
  readonly settings: LabelSettings;
  readonly locales: readonly string[];
  readonly judged: readonly string[];
}

/** @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeRanker(model: RankerModel): Uint8Array {
  const { columns, ageHours, calibration, settings, closedViews, outOfFold } = model;
  const locales = [...closedViews.keys()];
  return encodeArtifact({
    kind: KIND,
    formatVersion: FORMAT_VERSION,
    meta: {
      columns,
      ageHours,
      calibration: calibration.map((offsets) => ({ ...offsets })),
      beliefs: model.beliefs.map((belief) => ({ ...belief })),
      settings: { ...settings, weights: { ...settings.weights } },
      locales,
      judged: outOfFold.articles,
    },
    arrays: {
      regression: model.regression.encode(),
      ...Object.fromEntries(locales.map((locale, i) => [`closedViews${i}`, closedViews.get(locale)!])),
      article: outOfFold.article,
      judgedAge: outOfFold.ageHours,
      origin: outOfFold.origin,
      closesAt: outOfFold.closesAt,
      predicted: Float32Array.from(outOfFold.predicted),
      actual: Float32Array.from(outOfFold.actual),
      baseline: Float32Array.from(outOfFold.baseline),
    },
  });
}

/** @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE. */
export function decodeRanker(bytes: Uint8Array): RankerModel {
  const artifact = decodeArtifact(bytes);
  expectArtifact(artifact, KIND, [FORMAT_VERSION]);
  const meta = readMeta(artifact);
  const regression = decodeRegressionModel(readArray(artifact, 'regression', 'u8'));
  if (regression.nColumns !== meta.columns.length) {
    throw corrupt(`${regression.nColumns} column names`, `${meta.columns.length}`);
  }
  const closedViews = new Map(
    meta.locales.map((locale, i) => [locale, readArray(artifact, `closedViews${i}`, 'f64')] as const)
  );
  const { columns, ageHours, calibration, beliefs, settings } = meta;
  return {
    regression,
    beliefs,
    columns,
    ageHours,
    calibration,
    settings,
    closedViews,
    outOfFold: readJudged(artifact, meta),
  };
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
    predicted: rounded('predicted'),
    actual: rounded('actual'),
    baseline: rounded('baseline'),
  };
}

/** The checksum has passed: what is checked here is that another build's meta is not misread. */
function readMeta({ meta }: Artifact): Meta {
  const lists = ['columns', 'ageHours', 'calibration', 'beliefs', 'locales', 'judged'];
  const missing = lists.find((name) => !Array.isArray(meta[name]));
  if (missing !== undefined) throw corrupt(`a list of ${missing}`, typeof meta[missing]);
  if (typeof meta.settings !== 'object' || meta.settings === null) throw corrupt('settings', typeof meta.settings);
  return meta as unknown as Meta;
}
