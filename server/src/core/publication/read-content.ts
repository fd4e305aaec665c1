import { type ContentSchemas, extractContent, type FieldRoles, languageOfLocale } from '../content';
import { CoreError } from '../errors';
import { contentFeatures } from '../features';
import { contentState, type ContentState, fieldFeatures } from './content-state';

/** An entry and all that is needed to read it, as plain data. */
export interface EntryToRead {
  readonly uid: string;
  /** The type's own schema, and those it reaches: see `reachedSchemas`. */
  readonly schemas: ContentSchemas;
  readonly roles: FieldRoles;
  /** As `strapi.documents` gives it with `populateFor`. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** Empty string where the type is not localized. */
  readonly locale: string;
  readonly defaultLocale: string;
  readonly siteHosts: readonly string[];
}

export interface ReadContent extends ContentState {
  readonly slug: string | null;
  /** Plain text of all body fields. */
  readonly text: string;
  /** Language code such as "en"; the default locale's where the type is not localized. */
  readonly language: string;
}

/**
 * An entry, published or a draft, as learning reads it: the one way for training and for forecasts.
 *
 * @throws {CoreError} INVALID_VALUE when the type's own schema is missing.
 */
export function readContent({
  uid,
  schemas,
  roles,
  entry,
  locale,
  defaultLocale,
  siteHosts,
}: EntryToRead): ReadContent {
  const schema = schemas[uid];
  if (schema === undefined) {
    throw new CoreError('INVALID_VALUE', { name: 'schemas', expected: `the schema of ${uid} among them`, got: 'none' });
  }
  const language = languageOfLocale(locale === '' ? defaultLocale : locale);
  const content = extractContent(schema, schemas, roles, entry, locale);
  const features = contentFeatures(content, language, siteHosts);
  const { slug, text } = content;
  return { slug, text, language, ...contentState(content, features, fieldFeatures(schema.attributes, entry)) };
}
