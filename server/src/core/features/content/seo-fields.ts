import { contentFeature } from './define';

export const SEO_FEATURES = [
  contentFeature({
    name: 'seoTitleCharacters',
    unit: 'characters',
    range: '0..∞',
    formula: 'characters of the title made for search engines',
    compute: ({ seoTitle }) => [...seoTitle].length,
  }),
  contentFeature({
    name: 'seoDescriptionCharacters',
    unit: 'characters',
    range: '0..∞',
    formula: 'characters of the description made for search engines',
    compute: ({ seoDescription }) => [...seoDescription].length,
  }),
  contentFeature({
    name: 'slugWords',
    unit: 'words',
    range: '0..∞',
    formula: 'parts of the slug between hyphens',
    compute: ({ slug }) => slug.split(/[-_/]+/).filter((part) => part !== '').length,
  }),
];
