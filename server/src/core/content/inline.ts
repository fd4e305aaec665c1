/** Markdown inside a line: links, images, emphasis, code. One pass, bounded look-ahead, any input. */
import { decodeEntities } from './entities';

export interface InlineText {
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly images: readonly { readonly alt: string | null; readonly url: string }[];
}

/** How long a label or a bare address may be: longer ones are read as plain text. */
const REACH = 2_000;
/** Images are looked for in labels, and in labels inside those. */
const DEPTH = 2;
/** How long the name of a reference may be. */
const LONGEST_NAME = 200;

/** For each opening bracket the index of its matching close, 0 where it has none. One pass. */
const matchBrackets = (text: string): Uint32Array => {
  const closes = new Uint32Array(text.length);
  const square: number[] = [];
  const round: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\') at++;
    else if (char === '[') square.push(at);
    else if (char === '(') round.push(at);
    else if (char === ']' || char === ')') {
      const open = (char === ']' ? square : round).pop();
      if (open !== undefined) closes[open] = at;
    }
  }
  return closes;
};

/** `[label](url "title")`, `[label][name]` or `[name]` from the bracket at `open`. */
const readLink = (
  text: string,
  open: number,
  closes: Uint32Array,
  definitions: ReadonlyMap<string, string>
): { label: string; url: string; next: number } | null => {
  const end = closes[open]!;
  if (end === 0 || end - open > REACH) return null;
  if (text[end + 1] === '(') {
    const close = closes[end + 1]!;
    if (close === 0) return null;
    const inside = text.slice(end + 2, close).trim();
    const url = (/^<([^<>]*)>/.exec(inside)?.[1] ?? /^\S*/.exec(inside)?.[0] ?? '').trim();
    return { label: text.slice(open + 1, end), url, next: close + 1 };
  }
  if (definitions.size === 0) return null;
  const second = text[end + 1] === '[' ? closes[end + 1]! : 0;
  if (second - end > LONGEST_NAME || end - open > (second === 0 ? LONGEST_NAME : REACH)) return null;
  const label = text.slice(open + 1, end);
  const url = definitions.get(((second === 0 ? '' : text.slice(end + 2, second)) || label).toLowerCase());
  return url === undefined ? null : { label, url, next: (second === 0 ? end : second) + 1 };
};

/** Emphasis marks, code ticks, escapes and tags taken away. */
const plain = (text: string): string =>
  decodeEntities(
    text
      .replace(/<br[ \t]{0,9}\/?>/gi, ' ')
      .replace(/<\/?[a-zA-Z][^<>]{0,500}>/g, '')
      .replace(/\\([!-/:-@[-`{-~])/g, '$1')
      .replace(/(\*\*|__|~~|`)/g, '')
      .replace(/(^|[\s(])[*_](?=\S)/g, '$1')
      .replace(/(\S)[*_](?=[\s).,;:!?]|$)/g, '$1')
  )
    .replace(/\s+/g, ' ')
    .trim();

/** What may start something else than text. */
const SPECIAL = /[\\[!<]/g;

/** @param text One paragraph, heading or list item. @param definitions Addresses by lower-case reference name. */
export const readInline = (
  text: string,
  definitions: ReadonlyMap<string, string> = new Map(),
  depth = 0
): InlineText => {
  const links: { text: string; url: string }[] = [];
  const images: { alt: string | null; url: string }[] = [];
  const out: string[] = [];
  const closes = text.includes('](') || definitions.size > 0 ? matchBrackets(text) : new Uint32Array(text.length);
  for (let at = 0; at < text.length;) {
    SPECIAL.lastIndex = at;
    const special = SPECIAL.exec(text)?.index ?? text.length;
    if (special > at) out.push(text.slice(at, special));
    if (special === text.length) break;
    at = special;
    const char = text[at]!;
    const isImage = char === '!' && text[at + 1] === '[';
    const found = char === '[' || isImage ? readLink(text, isImage ? at + 1 : at, closes, definitions) : null;
    const bare =
      char === '<' ? /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/i.exec(text.slice(at, at + REACH))?.[1] : undefined;
    if (found !== null) {
      if (isImage) images.push({ alt: plain(found.label) || null, url: found.url });
      else {
        const inner =
          depth < DEPTH && found.label.includes('![') ? readInline(found.label, definitions, depth + 1) : null;
        if (inner !== null) images.push(...inner.images);
        const label = inner?.text ?? plain(found.label);
        if (found.url !== '') links.push({ text: label, url: found.url });
        out.push(label);
      }
      at = found.next;
    } else if (bare !== undefined) {
      links.push({ text: bare, url: bare });
      out.push(bare);
      at += bare.length + 2;
    } else {
      const length = char === '\\' ? 2 : 1;
      out.push(text.slice(at, at + length));
      at += length;
    }
  }
  return { text: plain(out.join('')), links, images };
};
