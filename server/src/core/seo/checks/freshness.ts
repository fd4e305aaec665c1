import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000;
/** After a year prices, names and dates are worth a second look. */
export const YEARS_BEFORE_A_LOOK = 1;

export const freshness = defineCheck({
  id: 'freshness',
  group: 'freshness',
  impact: 1,
  title: 'Up to date',
  messages: {
    good: 'The text is recent.',
    // Whole years, so that advice put away stays away until the next one.
    old: 'The text came out {years, plural, one {a year} other {# years}} ago or more. Check whether it still holds, and say what changed.',
    'not-published': 'The text is not published yet.',
  },
  judge(input) {
    const field = bodyField(input);
    if (input.firstPublishedAt === null) return { status: 'unknown', says: 'not-published', field };
    const years = Math.floor((input.now - input.firstPublishedAt) / YEAR_MS);
    return years >= YEARS_BEFORE_A_LOOK
      ? { status: 'improve', says: 'old', values: { years }, field }
      : { status: 'good', says: 'good', field };
  },
});
