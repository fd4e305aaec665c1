/**
 * Markdown to blocks, line by line: headings (# and underlined), paragraphs, lists, quotes, fenced code,
 * links and images, reference definitions, HTML blocks. Structure for reading and counting, not for rendering.
 */
import { htmlToBlocks } from './html';
import { readInline } from './inline';
import type { ContentBlock } from './types';

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const ATX = /^ {0,3}(#{1,6})(?:\s+|$)/;
const ITEM = /^[ \t]{0,12}(?:([-*+])|(\d{1,9})[.)])[ \t]+(.*)$/;
const QUOTE = /^(?: {0,3}>)+[ \t]?/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const DEFINITION = /^ {0,3}\[(?!\^)([^\]]{1,200})\]:[ \t]*<?(\S{1,2000}?)>?(?:\s.*)?$/;
const HTML_BLOCK =
  /^ {0,3}<\/?(?:p|div|section|article|figure|figcaption|table|ul|ol|h[1-6]|blockquote|details|script|style|pre|img)\b/i;
/** The line under a table's head. */
const isTableRule = (line: string): boolean => line.includes('|') && line.includes('-') && /^[ \t|:-]+$/.test(line);
/** The inside of these ends at their closing tag, not at an empty line. */
const RAW_BLOCK = /^ {0,3}<(script|style|pre)\b/i;
const HAS_INLINE_HTML = /<(?:a|img)\s/i;
/** A line longer than this is split, so that no pattern ever sees more. */
const LONGEST_LINE = 100_000;

/** Lines of at most LONGEST_LINE characters; nothing is lost. */
const linesOf = (markdown: string): string[] =>
  markdown.split(/\r\n?|[\n\u2028\u2029]/).flatMap((line) => {
    if (line.length <= LONGEST_LINE) return [line];
    const parts: string[] = [];
    for (let at = 0; at < line.length; at += LONGEST_LINE) parts.push(line.slice(at, at + LONGEST_LINE));
    return parts;
  });

/** Text without HTML comments; one that never ends stays. */
const withoutComments = (text: string): string => {
  const kept: string[] = [];
  let at = 0;
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', open + 4);
    if (end < 0) break;
    kept.push(text.slice(at, open));
    at = end + 3;
  }
  return kept.join('') + text.slice(at);
};

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
  const lines = linesOf(withoutComments(markdown));
  const definitions = definitionsIn(lines);
  const blocks: ContentBlock[] = [];
  let paragraph: string[] = [];
  let list: { ordered: boolean; items: string[] } | null = null;

  const inline = (source: string): string => {
    const { text, links, images } = readInline(source, definitions);
    for (const image of images) blocks.push({ kind: 'image', ...image, field });
    for (const link of links) blocks.push({ kind: 'link', ...link, field });
    if (HAS_INLINE_HTML.test(source))
      for (const block of htmlToBlocks(source, field))
        if (block.kind === 'link' || block.kind === 'image') blocks.push(block);
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
    if (isTableRule(line)) continue;
    if (RULE.test(line)) {
      endBoth();
      continue;
    }
    if (DEFINITION.test(line.slice(0, 2_500)) && paragraph.length === 0) continue;
    if (HTML_BLOCK.test(line)) {
      endBoth();
      const raw = RAW_BLOCK.exec(line)?.[1]?.toLowerCase();
      const html: string[] = [line];
      if (raw === undefined) for (at++; at < lines.length && lines[at]!.trim() !== ''; at++) html.push(lines[at]!);
      else
        for (; at < lines.length - 1 && !lines[at]!.toLowerCase().includes(`</${raw}`); at++) html.push(lines[at + 1]!);
      for (const block of htmlToBlocks(html.join('\n'), field)) blocks.push(block);
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
