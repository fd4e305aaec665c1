import type { WhatIfAnswer, WhatIfChanges } from '../../../server/src/contracts/what-if';

type Current = WhatIfAnswer['data']['current'];

/** What an editor has put into the fields; numbers as typed. */
export interface WhatIfFields {
  readonly title: string;
  readonly words: string;
  readonly images: string;
  readonly category: string;
  /** As a datetime-local input holds it, on the editor's clock. */
  readonly time: string;
}

/** A number outside what the site's articles had: nothing can be said there. */
export interface Outside {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const leverOf = ({ levers }: Current, name: string) => levers.find((lever) => lever.name === name);

/** The fields as the article is. */
export function fieldsOf(current: Current): WhatIfFields {
  const count = (name: string) => String(Math.round(leverOf(current, name)?.value ?? 0));
  return {
    title: current.title ?? '',
    words: count('textWords'),
    images: count('images'),
    category: current.category ?? '',
    time: localTime(new Date(current.publishAt)),
  };
}

/** What of the fields differs from the article, as the server is asked. */
export function changesOf(fields: WhatIfFields, current: Current): WhatIfChanges {
  const before = fieldsOf(current);
  const differs = (name: keyof WhatIfFields) => fields[name].trim() !== '' && fields[name] !== before[name];
  return {
    ...(differs('title') ? { title: fields.title.trim() } : {}),
    ...(differs('words') ? { textWords: Number(fields.words) } : {}),
    ...(differs('images') ? { images: Number(fields.images) } : {}),
    ...(differs('category') ? { category: fields.category } : {}),
    ...(differs('time') ? { publishAt: new Date(fields.time).toISOString() } : {}),
  };
}

/** Characters as people count them. */
export const charactersOf = (title: string): number => [...title.trim()].length;

/** Which fields lie outside what was learned from; an unchanged one never does. */
export function outsideOf(fields: WhatIfFields, current: Current): Partial<Record<keyof WhatIfFields, Outside>> {
  const changes = changesOf(fields, current);
  const outside = (name: string, value: number): Outside | undefined => {
    const lever = leverOf(current, name);
    if (lever === undefined) return undefined;
    const [low, high] = [Math.ceil(lever.low), Math.floor(lever.high)];
    return value >= low && value <= high ? undefined : { value, low, high };
  };
  const found = {
    title: changes.title === undefined ? undefined : outside('titleCharacters', charactersOf(fields.title)),
    words: changes.textWords === undefined ? undefined : outside('textWords', Number(fields.words)),
    images: changes.images === undefined ? undefined : outside('images', Number(fields.images)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, each]) => each !== undefined));
}

/** An instant on this machine's clock, to the minute, as a datetime-local input holds it. */
function localTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
