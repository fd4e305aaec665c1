import type { Matrix } from '../math/matrix';
import { DAY_MS, HOUR_MS } from '../rollup/zone-clock';
import type { TargetKey } from '../target';
import { versionAt, type Article } from './articles';
import { columnReaders, columnsOf } from './columns';
import type { SnapshotState } from './definition';
import type { ArticleLabel } from './labels';
import { siteKnowledge, type SiteKnowledge } from './site-knowledge';
import { snapshotAges } from './snapshot-ages';
import { snapshotState } from './snapshot-state';
import type { ContentSnapshot, SiteHistory } from './types';

export interface MatrixOptions {
  /** Nothing after this instant is read. */
  readonly asOf: number;
  readonly ageHours: readonly number[];
  /** Labels of articles first published longer ago are left out (their pasts still count). */
  readonly windowDays?: number;
}

/** One row per closed article and snapshot age, articles in order of closing. */
export interface TrainingMatrix {
  readonly columns: readonly string[];
  readonly X: Matrix;
  /** (n,) log1p(V) - offset. */
  readonly y: Float64Array;
  /** (n,) b: log1p(V so far) at ages above 0 h, log1p(L) at 0 h. */
  readonly offset: Float64Array;
  /** (n,) V over the horizon. */
  readonly views: Float64Array;
  /** (n,) V at the snapshot; 0 at 0 h. */
  readonly viewsSoFar: Float64Array;
  /** (n,) article of the row: index into `articles`. All rows of one share bag, fold and calibration part. */
  readonly groups: Int32Array;
  readonly ageHours: Float64Array;
  readonly snapshotAt: Float64Array;
  readonly firstPublishedAt: Float64Array;
  readonly closesAt: Float64Array;
  /** (n,) log1p(V) the site's level alone says; NaN before any label closed. */
  readonly siteLevel: Float64Array;
  /** (n,) log1p(V) the author's and category's closed pasts say. */
  readonly authorCategory: Float64Array;
  readonly articles: readonly {
    readonly id: string;
    readonly key: TargetKey;
    readonly title: string;
    /** As first published. */
    readonly category: string | null;
  }[];
}

interface Row {
  readonly label: ArticleLabel;
  readonly group: number;
  readonly state: SnapshotState;
}

/**
 * Everything training reads. Adding anything after `asOf` to the history changes no cell of it,
 * and no row depends on anything after its own `snapshotAt` but for its label.
 *
 * Cost: O(n log n + rows x columns).
 *
 * @throws {CoreError} INVALID_VALUE for an age without counters.
 */
export function buildTrainingMatrix(history: SiteHistory, options: MatrixOptions): TrainingMatrix {
  const { asOf, windowDays = Infinity } = options;
  const knowledge = siteKnowledge(history, asOf);
  const ages = snapshotAges(options.ageHours, history.settings.horizonMinutes);
  const labels = knowledge.labels.filter(({ firstPublishedAt }) => firstPublishedAt >= asOf - windowDays * DAY_MS);

  const rows: Row[] = [];
  labels.forEach((label, group) => {
    for (const ageHours of ages) {
      const state = articleState(knowledge, label.article, ageHours);
      // At 0 h the offset is the site's level: before the first label closed there is none.
      if (ageHours > 0 || state.level !== null) rows.push({ label, group, state });
    }
  });
  const columns = columnsOf(rows.map(({ state }) => state.snapshot));
  const of = (value: (row: Row) => number) => Float64Array.from(rows, value);
  const offset = of(({ state }) => offsetOf(state));

  return {
    columns,
    X: fillMatrix(
      rows.map(({ state }) => state),
      columns
    ),
    y: of(({ label }) => Math.log1p(label.views)).map((log, row) => log - offset[row]!),
    offset,
    views: of(({ label }) => label.views),
    viewsSoFar: of(({ state }) => state.seen),
    groups: Int32Array.from(rows, ({ group }) => group),
    ageHours: of(({ state }) => state.ageHours),
    snapshotAt: of(({ state }) => state.snapshotAt),
    firstPublishedAt: of(({ label }) => label.firstPublishedAt),
    closesAt: of(({ label }) => label.closesAt),
    siteLevel: of(({ state }) => siteLevelOf(state)),
    authorCategory: of(({ state }) => authorCategoryOf(knowledge, state)),
    articles: labels.map(({ key, article }) => {
      const { title, category } = firstSnapshot(article);
      return { id: article.id, key, title, category };
    }),
  };
}

/** An article as it was known at an age. */
export function articleState(knowledge: SiteKnowledge, article: Article, ageHours: number): SnapshotState {
  const snapshotAt = article.firstPublishedAt + ageHours * HOUR_MS;
  const current = versionAt(article, snapshotAt);
  return snapshotState(knowledge, {
    locale: article.key.locale,
    snapshot: current.snapshot,
    version: article.versions.indexOf(current) + 1,
    firstPublishedAt: article.firstPublishedAt,
    snapshotAt,
    ageHours,
    counters: article.counters,
  });
}

export function fillMatrix(states: readonly SnapshotState[], columns: readonly string[]): Matrix {
  const readers = columnReaders(columns);
  const data = new Float32Array(states.length * columns.length);
  states.forEach((state, row) => {
    const start = row * columns.length;
    readers.forEach((read, column) => (data[start + column] = read(state)));
  });
  return { nRows: states.length, nColumns: columns.length, data };
}

/** b of a row; 0 where no label ever closed, which is said to nobody (see `ScoringMatrix.siteLevel`). */
export const offsetOf = ({ ageHours, seen, level }: SnapshotState): number =>
  Math.log1p(ageHours > 0 ? seen : (level ?? 0));

export const siteLevelOf = ({ level, usual }: SnapshotState): number =>
  level === null ? NaN : Math.log1p(level) + usual;

export function authorCategoryOf({ pasts }: SiteKnowledge, state: SnapshotState): number {
  const { level, locale, snapshotAt, snapshot } = state;
  if (level === null) return NaN;
  return Math.log1p(level) + pasts.authorAndCategory(locale, snapshot.author, snapshot.category, snapshotAt);
}

const firstSnapshot = ({ versions }: Article): ContentSnapshot =>
  (versions[0] as { snapshot: ContentSnapshot }).snapshot;
