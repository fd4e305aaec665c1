import { CATALOG } from '../features/catalog';
import { FIELD_PREFIX } from '../features/columns';

/** What of an article an editor can change, and how a value of it enters a straight line. */
export interface Lever {
  /** As a change names it: a column, or one of `TIME_OF_DAY`, `WEEKEND` and `CATEGORY`. */
  readonly name: string;
  /** Column of the matrix it is read from. */
  readonly column: string;
  readonly scale: Scale;
}

/** plain: as it is. log: log1p, for counts and lengths. hours: one of the four parts of the day. */
export type Scale = 'plain' | 'log' | 'hours';

export const TIME_OF_DAY = 'timeOfDay';
export const WEEKEND = 'weekend';
export const CATEGORY = 'category';

/** Parts of the day by the hour they begin at; night goes on past midnight. */
export const PARTS_OF_DAY = ['night', 'morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];
/** What the other parts are compared with. */
const REFERENCE: PartOfDay = 'afternoon';

const MORNING = 6;
const AFTERNOON = 12;
const EVENING = 17;
const NIGHT = 22;

export function partOfDay(hour: number): PartOfDay {
  if (hour < MORNING || hour >= NIGHT) return 'night';
  if (hour < AFTERNOON) return 'morning';
  return hour < EVENING ? 'afternoon' : 'evening';
}

const ofContent: readonly Lever[] = CATALOG.filter(({ group, editable }) => editable && group === 'content').map(
  ({ name, range }) => ({ name, column: name, scale: range === '0..∞' ? 'log' : 'plain' })
);
const BESIDE_CONTENT: readonly Lever[] = [
  { name: TIME_OF_DAY, column: 'publicationHour', scale: 'hours' },
  { name: WEEKEND, column: 'publishedOnWeekend', scale: 'plain' },
  { name: CATEGORY, column: 'categoryPast', scale: 'plain' },
];

/** Levers among a matrix's columns: editable content, a type's own numbers, the time of publication, the category. */
export function leversOf(columns: readonly string[]): Lever[] {
  const fields = columns
    .filter((column) => column.startsWith(FIELD_PREFIX))
    .map((column) => ({ name: column, column, scale: 'plain' as const }));
  return [...ofContent, ...fields, ...BESIDE_CONTENT].filter(({ column }) => columns.includes(column));
}

/** Terms of a scale: 1, or one for each part of the day but the reference. */
export const termsOf = (scale: Scale): number => (scale === 'hours' ? PARTS_OF_DAY.length - 1 : 1);

/** (terms,) what of a value enters the line; NaN where it is missing. */
export function scaled(scale: Scale, value: number): number[] {
  if (scale === 'plain') return [value];
  if (scale === 'log') return [Math.log1p(value)];
  return PARTS_OF_DAY.filter((part) => part !== REFERENCE).map((part) =>
    Number.isNaN(value) ? NaN : Number(part === partOfDay(value))
  );
}
