/** Markdown inside a line: links, images, emphasis, code. One pass, bounded look-ahead, any input. */
import { decodeEntities } from './html';

export interface InlineText {
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly images: readonly { readonly alt: string | null; readonly url: string }[];
}

/** How far a bracket or an address may reach: longer ones are read as plain text. */
const REACH = 2_000;

/** The matching close of the bracket at `open`, or -1. */
const closing = (text: string, open: number, left: string, right: string): number => {
  let depth = 0;
  const last = Math.min(text.length, open + REACH);
  for (let at = open; at < last; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === left) depth++;
    else if (char === right && --depth === 0) return at;
  }
  return -1;
};

/** `[label](url "title")` or `[label][name]` from the bracket at `open`. */
const readLink = (text: string, open: number, definitions: ReadonlyMap<string, string>) => {
  const end = closing(text, open, '[', ']');
  if (end < 0) return null;
  const label = text.slice(open + 1, end);
  if (text[end + 1] === '(') {
    const close = closing(text, end + 1, '(', ')');
    if (close < 0) return null;
    const url = text
      .slice(end + 2, close)
      .trim()
      .split(/\s/, 1)[0]!
      .replace(/^<|>$/g, '');
    return { label, url, next: close + 1 };
  }
  if (text[end + 1] === '[') {
    const close = closing(text, end + 1, '[', ']');
    if (close < 0) return null;
    const name = (text.slice(end + 2, close) || label).toLowerCase();
    const url = definitions.get(name);
    return url === undefined ? null : { label, url, next: close + 1 };
  }
  const url = definitions.get(label.toLowerCase());
  return url === undefined ? null : { label, url, next: end + 1 };
};

/** Emphasis marks, code ticks, escapes and tags taken away. */
const plain = (text: string): string =>
  decodeEntities(
    text
      .replace(/<\/?[a-zA-Z][^<>]{0,500}>/g, '')
      .replace(/\\([!-/:-@[-`{-~])/g, '$1')
      .replace(/(\*\*|__|~~|`)/g, '')
      .replace(/(^|[\s(])[*_](?=\S)/g, '$1')
      .replace(/(\S)[*_](?=[\s).,;:!?]|$)/g, '$1')
  )
    .replace(/\s+/g, ' ')
    .trim();

export const readInline = (text: string, definitions: ReadonlyMap<string, string> = new Map()): InlineText => {
  const links: { text: string; url: string }[] = [];
  const images: { alt: string | null; url: string }[] = [];
  let out = '';
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    const isImage = char === '!' && text[at + 1] === '[';
    if (char === '\\' && at + 1 < text.length) {
      out += text.slice(at, at + 2);
      at += 2;
    } else if (char === '[' || isImage) {
      const found = readLink(text, isImage ? at + 1 : at, definitions);
      if (found === null) {
        out += char;
        at++;
      } else {
        if (isImage) images.push({ alt: plain(found.label) || null, url: found.url });
        else {
          const inner = found.label.includes('[') ? readInline(found.label) : null;
          if (inner !== null) images.push(...inner.images);
          const label = inner?.text ?? plain(found.label);
          links.push({ text: label, url: found.url });
          out += label;
        }
        at = found.next;
      }
    } else if (char === '<' && /^<(https?:\/\/|mailto:)/i.test(text.slice(at, at + 9))) {
      const end = text.indexOf('>', at);
      if (end < 0 || end - at > REACH) {
        out += char;
        at++;
      } else {
        const url = text.slice(at + 1, end);
        links.push({ text: url, url });
        out += url;
        at = end + 1;
      }
    } else {
      out += char;
      at++;
    }
  }
  return { text: plain(out), links, images };
};
