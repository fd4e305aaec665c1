import { type ContentSchemas, type ExtractedContent, extractContent, languageOfLocale } from '../../core/content';
import { contentFeatures } from '../../core/features';
import type { WatchedType } from '../watch/resolve';
import { contentState, type ContentState, fieldFeatures } from './content-state';

export interface ReadContent extends ContentState {
  readonly content: ExtractedContent;
  /** Language code such as "en"; the default locale's where the type is not localized. */
  readonly language: string;
}

/** An entry, published or a draft, as learning reads it: the one way for training and for forecasts. */
export function readContent(
  type: WatchedType,
  entry: Readonly<Record<string, unknown>>,
  {
    schemas,
    locale,
    defaultLocale,
    siteHosts,
  }: { schemas: ContentSchemas; locale: string; defaultLocale: string; siteHosts: readonly string[] }
): ReadContent {
  const language = languageOfLocale(locale === '' ? defaultLocale : locale);
  const content = extractContent(type.schema, schemas, type.roles, entry, locale);
  const ownNumbers = fieldFeatures(type.schema.attributes, entry);
  return { content, language, ...contentState(content, contentFeatures(content, language, siteHosts), ownNumbers) };
}
