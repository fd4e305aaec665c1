/** An entry, whatever its fields are made of, as plain text and structure. Never throws on what an entry may hold. */
import { htmlToBlocks, looksLikeHtml } from './html';
import { CONTENT_LIMITS } from './limits';
import { markdownToBlocks } from './markdown';
import { richBlocksToBlocks } from './rich-blocks';
import { carriesText, isPrivate, isSeoComponent } from './roles';
import type {
  AttributeSchema,
  ContentBlock,
  ContentSchema,
  ContentSchemas,
  ExtractedContent,
  FieldRoles,
} from './types';

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const said = (value: unknown): string | null => {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).slice(0, CONTENT_LIMITS.fieldCharacters).replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
};

/** Reads an attribute by name: undefined where it is private or there is none. */
type Read = (name: string) => unknown;

/** Of the fields of an entry, those its schema lets out; all of them where the schema is not known. */
const publicFields =
  (entry: Entry, schema: ContentSchema | undefined): Read =>
  (name) =>
    isPrivate(schema?.attributes[name]) ? undefined : entry[name];

const NAME_FIELDS = ['name', 'title', 'label', 'displayName', 'fullName', 'headline', 'username', 'slug'];

/**
 * What a related entry is called. @param target Its schema, where it is known. What may be of any type (a morph relation)
 * says its own, which nobody has looked up: which of its fields are private is not known, so none is read.
 */
const nameOf = (value: unknown, target: ContentSchema | undefined): string | null => {
  if (!isEntry(value)) return said(value);
  if (target === undefined && '__type' in value) return null;
  const read = publicFields(value, target);
  for (const field of NAME_FIELDS) {
    const name = said(read(field));
    if (name !== null) return name;
  }
  return null;
};

/** A relation as the edit form holds it: what was added since it was loaded. */
const related = (value: unknown): unknown =>
  isEntry(value) && Array.isArray(value['connect']) ? value['connect'] : value;

/** A JSON field's value; the edit form holds it as text. */
const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const listOf = (value: unknown): readonly unknown[] => {
  if (typeof value !== 'string') return Array.isArray(value) ? value : [value];
  const parsed = value.trimStart().startsWith('[') ? fromJson(value) : null;
  return Array.isArray(parsed) ? parsed : value.split(',', CONTENT_LIMITS.repeated);
};

/** Names of a relation, a list, or a comma-separated text; each once. */
const namesOf = (value: unknown, target: ContentSchema | undefined): string[] => {
  const names = listOf(related(value))
    .slice(0, CONTENT_LIMITS.repeated)
    .map((each) => nameOf(each, target));
  return [...new Set(names.filter((name) => name !== null))];
};

/** The name of the one related entry, or of the first; a text is one name, commas and all. */
const firstName = (value: unknown, target: ContentSchema | undefined): string | null => {
  const one = related(value);
  return Array.isArray(one) ? (namesOf(one, target)[0] ?? null) : nameOf(one, target);
};

const imagesOf = (value: unknown, field: string): ContentBlock[] =>
  (Array.isArray(value) ? value : [value])
    .slice(0, CONTENT_LIMITS.repeated)
    .filter(isEntry)
    .flatMap((file) => {
      const mime = said(file['mime']) ?? 'image/';
      if (!mime.startsWith('image/')) return [];
      return [{ kind: 'image' as const, alt: said(file['alternativeText']), url: said(file['url']) ?? '', field }];
    });

const componentBlocks = (
  uid: string | undefined,
  value: unknown,
  field: string,
  schemas: ContentSchemas,
  depth: number
): ContentBlock[] => {
  // The uid comes from the entry: it may be any word, such as "constructor".
  const component = uid !== undefined && Object.hasOwn(schemas, uid) ? schemas[uid] : undefined;
  if (component === undefined || !isEntry(value) || depth > CONTENT_LIMITS.depth || isSeoComponent(component))
    return [];
  return Object.entries(component.attributes).flatMap(([name, attribute]) => {
    // Inside a component a short string that heads the text is read too; choices and addresses are not.
    if (isPrivate(attribute)) return [];
    const heads = attribute.type === 'string' && /title|heading|headline|caption|question|answer|text/i.test(name);
    const text = heads ? said(value[name]) : null;
    if (heads) return text === null ? [] : [{ kind: 'paragraph' as const, text, field: `${field}.${name}` }];
    return attributeBlocks(attribute, value[name], `${field}.${name}`, schemas, depth + 1);
  });
};

const attributeBlocks = (
  attribute: AttributeSchema,
  value: unknown,
  field: string,
  schemas: ContentSchemas,
  depth: number
): ContentBlock[] => {
  if (value === null || value === undefined) return [];
  switch (attribute.type) {
    case 'blocks':
      return richBlocksToBlocks(value, field);
    case 'media':
      return imagesOf(value, field);
    case 'component': {
      const list = (Array.isArray(value) ? value : [value]).slice(0, CONTENT_LIMITS.repeated);
      return list.flatMap((each, index) =>
        componentBlocks(attribute.component, each, Array.isArray(value) ? `${field}.${index}` : field, schemas, depth)
      );
    }
    case 'dynamiczone':
      return (Array.isArray(value) ? value : []).slice(0, CONTENT_LIMITS.repeated).flatMap((each, index) => {
        const uid = isEntry(each) ? said(each['__component']) : null;
        return uid === null ? [] : componentBlocks(uid, each, `${field}.${index}`, schemas, depth);
      });
    default: {
      if (typeof value !== 'string' || (depth > 0 && !carriesText(attribute, schemas))) return [];
      const text = value.slice(0, CONTENT_LIMITS.fieldCharacters);
      return looksLikeHtml(text) ? htmlToBlocks(text, field) : markdownToBlocks(text, field);
    }
  }
};

const textOfBlock = (block: ContentBlock): string | null => {
  switch (block.kind) {
    case 'list':
      return block.items.join('\n');
    case 'heading':
    case 'paragraph':
    case 'quote':
      return block.text;
    default:
      return null;
  }
};

/**
 * @param schema  The content type. @param schemas Components by uid.
 * @param roles   Which attribute plays which role.
 * @param entry   As `strapi.documents` gives it with `populateFor`, or as the edit form holds it.
 * @param locale  Empty string where the type is not localized.
 */
export const extractContent = (
  schema: ContentSchema,
  schemas: ContentSchemas,
  roles: FieldRoles,
  entry: Entry,
  locale: string
): ExtractedContent => {
  const attributes = Object.entries(schema.attributes);
  const read = publicFields(entry, schema);
  const bodies = roles.body.flatMap((name) => {
    const attribute = schema.attributes[name];
    return attribute === undefined ? [] : attributeBlocks(attribute, read(name), name, schemas, 0);
  });
  const media = attributes
    .filter(([name, attribute]) => attribute.type === 'media' && !roles.body.includes(name))
    .flatMap(([name]) => imagesOf(read(name), name));
  const blocks = [...bodies, ...media].slice(0, CONTENT_LIMITS.blocks);
  const at = (name: string | null): unknown => (name === null ? null : read(name));
  const schemaOf = (name: string | null): ContentSchema | undefined => {
    const attribute = name === null ? undefined : schema.attributes[name];
    return schemas[attribute?.target ?? attribute?.component ?? ''];
  };
  const seo = at(roles.seo);
  const readSeo = isEntry(seo) ? publicFields(seo, schemaOf(roles.seo)) : null;
  return {
    title: said(at(roles.title)) ?? '',
    description: said(at(roles.description)),
    slug: said(at(roles.slug)),
    text: blocks
      .map(textOfBlock)
      .filter((text) => text !== null && text !== '')
      .join('\n\n'),
    blocks,
    headings: blocks.filter((block) => block.kind === 'heading'),
    links: blocks.filter((block) => block.kind === 'link'),
    images: blocks.filter((block) => block.kind === 'image'),
    category: firstName(at(roles.category), schemaOf(roles.category)),
    author: firstName(at(roles.author), schemaOf(roles.author)),
    tags: namesOf(at(roles.tags), schemaOf(roles.tags)),
    seo: readSeo && { metaTitle: said(readSeo('metaTitle')), metaDescription: said(readSeo('metaDescription')) },
    locale,
  };
};
