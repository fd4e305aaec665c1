import { displayWidth } from '../../content';
import { defineCheck } from '../define-check';
import { shownTitle } from '../shown';

/** Search engines name no limit; results on a computer cut titles at about this width. */
export const LONGEST_TITLE = 60;
/** Shorter ones rarely say what a page is about. */
export const SHORTEST_TITLE = 25;

export const titleLength = defineCheck({
  id: 'title-length',
  group: 'search-result',
  impact: 3,
  title: 'Length of the title',
  messages: {
    good: 'The title fits into a search result.',
    'too-short': 'The title is short. Add what makes this text worth a click, up to about {most, number} characters.',
    'too-long':
      'The title is {width, number} characters wide and may be cut off after about {most, number}. Put the important words first.',
    'no-title': 'There is no title yet.',
  },
  judge(input) {
    const { text, field } = shownTitle(input);
    const width = displayWidth(text);
    const values = { width, most: LONGEST_TITLE };
    if (width === 0) return { status: 'unknown', says: 'no-title', field };
    if (width < SHORTEST_TITLE) return { status: 'improve', says: 'too-short', values, evidence: text, field };
    if (width > LONGEST_TITLE) return { status: 'improve', says: 'too-long', values, evidence: text, field };
    return { status: 'good', says: 'good', field };
  },
});
