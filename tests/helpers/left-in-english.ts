/** Finds English texts of the plugin among texts seen on a page in another language. */
import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

import en from '../../admin/src/translations/en.json';
import { seoMessages } from '../../server/src/core/seo';

/** Fewer letters are a sign, a unit or a placeholder. */
const FEWEST_LETTERS = 3;

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a message looks like whatever its values are. */
const patternOf = (elements: readonly MessageFormatElement[]): string =>
  elements
    .map((element) => {
      if (element.type === TYPE.literal) return escaped(element.value.replace(/\s+/g, ' '));
      if (element.type !== TYPE.plural && element.type !== TYPE.select) return '.+';
      return `(?:${Object.values(element.options)
        .map(({ value }) => patternOf(value))
        .join('|')})`;
    })
    .join('');

/** Letters a message has at least: one that may be its values alone looks like anything. */
const fewestLetters = (elements: readonly MessageFormatElement[]): number =>
  elements.reduce((sum, element) => {
    if (element.type === TYPE.literal) return sum + element.value.replace(/[^\p{L}]/gu, '').length;
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return sum;
    return sum + Math.min(...Object.values(element.options).map(({ value }) => fewestLetters(value)));
  }, 0);

/** What messages look like; those of which nothing is left but signs and values are left out. */
const regexesOf = (messages: readonly string[], locale: string): RegExp[] =>
  messages
    .map((message) => new IntlMessageFormat(message, locale).getAst())
    .filter((elements) => fewestLetters(elements) >= FEWEST_LETTERS)
    .map((elements) => new RegExp(`^${patternOf(elements)}$`, 'u'));

/**
 * Texts that are a whole English message of ours, or the bare id of one. What reads the same in the other language is
 * no offence, nor is what the site itself wrote.
 */
export const leftInEnglish = (texts: readonly string[], locale: string, own: Readonly<Record<string, string>>) => {
  const english: Readonly<Record<string, string>> = { ...seoMessages, ...en };
  const untranslated = Object.entries(english).filter(([key, message]) => flat(message) !== flat(own[key] ?? ''));
  const patterns = regexesOf(
    untranslated.map(([, message]) => message),
    'en'
  );
  const translated = regexesOf(Object.values(own), locale);
  const isId = (text: string) => /\bforesight\.[a-z]/.test(text);
  const isEnglish = (text: string) =>
    patterns.some((pattern) => pattern.test(text)) && !translated.some((pattern) => pattern.test(text));
  return [...new Set(texts.map(flat))].filter((text) => isId(text) || isEnglish(text));
};

/** Everything a page shows or says below an element; runs in the browser as well. */
export const textsBelow = (root: Element): string[] => {
  const texts: string[] = [];
  const walker = root.ownerDocument.createTreeWalker(root, 5); // elements and texts
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (node.nodeType === 3) texts.push(node.textContent ?? '');
    else
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        texts.push((node as Element).getAttribute(name) ?? '');
  }
  return texts.filter((text) => text.trim() !== '');
};
