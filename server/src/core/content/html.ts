/**
 * HTML to blocks, in one pass over the characters: no DOM, no backtracking, any input.
 * Only what reading needs: headings, paragraphs, lists, quotes, code, links, images.
 */
import { decodeEntities } from './entities';
import type { ContentBlock } from './types';

const squeeze = (text: string): string => decodeEntities(text).replace(/\s+/g, ' ').trim();

interface Tag {
  readonly closing: boolean;
  readonly name: string;
  readonly attributes: string;
  /** First character after the tag. */
  readonly end: number;
}

const TAG_NAME = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/y;

/** Where the tag whose name ends at `from` ends; a ">" inside a quoted value does not count. -1: a quote never closes. */
const quotedEnd = (html: string, from: number): number => {
  let afterEquals = false;
  for (let at = from; at < html.length; at++) {
    const char = html[at]!;
    if (char === '>') return at;
    if (afterEquals && (char === '"' || char === "'")) {
      at = html.indexOf(char, at + 1);
      if (at < 0) return -1;
      afterEquals = false;
    } else if (char === '=') afterEquals = true;
    else if (!/\s/.test(char)) afterEquals = false;
  }
  return -1;
};

/**
 * Reads tags one after another. What is no tag costs nothing; a tag costs its length, as reading goes on after it;
 * quotes that never close are looked for once, then no more.
 */
const tagReader = (html: string) => {
  const lastClose = html.lastIndexOf('>');
  let trustsQuotes = true;
  return (start: number): Tag | null => {
    if (start > lastClose) return null;
    TAG_NAME.lastIndex = start;
    const match = TAG_NAME.exec(html);
    if (match === null) return null;
    const from = start + match[0].length;
    let end = trustsQuotes ? quotedEnd(html, from) : -1;
    if (end < 0) {
      trustsQuotes = false;
      end = html.indexOf('>', from);
    }
    if (end < 0) return null;
    return {
      closing: match[1] === '/',
      name: match[2]!.toLowerCase(),
      attributes: html.slice(from, end),
      end: end + 1,
    };
  };
};

const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?/g;

/** One attribute's value out of a tag's inside; null when it has none. */
const attribute = (attributes: string, name: string): string | null => {
  for (const [, key, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    if (key?.toLowerCase() !== name) continue;
    const value = double ?? single ?? bare;
    return value === undefined ? null : decodeEntities(value).trim();
  }
  return null;
};

/** Tags whose inside is nothing to read. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head', 'iframe']);
/** Tags that end what was said before them. */
const BREAKS = new Set(
  'p div section article header footer main aside figure figcaption table tr hr ul ol li blockquote pre h1 h2 h3 h4 h5 h6'.split(
    ' '
  )
);
/** Tags that only part words. */
const GAPS = new Set(['br', 'td', 'th']);
/** Tags no heading goes on over, should its end be missing. */
const ENDS_HEADING = new Set(['p', 'ul', 'ol', 'blockquote', 'pre', 'table', 'hr', 'section', 'article']);

const BLOCK_TAG = /<(?:p|div|h[1-6]|ul|ol|br|blockquote|figure|table|section|article|pre)[\s/>]/i;
const MARKDOWN_SIGN = /^ {0,3}(?:#{1,6} |[-*+] |\d{1,9}[.)] |> |```)|\]\(/m;

/** Whether text is HTML rather than Markdown, in which a few tags may stand too. */
export const looksLikeHtml = (text: string): boolean => BLOCK_TAG.test(text) && !MARKDOWN_SIGN.test(text);

/**
 * @param html Any string. @param field Path the blocks say they came from.
 * Cost: one pass; linear in the length.
 */
export const htmlToBlocks = (html: string, field: string): ContentBlock[] => {
  const blocks: ContentBlock[] = [];
  // Pieces, joined once per block: cutting a growing string again and again would copy it each time.
  let pieces: string[] = [];
  let heading = 0;
  let quoted = 0;
  let code = 0;
  let link: { url: string; pieces: string[] } | null = null;
  let list: { ordered: boolean; items: string[]; depth: number } | null = null;
  let inItem = false;

  const say = (piece: string): void => {
    pieces.push(piece);
    link?.pieces.push(piece);
  };
  const flush = (): void => {
    const said = squeeze(pieces.join(''));
    pieces = [];
    link?.pieces.push(' ');
    if (said === '') return;
    if (heading > 0) blocks.push({ kind: 'heading', level: heading, text: said, field });
    else if (inItem && list !== null) list.items.push(said);
    else blocks.push({ kind: code > 0 ? 'code' : quoted > 0 ? 'quote' : 'paragraph', text: said, field });
  };
  const endLink = (): void => {
    if (link !== null && link.url !== '')
      blocks.push({ kind: 'link', text: squeeze(link.pieces.join('')), url: link.url, field });
    link = null;
  };
  const endList = (): void => {
    if (list !== null && list.items.length > 0)
      blocks.push({ kind: 'list', ordered: list.ordered, items: list.items, field });
    list = null;
    inItem = false;
  };
  /** Lists inside lists are read as one. */
  const readListTag = ({ name, closing }: Tag): void => {
    if (!closing) {
      if (list === null) list = { ordered: name === 'ol', items: [], depth: 1 };
      else list.depth++;
    } else if (list !== null && --list.depth === 0) endList();
    else inItem = list !== null;
  };
  const readStructure = (tag: Tag): void => {
    const step = tag.closing ? -1 : 1;
    if (ENDS_HEADING.has(tag.name)) heading = 0;
    if (/^h[1-6]$/.test(tag.name)) heading = tag.closing ? 0 : Number(tag.name[1]);
    else if (tag.name === 'blockquote') quoted = Math.max(0, quoted + step);
    else if (tag.name === 'pre') code = Math.max(0, code + step);
    else if (tag.name === 'ul' || tag.name === 'ol') readListTag(tag);
    else if (tag.name === 'li') inItem = !tag.closing && list !== null;
    else if (tag.name === 'a') {
      endLink();
      if (!tag.closing) link = { url: attribute(tag.attributes, 'href') ?? '', pieces: [] };
    } else if (tag.name === 'img' && !tag.closing)
      blocks.push({
        kind: 'image',
        alt: attribute(tag.attributes, 'alt') || null,
        url: attribute(tag.attributes, 'src') ?? '',
        field,
      });
  };

  const readTag = tagReader(html);
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      say(html.slice(at));
      break;
    }
    if (open > at) say(html.slice(at, open));
    const next = html[open + 1];
    if (next === '!' || next === '?') {
      const mark = html.startsWith('<!--', open) ? '-->' : '>';
      const end = html.indexOf(mark, open + 2);
      at = end < 0 ? html.length : end + mark.length;
      continue;
    }
    const tag = readTag(open);
    if (tag === null) {
      say('<');
      at = open + 1;
      continue;
    }
    at = tag.end;
    if (SILENT.has(tag.name) && !tag.closing && !tag.attributes.endsWith('/')) {
      const close = new RegExp(`</${tag.name}`, 'gi');
      close.lastIndex = at;
      const found = close.exec(html);
      const end = found === null ? -1 : html.indexOf('>', found.index);
      at = end < 0 ? html.length : end + 1;
      continue;
    }
    if (BREAKS.has(tag.name)) flush();
    else if (GAPS.has(tag.name)) say(' ');
    readStructure(tag);
  }
  flush();
  endLink();
  endList();
  return blocks;
};
