import { contentFeatures } from '../features/content-features';
import { TITLE_FEATURES } from '../features/content/title';
import type { ScoringMatrix, ScoringRequest } from '../features/scoring-matrix';
import { CoreError } from '../errors';
import type { LeverEffect, Move, WhatIfEffects } from './effects';
import { CATEGORY, partOfDay, PARTS_OF_DAY, scaled, TIME_OF_DAY, WEEKEND, type PartOfDay } from './levers';

/** What is changed, by name: a title, a category and a time as texts, everything else a number in the catalog's unit. */
export interface Changes {
  readonly title?: string | undefined;
  readonly category?: string | undefined;
  /** First publication, milliseconds since 1970. */
  readonly publishAt?: number | undefined;
  /** By lever: "images", "textWords", "field.readingLevel". */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Of a title its length counts, and whether it is a question, has a number and the like; the rest follows from these. */
const OF_TITLE = TITLE_FEATURES.filter(({ name, unit }) => name === 'titleCharacters' || unit === 'yes/no').map(
  ({ name }) => name
);
/** Changed by a text, not as numbers. */
const BY_TEXT: readonly string[] = [TIME_OF_DAY, WEEKEND, CATEGORY];
const MAX_NAMED = 8;
/** Characters of a name in a refusal. */
const MAX_SHOWN = 40;

/** The article as it would be. @param language of the title, such as "en". */
export function changedRequest(base: ScoringRequest, changes: Changes, language: string): ScoringRequest {
  const { title, category, publishAt, numbers } = changes;
  const { snapshot } = base;
  return {
    ...base,
    firstPublishedAt: publishAt ?? base.firstPublishedAt,
    snapshot: {
      ...snapshot,
      title: title ?? snapshot.title,
      category: category ?? snapshot.category,
      features: { ...snapshot.features, ...(title === undefined ? {} : titleFeatures(title, language)), ...numbers },
    },
  };
}

function titleFeatures(title: string, language: string) {
  const nothing = { description: null, slug: null, text: '', blocks: [], headings: [], links: [], images: [] };
  const measured = contentFeatures(
    { ...nothing, title, category: null, author: null, tags: [], seo: null, locale: '' },
    language
  );
  return Object.fromEntries(TITLE_FEATURES.map(({ name }) => [name, measured[name] ?? null]));
}

/** Rows of a matrix that differ by a change. */
export interface ChangedRows {
  readonly matrix: ScoringMatrix;
  readonly before: number;
  readonly after: number;
}

/** Where a change stands in a request, for refusals: "variants.0.changes". */
type Path = string;

/**
 * What a change moves, lever by lever.
 *
 * @param categories with closed articles in the locale.
 * @throws {CoreError} OUTSIDE_TRAINING_RANGE naming the range; INVALID_REQUEST for what can't be changed, and for two
 *   changes of what is one thing here.
 */
export function movesOf(
  effects: WhatIfEffects,
  changes: Changes,
  rows: ChangedRows,
  categories: readonly string[],
  path: Path
): Move[] {
  const asked = leverNames(changes);
  for (const name of Object.keys(changes.numbers)) checkName(effects, name, `${path}.${name}`);
  if (changes.category !== undefined && !categories.includes(changes.category)) {
    throw outside(
      `${path}.category`,
      changes.category.slice(0, MAX_SHOWN),
      namesOf(categories, 'a category with finished articles')
    );
  }
  const cells = valueIn(rows);
  const moves = asked.flatMap(({ lever: name, from: field }): Move[] => {
    const effect = effects.levers.find(({ lever }) => lever.name === name);
    if (effect === undefined) return [];
    const move = { effect, ...cells(effect) };
    checkRange(move, `${path}.${field}`);
    return [move];
  });
  checkOnce(moves, asked, path);
  return moves;
}

/** Levers a change names, and the field of the request each comes from. */
function leverNames({ title, category, publishAt, numbers }: Changes) {
  return [
    ...(title === undefined ? [] : OF_TITLE.map((lever) => ({ lever, from: 'title' }))),
    ...(category === undefined ? [] : [{ lever: CATEGORY, from: 'category' }]),
    ...(publishAt === undefined ? [] : [TIME_OF_DAY, WEEKEND].map((lever) => ({ lever, from: 'publishAt' }))),
    ...Object.keys(numbers).map((lever) => ({ lever, from: lever })),
  ];
}

/** Levers that numbers may name. */
export const numberLevers = ({ levers }: WhatIfEffects): LeverEffect[] =>
  levers.filter(({ lever }) => !BY_TEXT.includes(lever.name));

function checkName(effects: WhatIfEffects, name: string, path: Path): void {
  if (numberLevers(effects).some(({ lever }) => lever.name === name)) return;
  throw new CoreError('INVALID_REQUEST', {
    path,
    got: name,
    expected: 'title, category, publishAt, or a number that the answer lists under current.levers',
  });
}

/** The lever's value before and after; an article without a category stands where the site's usual one does. */
const valueIn =
  ({ matrix, before, after }: ChangedRows) =>
  ({ lever }: LeverEffect): { from: number; to: number } => {
    const column = matrix.columns.indexOf(lever.column);
    const at = (row: number): number => {
      const value = matrix.X.data[row * matrix.X.nColumns + column]!;
      return lever.name === CATEGORY && Number.isNaN(value) ? matrix.siteLevel[row]! - matrix.offset[row]! : value;
    };
    return { from: at(before), to: at(after) };
  };

/** A category's past is its own range: it was learned from. Small numbers are kept as float32: half a thousandth is nothing. */
function checkRange({ effect, from, to }: Move, path: Path): void {
  const { lever, low, high } = effect;
  if (lever.name === CATEGORY || Object.is(from, to)) return;
  if (lever.scale === 'hours') {
    const known = knownParts(effect);
    const part = partOfDay(to);
    if (!known.includes(part)) throw outside(path, `in the ${part}`, `a time in the ${known.join(' or ')}`);
    return;
  }
  const slack = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
  if (to < low - slack || to > high + slack) {
    throw outside(path, `${lever.name} of ${rounded(to)}`, `${lever.name} from ${rounded(low)} to ${rounded(high)}`);
  }
}

/** Parts of the day in which enough articles were published; without any estimate, the one the others are compared with. */
function knownParts({ terms }: LeverEffect): PartOfDay[] {
  const part = (hour: number) => scaled('hours', hour).indexOf(1);
  const hours: Readonly<Record<PartOfDay, number>> = { night: 0, morning: 8, afternoon: 14, evening: 19 };
  return PARTS_OF_DAY.filter((name) => {
    const term = part(hours[name]);
    return term < 0 || terms[term];
  });
}

/** Two measures of one thing would count its effect twice. */
function checkOnce(moves: readonly Move[], asked: readonly { lever: string; from: string }[], path: Path): void {
  const fieldOf = (name: string) => asked.find(({ lever }) => lever === name)?.from ?? name;
  for (const { effect } of moves) {
    const twin = moves.find((other) => effect.sameAs.includes(other.effect.lever.column));
    const [one, two] = [fieldOf(effect.lever.name), fieldOf(twin?.effect.lever.name ?? '')];
    if (twin === undefined || one === two) continue;
    throw new CoreError('INVALID_REQUEST', {
      path: `${path}.${two}`,
      got: `${one} and ${two}`,
      expected: 'one of the two: they measure the same here',
    });
  }
}

const outside = (path: Path, got: string, expected: string) =>
  new CoreError('OUTSIDE_TRAINING_RANGE', { path, got, expected });

const namesOf = (names: readonly string[], what: string): string =>
  names.length === 0
    ? what
    : `${what}: ${names
        .slice(0, MAX_NAMED)
        .map((name) => name.slice(0, MAX_SHOWN))
        .join(', ')}`;

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);
