/**
 * Online News Popularity (Fernandes, Vinagre and Cortez 2015), the oldest quarter of it, parted by time: what a model
 * learns from is older than everything it is judged on.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import type { Matrix } from '../../server/src/core/math/matrix';

const FILE = 'online-news-popularity-oldest.csv.gz';
/** What is no feature: the address, the age on the day the set was made, and what is to be predicted. */
const NO_FEATURES = new Set(['url', 'timedelta', 'shares']);
/** Share of the rows that is learned from, the oldest ones. */
const TRAIN_SHARE = 0.8;
/** An article is popular from here on: the authors' threshold, the median of the whole set. */
export const POPULAR_SHARES = 1400;

export interface NewsRows {
  readonly X: Matrix;
  /** (nRows,) times the article was shared. */
  readonly shares: Float64Array;
}

export interface OnlineNews {
  /** (nColumns,) names of the features, in the file's order. */
  readonly columns: readonly string[];
  /** The oldest 80 %, oldest first. */
  readonly train: NewsRows;
  /** The newest 20 %, oldest first. */
  readonly test: NewsRows;
}

/** @param folder Where the set's file lies. */
export function loadOnlineNews(folder: string): OnlineNews {
  const text = gunzipSync(readFileSync(path.join(folder, FILE))).toString('utf8');
  const [head, ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head!.split(',').map((name) => name.trim());
  const columns = names.filter((name) => !NO_FEATURES.has(name));
  const places = columns.map((name) => names.indexOf(name));
  const [age, shares] = [names.indexOf('timedelta'), names.indexOf('shares')];

  // Array.sort is stable: articles of one day stay in the file's order.
  const rows = lines.map((line) => line.split(',')).sort((a, b) => Number(b[age]) - Number(a[age]));
  const take = (part: readonly string[][]): NewsRows => ({
    X: {
      nRows: part.length,
      nColumns: columns.length,
      data: Float32Array.from(part.flatMap((row) => places.map((place) => Number(row[place])))),
    },
    shares: Float64Array.from(part, (row) => Number(row[shares])),
  });
  const nTrain = Math.floor(TRAIN_SHARE * rows.length);
  return { columns, train: take(rows.slice(0, nTrain)), test: take(rows.slice(nTrain)) };
}

/** (nRows,) 1 for the popular ones. */
export const popular = ({ shares }: NewsRows): Float64Array => shares.map((n) => (n >= POPULAR_SHARES ? 1 : 0));

/** (nRows,) the target of regression. */
export const logShares = ({ shares }: NewsRows): Float64Array => shares.map(Math.log1p);
