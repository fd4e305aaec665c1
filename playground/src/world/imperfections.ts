/** What is wrong, on purpose, with an article: the recommendations of the SEO panel need something to find. */
export type Imperfection =
  | 'missing-description'
  | 'short-description'
  | 'long-description'
  | 'long-title'
  | 'skipped-heading-level'
  | 'wall-of-text'
  | 'no-links';

/** Slug to flaws. The rest of the sixty have a description, a link and orderly headings. */
export const imperfections: Readonly<Record<string, readonly Imperfection[]>> = {
  'white-bean-stew': ['missing-description'],
  'packing-for-the-night-ferry': ['short-description'],
  'three-villages-one-bus-pass': ['missing-description', 'no-links'],
  'screens-eyes-and-the-winter-desk': ['skipped-heading-level'],
  'spreadsheets-for-the-allotment': ['wall-of-text'],
  'backing-up-family-photos': ['long-description'],
  'everything-we-learned-in-the-town-archive': ['long-title'],
  '30-bags-from-one-beach': ['no-links'],
};
