/**
 * The same on Online News: its newest 20 %, week by week, each week's forest trained on what had closed by then. The set
 * does not say when shares were counted: a label is taken to close a week after its article.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import type { OutOfFold } from '../../server/src/core/evaluate';
import { fitResiduals, predictResiduals } from '../../server/src/core/evaluate';
import { prequentialRanges } from '../../server/src/core/evaluate/prequential';
import { takeRows, takeValues } from '../../server/src/core/evaluate/take-rows';
import { DAY_MS } from '../../server/src/core/rollup';
import { loadOnlineNews, logShares } from '../forest/online-news';
import { quantileRanges } from './cqr';
import { held, widthAt, type Held } from './widths';

const WEEK_DAYS = 7;
/** Weeks before the first test article that are judged too: the ranges need errors to begin with. */
const WEEKS_BEFORE = 8;
const FOREST = { nEstimators: 100, maxFeatures: 19, minSamplesLeaf: 5 };

export interface NewsRanges {
  readonly own: Held;
  readonly reference: Held;
  readonly widthAtReference: number;
}

export function newsRanges(folder: string, seed: number): NewsRanges {
  const { X, y, days, nTrain } = loadAll(folder);
  const rows = Int32Array.from(y.keys());
  const params = { ...FOREST, seed };
  const judged: { row: number; origin: number; said: number; spread: number }[] = [];
  const newest = days[days.length - 1]!;
  for (let origin = days[nTrain]! - WEEKS_BEFORE * WEEK_DAYS; origin <= newest; origin += WEEK_DAYS) {
    const train = rows.filter((row) => days[row]! + WEEK_DAYS <= origin);
    const test = rows.filter((row) => days[row]! >= origin && days[row]! < origin + WEEK_DAYS);
    if (test.length === 0) continue;
    // Residuals of the mean stand for those of a level: the belief in a forest needs a zero.
    const level = takeValues(y, train).reduce((sum, value) => sum + value, 0) / train.length;
    const zeros = new Float64Array(train.length);
    const input = { X: takeRows(X, train), y: takeValues(y, train).map((value) => value - level) };
    const fitted = fitResiduals(input, zeros, { name: 'forest', params });
    const { predicted, spread } = predictResiduals(fitted, takeRows(X, test), new Float64Array(test.length));
    test.forEach((row, i) => judged.push({ row, origin, said: level + predicted[i]!, spread: spread[i]! }));
  }
  const of = (value: (one: (typeof judged)[number]) => number) => Float64Array.from(judged, value);
  const outOfFold: OutOfFold = {
    articles: [],
    article: Int32Array.from(judged, ({ row }) => row),
    ageHours: new Float64Array(judged.length),
    origin: of(({ origin }) => origin * DAY_MS),
    closesAt: of(({ row }) => (days[row]! + WEEK_DAYS) * DAY_MS),
    spread: of(({ spread }) => spread),
    seen: new Float64Array(judged.length),
    predicted: of(({ said }) => said),
    actual: of(({ row }) => y[row]!),
    baseline: new Float64Array(judged.length),
  };
  const ranges = prequentialRanges(outOfFold, WEEK_DAYS * DAY_MS);
  const test = Int32Array.from(judged.keys()).filter((i) => judged[i]!.row >= nTrain);
  const own = {
    low: takeValues(ranges.low, test),
    high: takeValues(ranges.high, test),
    actual: takeValues(outOfFold.actual, test),
  };
  const learned = rows.slice(0, nTrain);
  const later = rows.slice(nTrain);
  const ends = quantileRanges(takeRows(X, learned), takeValues(y, learned), takeRows(X, later), params);
  const reference = held({ ...ends, actual: takeValues(y, later) });
  return { own: held(own), reference, widthAtReference: widthAt(reference.coverage, own) };
}

/** All rows oldest first: features, log1p(shares), and days since the oldest. */
function loadAll(folder: string) {
  const { train, test, columns } = loadOnlineNews(folder);
  const data = new Float32Array(train.X.data.length + test.X.data.length);
  data.set(train.X.data);
  data.set(test.X.data, train.X.data.length);
  const nRows = train.X.nRows + test.X.nRows;
  const y = new Float64Array(nRows);
  y.set(logShares(train));
  y.set(logShares(test), train.X.nRows);
  return { X: { nRows, nColumns: columns.length, data }, y, days: readDays(folder), nTrain: train.X.nRows };
}

function readDays(folder: string): Float64Array {
  const file = path.join(folder, 'online-news-popularity-oldest.csv.gz');
  const [head = '', ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split(/\r?\n/);
  const place = head.split(',').findIndex((name) => name.trim() === 'timedelta');
  const ages = Float64Array.from(lines, (line) => Number(line.split(',')[place]))
    .sort()
    .reverse();
  return ages.map((age) => ages[0]! - age);
}
