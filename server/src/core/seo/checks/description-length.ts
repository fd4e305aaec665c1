import { displayWidth } from '../../content';
import { defineCheck } from '../define-check';
import { shownDescription } from '../shown';

/** Results on a computer cut descriptions at about this width; there is no official limit. */
export const LONGEST_DESCRIPTION = 160;
/** Less than about one line of a result. */
export const SHORTEST_DESCRIPTION = 70;

export const descriptionLength = defineCheck({
  id: 'description-length',
  group: 'search-result',
  impact: 3,
  title: 'Description for search results',
  messages: {
    good: 'The description fits into a search result.',
    missing: 'Add a description of one or two sentences: search results often show it under the title.',
    'too-short': 'The description is short. Use up to about {most, number} characters to say what readers will find.',
    'too-long':
      'The description is {width, number} characters wide and may be cut off after about {most, number}. Say the main point first.',
    'no-field': 'Entries of this kind have no description to edit.',
    'repeats-title': 'The description only repeats the title. Say what readers will find in the text.',
  },
  judge(input) {
    const { text, field } = shownDescription(input);
    const width = displayWidth(text);
    const values = { width, most: LONGEST_DESCRIPTION };
    if (field === null) return { status: 'unknown', says: 'no-field', field };
    if (width === 0) return { status: 'problem', says: 'missing', field };
    if (text.toLowerCase() === input.content.title.toLowerCase())
      return { status: 'improve', says: 'repeats-title', evidence: text, field };
    if (width < SHORTEST_DESCRIPTION) return { status: 'improve', says: 'too-short', values, evidence: text, field };
    if (width > LONGEST_DESCRIPTION) return { status: 'improve', says: 'too-long', values, evidence: text, field };
    return { status: 'good', says: 'good', field };
  },
});
