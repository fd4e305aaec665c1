/**
 * Markdown to blocks, line by line: headings (# and underlined), paragraphs, lists, quotes, fenced code,
 * links and images, reference definitions, HTML blocks. Structure for reading and counting, not for rendering.
 */
import { htmlToBlocks } from './html';
import { readInline } from './inline';
import type { ContentBlock } from './types';

const FENCE = /^ {0,3}(```+|~~~+)/;
const ATX = /^ {0,3}(#{1,6})(?:\s+|$)/;
const ITEM = /^ {0,12}(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const QUOTE = /^ {0,3}>\s?/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const DEFINITION = /^ {0,3}\[([^\]]{1,200})\]:\s*<?(\S{1,2000}?)>?(?:\s.*)?$/;
const HTML_BLOCK =
  /^ {0,3}<\/?(?:p|div|section|article|figure|figcaption|table|ul|ol|h[1-6]|blockquote|details|script|style|img)\b/i;
/** A line longer than this is split, so that no pattern ever sees more. */
const LONGEST_LINE = 100_000;

const definitionsIn = (lines: readonly string[]): Map<string, string> => {
  const found = new Map<string, string>();
  for (const line of lines) {
    if (line.length > 2_500) continue;
    const match = DEFINITION.exec(line);
    if (match !== null) found.set(match[1]!.toLowerCase(), match[2]!);
  }
  return found;
};

/**
 * @param markdown Any string. @param field Path the blocks say they came from.
 * Cost: linear in the length.
 */
export const markdownToBlocks = (markdown: string, field: string): ContentBlock[] => {
  const lines = markdown
    .split(/\r\n?|\n/)
    .map((line) => (line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line));
  const definitions = definitionsIn(lines);
  const blocks: ContentBlock[] = [];
  let paragraph: string[] = [];
  let list: { ordered: boolean; items: string[] } | null = null;

  const inline = (source: string): string => {
    const { text, links, images } = readInline(source, definitions);
    for (const image of images) blocks.push({ kind: 'image', ...image, field });
    for (const link of links) blocks.push({ kind: 'link', ...link, field });
    return text;
  };
  const endParagraph = (): void => {
    if (paragraph.length === 0) return;
    const isQuote = paragraph.every((line) => QUOTE.test(line));
    const source = paragraph.map((line) => (isQuote ? line.replace(QUOTE, '') : line)).join(' ');
    paragraph = [];
    const text = inline(source);
    if (text !== '') blocks.push({ kind: isQuote ? 'quote' : 'paragraph', text, field });
  };
  const endList = (): void => {
    if (list === null) return;
    const { ordered, items } = list;
    list = null;
    const texts = items.map(inline).filter((text) => text !== '');
    if (texts.length > 0) blocks.push({ kind: 'list', ordered, items: texts, field });
  };
  const endBoth = (): void => {
    endParagraph();
    endList();
  };

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.trim() === '') {
      endParagraph();
      // A list goes on over an empty line when another item follows.
      if (list !== null && !ITEM.test(lines[at + 1] ?? '') && !/^\s{2,}\S/.test(lines[at + 1] ?? '')) endList();
      continue;
    }
    const fence = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      endBoth();
      const code: string[] = [];
      for (at++; at < lines.length && !lines[at]!.trim().startsWith(fence); at++) code.push(lines[at]!);
      if (code.length > 0) blocks.push({ kind: 'code', text: code.join('\n'), field });
      continue;
    }
    const heading = ATX.exec(line);
    if (heading !== null) {
      endBoth();
      const text = inline(line.slice(heading[0].length).trimEnd().replace(/\s#+$/, ''));
      if (text !== '') blocks.push({ kind: 'heading', level: heading[1]!.length, text, field });
      continue;
    }
    if (paragraph.length > 0 && /^ {0,3}(?:=+|-+)\s*$/.test(line)) {
      const text = inline(paragraph.join(' '));
      paragraph = [];
      if (text !== '') blocks.push({ kind: 'heading', level: line.trim().startsWith('=') ? 1 : 2, text, field });
      continue;
    }
    if (RULE.test(line)) {
      endBoth();
      continue;
    }
    if (DEFINITION.test(line.slice(0, 2_500)) && paragraph.length === 0) continue;
    if (HTML_BLOCK.test(line)) {
      endBoth();
      const html: string[] = [line];
      for (at++; at < lines.length && lines[at]!.trim() !== ''; at++) html.push(lines[at]!);
      blocks.push(...htmlToBlocks(html.join('\n'), field));
      continue;
    }
    const item = ITEM.exec(line);
    if (item !== null) {
      endParagraph();
      const ordered = item[2] !== undefined;
      if (list !== null && (list as { ordered: boolean }).ordered !== ordered) endList();
      list ??= { ordered, items: [] };
      list.items.push(item[3]!);
      continue;
    }
    if (list !== null && paragraph.length === 0 && /^\s/.test(line)) {
      list.items[list.items.length - 1] += ` ${line.trim()}`;
      continue;
    }
    if (list !== null) endList();
    if (paragraph.length > 0 && QUOTE.test(line) !== QUOTE.test(paragraph[0]!)) endParagraph();
    paragraph.push(line);
  }
  endBoth();
  return blocks;
};
