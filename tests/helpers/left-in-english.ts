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

const regexOf = (message: string, locale: string) =>
  new RegExp(`^${patternOf(new IntlMessageFormat(message, locale).getAst())}$`, 'u');

const letters = (pattern: RegExp) => pattern.source.replace(/[^\p{L}]/gu, '').length;

/**
 * Texts that are a whole English message of ours, or the bare id of one. What reads the same in the other language is
 * no offence, nor is what the site itself wrote.
 */
export const leftInEnglish = (texts: readonly string[], locale: string, own: Readonly<Record<string, string>>) => {
  const english: Readonly<Record<string, string>> = { ...seoMessages, ...en };
  const patterns = Object.entries(english)
    .filter(([key, message]) => flat(message) !== flat(own[key] ?? ''))
    .map(([, message]) => regexOf(message, 'en'))
    .filter((pattern) => letters(pattern) >= FEWEST_LETTERS);
  const translated = Object.values(own)
    .map((message) => regexOf(message, locale))
    .filter((pattern) => letters(pattern) >= FEWEST_LETTERS);
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
