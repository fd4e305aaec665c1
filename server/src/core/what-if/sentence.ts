import type { Changes } from './changes';
import type { Change } from './effects';
import { partOfDay } from './levers';
import { wallClock } from '../rollup/zone-clock';

/** association: articles like this differed so. confounded: others things of theirs may explain it. none: nothing told apart. */
export type Wording = 'association' | 'confounded' | 'none';

/** What is said of a change: confounded before all, since no interval makes up for it. */
export function wordingOf(change: Change, confounded: boolean): Wording {
  if (change.low === 0 && change.high === 0) return 'none';
  if (confounded) return 'confounded';
  return change.low <= 0 && change.high >= 0 ? 'none' : 'association';
}

export const UNKNOWN_SENTENCE = 'Too few articles here differ in this to say what goes along with it.';

const SAME_SENTENCE = 'In what articles are told apart by here, this one stays as it is.';

/** One English sentence for an answer of the REST API: how articles did, never what a change would bring. */
export function changeSentence(wording: Wording, changes: Changes, change: Change, timeZone: string): string {
  if (change.low === 0 && change.high === 0) return SAME_SENTENCE;
  const like = phraseOf(changes, timeZone);
  const range = rangeOf(change);
  switch (wording) {
    case 'association':
      return `Articles like this ${like} did about ${better(change.expected)} here (${range}), all else being alike.`;
    case 'none':
      return `No clear difference: articles like this ${like} did ${range} here.`;
    case 'confounded':
      return (
        `Articles ${like} did about ${better(change.plain)} here, which goes along with who writes them, where, when or ` +
        `with what else: like for like they did ${range}. This may not be the doing of what is changed.`
      );
  }
}

const percent = (log: number): string => `${Math.round(100 * Math.abs(Math.expm1(log)))} %`;
const side = (log: number): string => (log < 0 ? 'worse' : 'better');
const better = (log: number): string => `${percent(log)} ${side(log)}`;

function rangeOf({ low, high }: Change): string {
  if (low < 0 && high >= 0) return `between ${better(low)} and ${better(high)}`;
  const [small, large] = low < 0 ? [high, low] : [low, high];
  return `between ${percent(small)} and ${better(large)}`;
}

function phraseOf({ title, category, publishAt, numbers }: Changes, timeZone: string): string {
  const counted = Object.entries(numbers).map(([name, value]) => COUNTED[name]?.(value) ?? `${name} of ${value}`);
  const [article, ...more] = [...(title === undefined ? [] : ['a title like that']), ...counted];
  const withWhat = article === undefined ? [] : [`with ${[article, ...more].join(' and ')}`];
  const where = category === undefined ? [] : [`in ${category}`];
  return [...withWhat, ...where, ...(publishAt === undefined ? [] : [timePhrase(publishAt, timeZone)])].join(' ');
}

const many = (count: number, one: string) => (count === 0 ? `no ${one}` : `${count} ${one}${count === 1 ? '' : 's'}`);
const COUNTED: Readonly<Record<string, (value: number) => string>> = {
  textWords: (value) => many(value, 'word'),
  images: (value) => many(value, 'image'),
  headings: (value) => many(value, 'heading'),
  tags: (value) => many(value, 'tag'),
  titleCharacters: (value) => `a title of ${many(value, 'character')}`,
};

const SATURDAY = 5;

function timePhrase(publishAt: number, timeZone: string): string {
  const { hour, weekday } = wallClock(publishAt, timeZone);
  const part = partOfDay(hour);
  const when = part === 'night' ? 'at night' : `in the ${part}`;
  return `published ${when} ${weekday >= SATURDAY ? 'at the weekend' : 'on a weekday'}`;
}
