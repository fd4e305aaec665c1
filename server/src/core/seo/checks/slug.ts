import { defineCheck } from '../define-check';

/** Longer addresses are hard to read out, and cut in search results. */
export const LONGEST_SLUG = 75;

const READABLE = /^[\p{Ll}\p{Lo}\p{M}\p{Nd}]+(?:[-/][\p{Ll}\p{Lo}\p{M}\p{Nd}]+)*$/u;

export const slug = defineCheck({
  id: 'slug',
  group: 'search-result',
  impact: 1,
  title: 'Web address',
  messages: {
    good: 'The web address is short and readable.',
    missing: 'Give the text a web address made of the words of its title.',
    'too-long':
      'The web address has {length, number} characters. Keep the few words that matter, up to {most, number}.',
    unreadable: 'Write the web address in small letters, with hyphens between the words.',
    'no-words': 'The web address has no words in it. Use a few words of the title.',
    'no-field': 'Entries of this kind have no web address to edit.',
  },
  judge({ content, roles }) {
    const field = roles.slug;
    if (field === null) return { status: 'unknown', says: 'no-field', field };
    const text = content.slug ?? '';
    const length = [...text].length;
    if (text === '') return { status: 'problem', says: 'missing', field };
    if (length > LONGEST_SLUG)
      return { status: 'improve', says: 'too-long', values: { length, most: LONGEST_SLUG }, evidence: text, field };
    if (!/\p{L}{2}/u.test(text)) return { status: 'improve', says: 'no-words', evidence: text, field };
    return READABLE.test(text.replace(/^\/|\/$/g, ''))
      ? { status: 'good', says: 'good', field }
      : { status: 'improve', says: 'unreadable', evidence: text, field };
  },
});
