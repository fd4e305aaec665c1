/**
 * HTML to blocks, in one pass over the characters: no DOM, no backtracking, any input.
 * Only what reading needs: headings, paragraphs, lists, quotes, code, links, images.
 */
import type { ContentBlock } from './types';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  euro: '€',
  shy: '',
};

/** Named and numbered character references as characters; unknown ones stay as they are. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
        if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
        const code = decimal !== undefined ? Number(decimal) : parseInt(String(hex), 16);
        return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
      })
    : text;

const squeeze = (text: string): string => decodeEntities(text).replace(/\s+/g, ' ').trim();

/** A tag from its `<` on: name, attributes and where it ends; null when it is no tag. */
const readTag = (html: string, start: number) => {
  const end = html.indexOf('>', start);
  if (end < 0) return null;
  const inside = html.slice(start + 1, end);
  const match = /^(\/?)([a-zA-Z][a-zA-Z0-9-]*)/.exec(inside);
  if (match === null) return null;
  return {
    closing: match[1] === '/',
    name: match[2]!.toLowerCase(),
    attributes: inside.slice(match[0].length),
    end: end + 1,
  };
};

/** One attribute's value out of a tag's inside. */
const attribute = (attributes: string, name: string): string | null => {
  const lower = attributes.toLowerCase();
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length)) {
    if (at > 0 && !/\s/.test(lower[at - 1]!)) continue;
    let next = at + name.length;
    while (/\s/.test(lower[next] ?? '')) next++;
    if (lower[next] !== '=') continue;
    next++;
    while (/\s/.test(lower[next] ?? '')) next++;
    const quote = lower[next];
    if (quote === '"' || quote === "'") {
      const end = attributes.indexOf(quote, next + 1);
      return decodeEntities(attributes.slice(next + 1, end < 0 ? undefined : end));
    }
    return decodeEntities(/^[^\s"'>]*/.exec(attributes.slice(next))?.[0] ?? '');
  }
  return null;
};

/** Tags whose inside is nothing to read. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head', 'iframe']);
const BREAKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'aside',
  'figure',
  'figcaption',
  'table',
  'tr',
  'td',
  'th',
  'br',
  'hr',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);

/** Whether text holds HTML tags at all: then Markdown inside it is rare and tags must not be read as words. */
export const looksLikeHtml = (text: string): boolean =>
  /<(?:p|div|h[1-6]|ul|ol|br|blockquote|figure|table)[\s/>]/i.test(text);

/**
 * @param html Any string. @param field Path the blocks say they came from.
 * Cost: one pass; linear in the length.
 */
export const htmlToBlocks = (html: string, field: string): ContentBlock[] => {
  const blocks: ContentBlock[] = [];
  let text = '';
  let heading = 0;
  let quoted = 0;
  let code = 0;
  let link: { url: string; from: number } | null = null;
  let list: { ordered: boolean; items: string[] } | null = null;
  let inItem = false;

  const flush = (): void => {
    const said = squeeze(text);
    text = '';
    if (link !== null) link.from = 0;
    if (said === '') return;
    if (heading > 0) blocks.push({ kind: 'heading', level: heading, text: said, field });
    else if (inItem && list !== null) list.items.push(said);
    else blocks.push({ kind: code > 0 ? 'code' : quoted > 0 ? 'quote' : 'paragraph', text: said, field });
  };
  const endList = (): void => {
    if (list !== null && list.items.length > 0)
      blocks.push({ kind: 'list', ordered: list.ordered, items: list.items, field });
    list = null;
    inItem = false;
  };

  const lastClose = html.lastIndexOf('>');
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      text += html.slice(at);
      break;
    }
    text += html.slice(at, open);
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    // After the last ">" nothing is a tag any more: without this bound, many "<" would each search to the end.
    const tag = open < lastClose ? readTag(html, open) : null;
    if (tag === null) {
      text += '<';
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
    if (BREAKS.has(tag.name)) {
      if (tag.name === 'br') text += ' ';
      else flush();
    }
    if (tag.name === 'img' && !tag.closing) {
      const alt = attribute(tag.attributes, 'alt');
      blocks.push({
        kind: 'image',
        alt: alt === null || alt.trim() === '' ? null : alt.trim(),
        url: attribute(tag.attributes, 'src') ?? '',
        field,
      });
    } else if (tag.name === 'a') {
      if (!tag.closing) link = { url: attribute(tag.attributes, 'href') ?? '', from: text.length };
      else if (link !== null) {
        if (link.url !== '') blocks.push({ kind: 'link', text: squeeze(text.slice(link.from)), url: link.url, field });
        link = null;
      }
    } else if (/^h[1-6]$/.test(tag.name)) heading = tag.closing ? 0 : Number(tag.name[1]);
    else if (tag.name === 'blockquote') quoted = Math.max(0, quoted + (tag.closing ? -1 : 1));
    else if (tag.name === 'pre') code = Math.max(0, code + (tag.closing ? -1 : 1));
    else if (tag.name === 'ul' || tag.name === 'ol') {
      endList();
      if (!tag.closing) list = { ordered: tag.name === 'ol', items: [] };
    } else if (tag.name === 'li') inItem = !tag.closing && list !== null;
  }
  flush();
  endList();
  return blocks;
};
