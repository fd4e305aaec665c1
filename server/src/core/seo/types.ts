import type { ExtractedContent, FieldRoles } from '../content';

export interface SeoInput {
  readonly content: ExtractedContent;
  /** Locale or language, such as "pt-BR" or "pt". */
  readonly language: string;
  readonly siteHosts: readonly string[];
  /** Milliseconds since 1970; null for a draft. */
  readonly firstPublishedAt: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Titles of the site's other entries. */
  readonly otherTitles?: readonly string[] | undefined;
  readonly roles: FieldRoles;
}

export type SeoGroup = 'search-result' | 'structure' | 'text' | 'images' | 'links' | 'freshness';
/** unknown: there is nothing to judge, or no way to. */
export type SeoStatus = 'good' | 'improve' | 'problem' | 'unknown';
/** How much it is worth to fix; 3 is most. */
export type SeoImpact = 1 | 2 | 3;
export type SeoValues = Readonly<Record<string, string | number>>;

export interface SeoFinding {
  readonly check: string;
  readonly group: SeoGroup;
  readonly status: SeoStatus;
  readonly impact: SeoImpact;
  /** Such as "seo.description-length.too-short"; its text is in `seoMessages`. */
  readonly messageId: string;
  readonly values: SeoValues;
  /** The place in the text it is about, shortened. */
  readonly evidence?: string;
  /** Path of the field to go to; null where there is none. */
  readonly field: string | null;
}

export interface SeoCheck {
  readonly id: string;
  readonly group: SeoGroup;
  /** English ICU messages by message id, the check's title included. */
  readonly messages: Readonly<Record<string, string>>;
  run(input: SeoInput): SeoFinding;
}
