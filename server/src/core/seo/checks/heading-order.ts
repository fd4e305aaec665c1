import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

export const headingOrder = defineCheck({
  id: 'heading-order',
  group: 'structure',
  impact: 2,
  title: 'Order of the headings',
  messages: {
    good: 'The headings follow each other in order.',
    'several-top':
      'The text has {count, number} headings of the first level. Keep that level for the title and use the second.',
    skipped:
      'A heading jumps from level {from, number} to level {to, number}. Use level {expected, number} here, so that everybody can follow.',
    'no-headings': 'There are no headings to look at.',
  },
  judge(input) {
    const { headings } = input.content;
    const top = headings.filter(({ level }) => level === 1);
    if (headings.length === 0) return { status: 'unknown', says: 'no-headings', field: bodyField(input) };
    const second = top[1];
    if (second !== undefined)
      return {
        status: 'improve',
        says: 'several-top',
        values: { count: top.length },
        evidence: second.text,
        field: second.field,
      };
    // The page's title is the first level, so the text may begin with the second.
    let from = 1;
    for (const { level, text, field } of headings) {
      if (level > from + 1)
        return {
          status: 'improve',
          says: 'skipped',
          values: { from, to: level, expected: from + 1 },
          evidence: text,
          field,
        };
      from = level;
    }
    return { status: 'good', says: 'good', field: headings[0]?.field ?? null };
  },
});
