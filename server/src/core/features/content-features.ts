import {
  countSentences,
  countWords,
  lexicalDiversity,
  linkTarget,
  proseOf,
  readability,
  wordsOf,
  type ExtractedContent,
} from '../content';
import { CONTENT_FEATURES } from './content/catalog';
import type { ContentMeasures } from './definition';
import type { ContentFeatures } from './types';

/**
 * Content features of one version, by catalog name; null = missing. Stored when the version is published and
 * computed alike for a draft.
 *
 * @param language  such as `en` or `pt-BR`; the empty string where unknown.
 * @param siteHosts host names of the site, to tell its own links from others; addresses without a host are its own.
 */
export function contentFeatures(
  content: ExtractedContent,
  language: string,
  siteHosts: readonly string[] = []
): ContentFeatures {
  const measures = measure(content, language, siteHosts);
  return Object.fromEntries(CONTENT_FEATURES.map(({ name, compute }) => [name, compute(measures)]));
}

function measure(content: ExtractedContent, language: string, siteHosts: readonly string[]): ContentMeasures {
  const { title, description, slug, text, blocks, headings, images, tags, seo } = content;
  const words = wordsOf(text);
  const prose = proseOf(content);
  const targets = content.links.map(({ url }) => linkTarget(url, siteHosts));
  return {
    title,
    titleWords: wordsOf(title),
    description: description ?? '',
    slug: slug ?? '',
    textWords: words.length,
    proseWords: countWords(prose),
    sentences: countSentences(prose),
    readability: readability(prose, language),
    lexicalDiversity: lexicalDiversity(words),
    headings: headings.length,
    images: images.length,
    imagesWithAlt: images.filter(({ alt }) => alt !== null && alt.trim() !== '').length,
    linksInternal: targets.filter((target) => target === 'internal').length,
    linksExternal: targets.filter((target) => target === 'external').length,
    listItems: blocks.reduce((sum, block) => sum + (block.kind === 'list' ? block.items.length : 0), 0),
    quotes: blocks.filter(({ kind }) => kind === 'quote').length,
    paragraphs: blocks.flatMap((block) => (block.kind === 'paragraph' ? [countWords(block.text)] : [])),
    tags: tags.length,
    seoTitle: seo?.metaTitle ?? '',
    seoDescription: seo?.metaDescription ?? '',
  };
}
