/** Strapi's "blocks" field (JSON of the rich text editor) to blocks. Unknown nodes are read for their text. */
import { CONTENT_LIMITS } from './limits';
import type { ContentBlock } from './types';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const childrenOf = (node: Node): readonly Node[] =>
  Array.isArray(node['children']) ? node['children'].filter(isNode) : [];

const textOf = (node: Node, depth = 0): string =>
  typeof node['text'] === 'string'
    ? node['text']
    : depth > 50
      ? ''
      : childrenOf(node)
          .map((child) => textOf(child, depth + 1))
          .join('');

const linksOf = (node: Node, field: string, depth = 0): ContentBlock[] =>
  depth > 50
    ? []
    : childrenOf(node).flatMap((child) => [
        ...(child['type'] === 'link' && typeof child['url'] === 'string'
          ? [{ kind: 'link' as const, text: textOf(child).trim(), url: child['url'], field }]
          : []),
        ...linksOf(child, field, depth + 1),
      ]);

const itemsOf = (list: Node, depth = 0): string[] =>
  depth > 50
    ? []
    : childrenOf(list).flatMap((child) =>
        child['type'] === 'list' ? itemsOf(child, depth + 1) : [textOf(child).replace(/\s+/g, ' ').trim()]
      );

const readNode = (node: Node, field: string): ContentBlock[] => {
  const text = textOf(node).replace(/\s+/g, ' ').trim();
  const links = linksOf(node, field);
  switch (node['type']) {
    case 'heading': {
      const level = typeof node['level'] === 'number' ? Math.min(6, Math.max(1, Math.round(node['level']) || 2)) : 2;
      return text === '' ? links : [...links, { kind: 'heading', level, text, field }];
    }
    case 'list': {
      const items = itemsOf(node).filter((item) => item !== '');
      return items.length === 0
        ? links
        : [...links, { kind: 'list', ordered: node['format'] === 'ordered', items, field }];
    }
    case 'image': {
      const image = isNode(node['image']) ? node['image'] : {};
      const alt =
        typeof image['alternativeText'] === 'string' && image['alternativeText'].trim() !== ''
          ? image['alternativeText'].trim()
          : null;
      return [{ kind: 'image', alt, url: typeof image['url'] === 'string' ? image['url'] : '', field }];
    }
    default: {
      const kind = node['type'] === 'quote' ? 'quote' : node['type'] === 'code' ? 'code' : 'paragraph';
      return text === '' ? links : [...links, { kind, text, field }];
    }
  }
};

export const richBlocksToBlocks = (value: unknown, field: string): ContentBlock[] =>
  Array.isArray(value)
    ? value
        .slice(0, CONTENT_LIMITS.blocks)
        .filter(isNode)
        .flatMap((node) => readNode(node, field))
    : [];
