import { countWords, linkTarget } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** A shorter note may stand alone. */
export const WORDS_FOR_A_LINK = 150;

export const internalLinks = defineCheck({
  id: 'internal-links',
  group: 'links',
  impact: 2,
  title: 'Links to your own pages',
  messages: {
    good: 'The text leads on to {count, plural, one {one page} other {# pages}} of yours.',
    none: 'Link to a related text of yours, so that readers find a way on.',
    short: 'The text is short enough to do without links.',
    'hosts-unknown': 'Your site’s address is not set up yet, so its own pages can’t be told from others.',
  },
  judge(input) {
    const { content, siteHosts } = input;
    const field = bodyField(input);
    const count = content.links.filter(({ url }) => linkTarget(url, siteHosts) === 'internal').length;
    if (count > 0) return { status: 'good', says: 'good', values: { count }, field };
    if (siteHosts.length === 0 && content.links.some(({ url }) => linkTarget(url, siteHosts) === 'external'))
      return { status: 'unknown', says: 'hosts-unknown', field };
    return countWords(content.text) < WORDS_FOR_A_LINK
      ? { status: 'unknown', says: 'short', field }
      : { status: 'improve', says: 'none', field };
  },
});
