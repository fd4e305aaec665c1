import type { Article } from '../features/articles';
import { versionAt } from '../features/articles';
import { CATALOG } from '../features/catalog';
import { FIELD_PREFIX } from '../features/columns';
import type { TrainingMatrix } from '../features/training-matrix';
import { leversOf, scaled, type Lever } from './levers';

/** Articles that effects are estimated from: the newest. */
const MAX_ROWS = 2_000;
/** Authors and categories with a mean of their own: the most frequent, from so many articles up. */
const MAX_NAMES = 40;
const NAMED_ARTICLES = 3;
/** Pseudo-articles that pull the mean of an author or category to the site's, and a number's slope to none. */
const NAME_PENALTY = 0.5;
const NUMBER_PENALTY = 1;

/** What a column speaks of. A lever is never adjusted for what speaks of the same. */
export type Block = 'author' | 'category' | 'hour' | 'weekday' | 'site' | 'content';

export interface DesignColumn {
  readonly block: Block;
  /** Column of the matrix it comes from; null for means of names and the passing of time. */
  readonly source: string | null;
  /** (n,) numbers are standardised, missing ones at the mean. */
  readonly values: Float64Array;
  readonly penalty: number;
}

export interface DesignLever {
  readonly lever: Lever;
  readonly block: Block;
  /** Per term (n,) as `scaled` gives it, NaN where missing. */
  readonly terms: readonly Float64Array[];
  /** (n,) as an editor knows it. */
  readonly raw: Float64Array;
}

/** Articles at 0 h as columns of numbers: what is changed, and what it is adjusted for. */
export interface Design {
  /** (n,) log1p(V) less the site's level. */
  readonly y: Float64Array;
  /** (n,) document of the row: its translations stay together. */
  readonly cluster: Int32Array;
  readonly columns: readonly DesignColumn[];
  readonly levers: readonly DesignLever[];
}

/** @param articles of the history by id, for who wrote them and where they stand. */
export function buildDesign(matrix: TrainingMatrix, articles: ReadonlyMap<string, Article>): Design {
  const rows = Array.from(matrix.ageHours.keys())
    .filter((row) => matrix.ageHours[row] === 0)
    .slice(-MAX_ROWS);
  const cell = (column: string) => {
    const at = matrix.columns.indexOf(column);
    return Float64Array.from(rows, (row) => matrix.X.data[row * matrix.X.nColumns + at]!);
  };
  const levers = leversOf(matrix.columns).map((lever): DesignLever => {
    const raw = cell(lever.column);
    const values = Array.from(raw, (value) => scaled(lever.scale, value));
    const terms = values[0]?.map((_, term) => Float64Array.from(values, (row) => row[term]!)) ?? [];
    return { lever, block: blockOf(lever.column), terms, raw };
  });

  const own = new Set(levers.map(({ lever }) => lever.column));
  const context = matrix.columns.filter((column) => !own.has(column) && isContext(column));
  const numbers = [
    ...levers.flatMap(({ lever, block, terms }) =>
      isShareOfOthers(lever.column)
        ? []
        : terms.map((values) => ({ block, source: lever.column as string | null, values }))
    ),
    ...context.map((column) => ({ block: blockOf(column), source: column as string | null, values: cell(column) })),
    ...passingTime(rows.map((row) => matrix.firstPublishedAt[row]!)),
  ];
  const names = rows.map((row) => {
    const article = articles.get(matrix.articles[matrix.groups[row]!]!.id);
    return article && versionAt(article, article.firstPublishedAt).snapshot;
  });
  const documents = rows.map((row) => matrix.articles[matrix.groups[row]!]!.key.documentId);
  const slots = new Map([...new Set(documents)].map((document, slot) => [document, slot]));

  return {
    y: Float64Array.from(rows, (row) => matrix.y[row]!),
    cluster: Int32Array.from(documents, (document) => slots.get(document)!),
    columns: [
      ...numbers.flatMap(({ block, source, values }) => {
        const standard = standardised(values);
        return standard === null ? [] : [{ block, source, values: standard, penalty: NUMBER_PENALTY }];
      }),
      ...meansOf(names.map((snapshot) => snapshot?.author ?? null)).map((values) => named('author', values)),
      ...meansOf(names.map((snapshot) => snapshot?.category ?? null)).map((values) => named('category', values)),
    ],
    levers,
  };
}

const GROUPS = new Map(CATALOG.map(({ name, group, reason, unit }) => [name, { group, reason, unit }]));
const BLOCK_OF: Readonly<Record<string, Block>> = {
  authorPast: 'author',
  categoryPast: 'category',
  publicationHour: 'hour',
  publicationWeekday: 'weekday',
  // How long after the one before, and which of the day, is a matter of the hour.
  daysSincePrevious: 'hour',
  articlesSameDay: 'hour',
  categoryArticlesLast7Days: 'category',
};

/** Worked out of other columns, which are there themselves: beside them it would take their part away. */
const isShareOfOthers = (column: string): boolean => GROUPS.get(column)?.unit.startsWith('per ') ?? false;
/** Not what the content is told as, such as its length among others': that would take the lever's own part away. */
function isContext(column: string): boolean {
  const known = GROUPS.get(column);
  return known?.group === 'context' && GROUPS.get(known.reason ?? '')?.group !== 'content';
}

function blockOf(column: string): Block {
  const known = GROUPS.get(column);
  if (known === undefined || known.group === 'content' || column.startsWith(FIELD_PREFIX)) return 'content';
  return BLOCK_OF[known.reason ?? ''] ?? 'site';
}

const named = (block: Block, values: Float64Array): DesignColumn => ({
  block,
  source: null,
  values,
  penalty: NAME_PENALTY,
});

/** A site grows and fades: straight and bent. */
function passingTime(instants: readonly number[]) {
  const first = Math.min(...instants);
  const span = Math.max(...instants) - first || 1;
  const elapsed = Float64Array.from(instants, (instant) => (instant - first) / span - 0.5);
  return [elapsed, elapsed.map((part) => part * part)].map((values) => ({
    block: 'site' as const,
    source: null,
    values,
  }));
}

/** One column of 0 and 1 per frequent name. */
function meansOf(names: readonly (string | null)[]): Float64Array[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= NAMED_ARTICLES)
    .sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .slice(0, MAX_NAMES)
    .map(([name]) => Float64Array.from(names, (each) => Number(each === name)));
}

/** Mean 0 and variance 1, missing values at the mean; null for a column that says nothing. */
function standardised(values: Float64Array): Float64Array | null {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  if (variance < 1e-12) return null;
  return values.map((value) => (Number.isFinite(value) ? (value - mean) / Math.sqrt(variance) : 0));
}
