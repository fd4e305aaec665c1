import { createHash } from 'node:crypto';

import type { ExtractedContent } from '../content';
import type { ContentFeatures, ContentSnapshot } from '../features/types';

/** Numbers a content type has beside what every type has, such as a reading time or a score. */
const NUMERIC = ['integer', 'float', 'decimal'];

type Attributes = Readonly<Record<string, { readonly type?: unknown; readonly private?: unknown }>>;

/** The type's own numeric attributes as features `field.<attribute>`; private ones are nobody's business. */
export function fieldFeatures(attributes: Attributes, entry: Readonly<Record<string, unknown>>): ContentFeatures {
  const features: Record<string, number | null> = {};
  for (const [name, { type, private: hidden }] of Object.entries(attributes)) {
    if (!NUMERIC.includes(String(type)) || hidden === true) continue;
    const value = entry[name];
    const number = value === null || value === undefined || value === '' ? NaN : Number(value);
    features[`field.${name}`] = Number.isFinite(number) ? number : null;
  }
  return features;
}

/** What is stored of a version: what learning reads, and a hash per role to tell what a later version changed. */
export interface StoredSnapshot extends ContentSnapshot {
  readonly roleHashes: Readonly<Record<string, string>>;
}

export interface ContentState {
  readonly snapshot: StoredSnapshot;
  /** Equal for equal content, whatever row and whenever published. */
  readonly contentHash: string;
}

/** What is kept of a published content: the snapshot learning reads, and hashes to tell what a later version changed. */
export function contentState(
  content: ExtractedContent,
  features: ContentFeatures,
  ownNumbers: ContentFeatures
): ContentState {
  const roleHashes: Record<string, string> = {
    title: hash(content.title),
    description: hash(content.description),
    slug: hash(content.slug),
    body: hash([content.text, content.headings, content.links]),
    images: hash(content.images),
    category: hash(content.category),
    author: hash(content.author),
    tags: hash(content.tags),
    seo: hash(content.seo),
    fields: hash(ownNumbers),
  };
  const { title, category, author, tags } = content;
  return {
    snapshot: { title, category, author, tags: [...tags], features: { ...features, ...ownNumbers }, roleHashes },
    contentHash: hash(roleHashes),
  };
}

/** Roles whose content differs; empty for a first version. */
export const changedRoles = (
  before: Readonly<Record<string, string>> | null,
  after: Readonly<Record<string, string>>
): string[] => (before === null ? [] : Object.keys(after).filter((role) => before[role] !== after[role]));

const hash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, 16);
