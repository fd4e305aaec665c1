import { countWords, linkTarget } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** A shorter text may do without a source. */
export const WORDS_FOR_A_SOURCE = 300;

export const externalLinks = defineCheck({
  id: 'external-links',
  group: 'links',
  impact: 1,
  title: 'Links to sources',
  messages: {
    good: 'The text names {count, plural, one {a source} other {# sources}} elsewhere.',
    none: 'Link to a source or to further reading, if there is one: it makes the text easier to trust.',
    short: 'The text is short enough to do without sources.',
    'hosts-unknown': 'Your site’s address is not set up yet, so other sites can’t be told from yours.',
  },
  judge(input) {
    const { content, siteHosts } = input;
    const field = bodyField(input);
    const count = content.links.filter(({ url }) => linkTarget(url, siteHosts) === 'external').length;
    if (count > 0)
      return siteHosts.length === 0
        ? { status: 'unknown', says: 'hosts-unknown', field }
        : { status: 'good', says: 'good', values: { count }, field };
    return countWords(content.text) < WORDS_FOR_A_SOURCE
      ? { status: 'unknown', says: 'short', field }
      : { status: 'improve', says: 'none', field };
  },
});
