/** An entry, whatever its fields are made of, as plain text and structure. Never throws on what an entry may hold. */
import { htmlToBlocks, looksLikeHtml } from './html';
import { CONTENT_LIMITS } from './limits';
import { markdownToBlocks } from './markdown';
import { richBlocksToBlocks } from './rich-blocks';
import { carriesText, isSeoComponent } from './roles';
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

const NAME_FIELDS = ['name', 'title', 'label', 'displayName', 'fullName', 'headline', 'username', 'slug'];

/** What a related entry is called. */
const nameOf = (value: unknown): string | null => {
  if (!isEntry(value)) return said(value);
  for (const field of NAME_FIELDS) {
    const name = said(value[field]);
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
const namesOf = (value: unknown): string[] => {
  const names = listOf(related(value)).slice(0, CONTENT_LIMITS.repeated).map(nameOf);
  return [...new Set(names.filter((name) => name !== null))];
};

/** The name of the one related entry, or of the first; a text is one name, commas and all. */
const firstName = (value: unknown): string | null => {
  const one = related(value);
  return Array.isArray(one) ? (namesOf(one)[0] ?? null) : nameOf(one);
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
    if (attribute.private === true) return [];
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
  const bodies = roles.body.flatMap((name) => {
    const attribute = schema.attributes[name];
    return attribute === undefined ? [] : attributeBlocks(attribute, entry[name], name, schemas, 0);
  });
  const media = attributes
    .filter(
      ([name, attribute]) => attribute.type === 'media' && attribute.private !== true && !roles.body.includes(name)
    )
    .flatMap(([name]) => imagesOf(entry[name], name));
  const blocks = [...bodies, ...media].slice(0, CONTENT_LIMITS.blocks);
  const seo = roles.seo === null ? undefined : entry[roles.seo];
  const at = (name: string | null): unknown => (name === null ? null : entry[name]);
  return {
    title: said(entry[roles.title]) ?? '',
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
    category: firstName(at(roles.category)),
    author: firstName(at(roles.author)),
    tags: namesOf(at(roles.tags)),
    seo: isEntry(seo) ? { metaTitle: said(seo['metaTitle']), metaDescription: said(seo['metaDescription']) } : null,
    locale,
  };
};
