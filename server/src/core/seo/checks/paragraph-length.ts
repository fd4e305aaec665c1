import { countWords } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** About twelve lines of a column: on a phone, a full screen. */
export const LONGEST_PARAGRAPH = 150;

export const paragraphLength = defineCheck({
  id: 'paragraph-length',
  group: 'structure',
  impact: 1,
  title: 'Length of the paragraphs',
  messages: {
    good: 'The paragraphs are short enough for a phone.',
    'too-long':
      '{count, plural, one {One paragraph has} other {# paragraphs have}} more than {most, number} words. Part {count, plural, one {it} other {them}} where a new thought begins.',
    'no-text': 'There is no text yet.',
  },
  judge(input) {
    const paragraphs = input.content.blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [{ ...block, words: countWords(block.text) }] : []
    );
    const long = paragraphs.filter(({ words }) => words > LONGEST_PARAGRAPH);
    const first = long[0];
    if (paragraphs.length === 0) return { status: 'unknown', says: 'no-text', field: bodyField(input) };
    if (first === undefined) return { status: 'good', says: 'good', field: bodyField(input) };
    return {
      status: 'improve',
      says: 'too-long',
      values: { count: long.length, most: LONGEST_PARAGRAPH },
      evidence: first.text,
      field: first.field,
    };
  },
});
