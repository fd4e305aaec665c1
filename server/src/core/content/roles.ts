/** Which attribute is the title, which carry the text: by name and type, as editors usually call them. */
import type { AttributeSchema, ContentSchema, ContentSchemas, FieldRoles } from './types';
import { CONTENT_LIMITS } from './limits';

const TITLE_NAMES = ['title', 'headline', 'name', 'heading', 'label', 'subject'];
const DESCRIPTION_NAMES = ['description', 'excerpt', 'summary', 'teaser', 'intro', 'subtitle', 'lead', 'abstract'];
const SLUG_NAMES = ['slug', 'permalink', 'path', 'handle'];
const CATEGORY_NAMES = ['category', 'section', 'topic', 'rubric', 'channel', 'categories'];
const AUTHOR_NAMES = ['author', 'writer', 'byline', 'authors', 'createdByAuthor'];
const TAG_NAMES = ['tags', 'keywords', 'topics', 'labels', 'tag'];
const IMAGE_NAMES = ['cover', 'image', 'featuredImage', 'thumbnail', 'hero', 'picture'];
const BODY_NAMES = ['body', 'content', 'text', 'article', 'blocks', 'sections', 'story', 'copy'];

const entriesOf = (schema: ContentSchema): (readonly [string, AttributeSchema])[] => Object.entries(schema.attributes);

/** First by the order of `names`; what is private is never read. */
const byName = (
  schema: ContentSchema,
  names: readonly string[],
  fits: (attribute: AttributeSchema) => boolean
): string | null => {
  for (const name of names) {
    const attribute = schema.attributes[name];
    if (attribute !== undefined && !isPrivate(attribute) && fits(attribute)) return name;
  }
  return null;
};

/** What leaves the site for nobody leaves through a model or a forecast either. */
export const isPrivate = (attribute: AttributeSchema | undefined): boolean =>
  attribute?.private === true || attribute?.type === 'password';

const isShort = ({ type }: AttributeSchema): boolean => type === 'string' || type === 'text';
const isNamed = ({ type }: AttributeSchema): boolean => ['string', 'enumeration', 'relation'].includes(type);

/** Whether an attribute holds text to read, alone or inside components. */
export const carriesText = (attribute: AttributeSchema, schemas: ContentSchemas, depth = 0): boolean => {
  if (depth > CONTENT_LIMITS.depth || isPrivate(attribute)) return false;
  switch (attribute.type) {
    case 'richtext':
    case 'blocks':
    case 'text':
      return true;
    case 'customField':
      return /editor|rich|markdown|html/i.test(attribute.customField ?? '');
    case 'component':
      return componentCarriesText(attribute.component, schemas, depth);
    case 'dynamiczone':
      return (attribute.components ?? []).some((uid) => componentCarriesText(uid, schemas, depth));
    default:
      return false;
  }
};

const componentCarriesText = (uid: string | undefined, schemas: ContentSchemas, depth: number): boolean => {
  const component = uid === undefined ? undefined : schemas[uid];
  return (
    component !== undefined &&
    !isSeoComponent(component) &&
    Object.values(component.attributes).some((attribute) => carriesText(attribute, schemas, depth + 1))
  );
};

/** A component made for search engines is read for itself, never as text. */
export const isSeoComponent = (component: ContentSchema): boolean =>
  component.attributes['metaTitle'] !== undefined || component.attributes['metaDescription'] !== undefined;

/**
 * The roles of a content type's attributes, or null when it has no title-like or no text-like one.
 *
 * @param given Roles named by configuration; they go before what is detected.
 */
export const detectFieldRoles = (
  schema: ContentSchema,
  schemas: ContentSchemas,
  given: Partial<FieldRoles> = {}
): FieldRoles | null => {
  const title = given.title ?? byName(schema, TITLE_NAMES, isShort);
  if (title === null || title === undefined) return null;
  const description = given.description ?? byName(schema, DESCRIPTION_NAMES, isShort);
  const seo =
    given.seo ??
    entriesOf(schema).find(
      ([, { type, component, repeatable, private: hidden }]) =>
        type === 'component' &&
        repeatable !== true &&
        hidden !== true &&
        component !== undefined &&
        schemas[component] !== undefined &&
        isSeoComponent(schemas[component])
    )?.[0] ??
    null;
  const slug =
    given.slug ??
    entriesOf(schema).find(([, attribute]) => attribute.type === 'uid' && !isPrivate(attribute))?.[0] ??
    byName(schema, SLUG_NAMES, isShort);
  const tags =
    given.tags ?? byName(schema, TAG_NAMES, ({ type }) => ['relation', 'json', 'string', 'text'].includes(type));
  const taken = new Set<string | null>([title, description, seo, slug, tags]);
  const body =
    given.body ??
    entriesOf(schema)
      .filter(([name, attribute]) => !taken.has(name) && carriesText(attribute, schemas))
      .map(([name]) => name);
  const plainBody = byName(schema, BODY_NAMES, isShort);
  const texts = body.length > 0 ? body : plainBody !== null && plainBody !== title ? [plainBody] : [];
  if (texts.length === 0) return null;
  return {
    title,
    body: texts,
    description,
    slug,
    category: given.category ?? byName(schema, CATEGORY_NAMES, isNamed),
    author: given.author ?? byName(schema, AUTHOR_NAMES, isNamed),
    tags,
    image: given.image ?? byName(schema, IMAGE_NAMES, ({ type }) => type === 'media'),
    seo,
  };
};

/** Why a type is not watched: a code, said in the admin's language. */
export type UnwatchableReason = 'single-type' | 'no-draft-and-publish' | 'no-title-or-text';

type Watchable =
  | { readonly watchable: true; readonly roles: FieldRoles }
  | { readonly watchable: false; readonly reason: UnwatchableReason };

/** Whether a type is watched by default, and if not, why. */
export const isWatchable = (schema: ContentSchema, schemas: ContentSchemas): Watchable => {
  if (schema.kind === 'singleType') return { watchable: false, reason: 'single-type' };
  if (schema.options?.draftAndPublish !== true) return { watchable: false, reason: 'no-draft-and-publish' };
  const roles = detectFieldRoles(schema, schemas);
  return roles === null ? { watchable: false, reason: 'no-title-or-text' } : { watchable: true, roles };
};
