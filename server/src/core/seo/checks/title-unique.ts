import { defineCheck } from '../define-check';
import { shownTitle } from '../shown';

const folded = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const titleUnique = defineCheck({
  id: 'title-unique',
  group: 'search-result',
  impact: 3,
  title: 'A title of its own',
  messages: {
    good: 'No other entry has this title.',
    missing: 'Give the text a title: nothing else is read as often.',
    taken: 'Another entry is called the same. Say in the title what is different here.',
    'nothing-to-compare': 'There are no other titles to compare with yet.',
  },
  judge(input) {
    const { text, field } = shownTitle(input);
    if (text === '') return { status: 'problem', says: 'missing', field };
    const others = input.otherTitles ?? [];
    const own = folded(text) || text;
    const twin = others.find((other) => (folded(other) || other) === own);
    if (twin !== undefined) return { status: 'improve', says: 'taken', evidence: twin, field };
    return others.length === 0
      ? { status: 'unknown', says: 'nothing-to-compare', field }
      : { status: 'good', says: 'good', field };
  },
});
