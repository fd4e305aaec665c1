import type { SeoInput } from './types';

interface Shown {
  readonly text: string;
  readonly field: string | null;
}

/** The title a search result shows: the one made for search engines, or else the entry's own. */
export const shownTitle = ({ content, roles }: SeoInput): Shown =>
  roles.seo !== null && content.seo?.metaTitle
    ? { text: content.seo.metaTitle, field: `${roles.seo}.metaTitle` }
    : { text: content.title, field: roles.title };

/** The description a search result may show: the one made for search engines, or else the entry's own. */
export const shownDescription = ({ content, roles }: SeoInput): Shown => {
  if (roles.seo !== null && content.seo?.metaDescription)
    return { text: content.seo.metaDescription, field: `${roles.seo}.metaDescription` };
  const own = roles.description;
  return {
    text: content.description ?? '',
    field: own ?? (roles.seo === null ? null : `${roles.seo}.metaDescription`),
  };
};

/** Where the text is written. */
export const bodyField = ({ roles }: SeoInput): string | null => roles.body[0] ?? null;
