/** What an ICU message asks for and what it says, read from its syntax tree. */
import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

/** Counts that between them take every plural category of every language Strapi speaks. */
const COUNTS = [...Array(201).keys(), 1.5, 1_000, 1_000_000, 2_000_000];

/** Every element of a message, those inside plurals and selects too. Throws where it is not well formed. */
const elementsOf = (message: string, locale: string): MessageFormatElement[] => {
  const inside = (elements: readonly MessageFormatElement[]): MessageFormatElement[] =>
    elements.flatMap((element) =>
      element.type === TYPE.plural || element.type === TYPE.select
        ? [element, ...Object.values(element.options).flatMap(({ value }) => inside(value))]
        : [element]
    );
  return inside(new IntlMessageFormat(message, locale).getAst());
};

type ValueKind = 'text' | 'number' | 'choice';

/** Names of the values a message takes, with what each must be. A language may count with any number it is given. */
export const valuesOf = (message: string, locale: string): Record<string, ValueKind> => {
  const values: Record<string, ValueKind> = {};
  for (const element of elementsOf(message, locale)) {
    if (element.type === TYPE.argument) values[element.value] ??= 'text';
    if (element.type === TYPE.number || element.type === TYPE.plural) values[element.value] = 'number';
    if (element.type === TYPE.select) values[element.value] = 'choice';
  }
  return values;
};

/** The words themselves, without placeholders. */
export const wordsOf = (message: string, locale: string): string[] =>
  elementsOf(message, locale).flatMap((element) => (element.type === TYPE.literal ? [element.value] : []));

/** Plural categories of the language that some count needs and the message lacks. */
export const missingPlurals = (message: string, locale: string): string[] => {
  const rules = new Intl.PluralRules(locale);
  return elementsOf(message, locale).flatMap((element) => {
    if (element.type !== TYPE.plural) return [];
    const lacking = COUNTS.filter((count) => !(`=${count}` in element.options))
      .map((count) => rules.select(count))
      .filter((category) => !(category in element.options));
    return [...new Set(lacking)].map((category) => `${element.value}: ${category}`);
  });
};

/** The message as it reads with each of some counts, and with each of its choices. */
export const readings = (message: string, locale: string): string[] => {
  const kinds = Object.entries(valuesOf(message, locale));
  const choices = elementsOf(message, locale).flatMap((element) =>
    element.type === TYPE.select ? Object.keys(element.options) : []
  );
  const samples = [0, 1, 2, 7, 21, 1_000, 1_000_000];
  return [...samples, ...choices].map((sample) => {
    const values = kinds.map(([name, kind]) => [
      name,
      kind === 'number' ? Number(sample) || 3 : kind === 'text' ? 'x' : sample,
    ]);
    return String(new IntlMessageFormat(message, locale).format(Object.fromEntries(values) as Record<string, string>));
  });
};
