import type { ExtractedContent } from '../types';

/** Paragraphs and quotes only: headings and list items are no sentences and would make a text look easier than it is. */
export const proseOf = ({ blocks }: Pick<ExtractedContent, 'blocks'>): string =>
  blocks.flatMap((block) => (block.kind === 'paragraph' || block.kind === 'quote' ? [block.text] : [])).join('\n\n');
