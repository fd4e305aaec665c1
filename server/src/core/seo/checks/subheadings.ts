import { countWords } from '../../content';
import type { ContentBlock, ExtractedContent } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** Words a reader scanning the page gets through without a place to stop. */
export const LONGEST_STRETCH = 300;

interface Stretch {
  readonly words: number;
  readonly heading: string;
  readonly field: string | null;
}

const wordsOfBlock = (block: ContentBlock): number => {
  if (block.kind === 'paragraph' || block.kind === 'quote') return countWords(block.text);
  return block.kind === 'list' ? block.items.reduce((sum, item) => sum + countWords(item), 0) : 0;
};

/** The most words between two headings, and the heading they stand under. */
const longestStretch = ({ blocks }: ExtractedContent, title: string): Stretch => {
  let longest: Stretch = { words: 0, heading: title, field: null };
  let words = 0;
  let heading = title;
  for (const block of blocks) {
    if (block.kind === 'heading') {
      words = 0;
      heading = block.text;
    } else {
      words += wordsOfBlock(block);
      if (words > longest.words) longest = { words, heading, field: block.field };
    }
  }
  return longest;
};

export const subheadings = defineCheck({
  id: 'subheadings',
  group: 'structure',
  impact: 2,
  title: 'Headings in the text',
  messages: {
    good: 'Headings part the text into stretches that are easy to scan.',
    'too-few': '{words, number} words follow each other without a heading. Add one about every {most, number} words.',
    short: 'The text is short enough to do without headings.',
    'no-text': 'There is no text yet.',
  },
  judge(input) {
    const { words, heading, field } = longestStretch(input.content, input.content.title);
    const place = field ?? bodyField(input);
    if (words > LONGEST_STRETCH)
      return {
        status: 'improve',
        says: 'too-few',
        values: { words, most: LONGEST_STRETCH },
        evidence: heading,
        field: place,
      };
    if (input.content.headings.length > 0) return { status: 'good', says: 'good', field: place };
    return words === 0
      ? { status: 'unknown', says: 'no-text', field: place }
      : { status: 'good', says: 'short', field: place };
  },
});
