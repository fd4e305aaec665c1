import type { Core } from '@strapi/strapi';

import { extractContent, type FieldRoles } from '../../core/content';
import type { TargetKey } from '../../core/target';
import { targetId } from '../../core/target';
import { getService } from '../../utils/get-service';
import { pathOf } from '../publications/site-path';
import type { WatchedType } from '../watch';

/** Who asks, as Strapi authenticated it; undefined for the plugin itself. */
export type Caller = object | undefined;

/** What an answer may say of an article's content. */
export interface VisibleContent {
  readonly title: string | null;
  readonly url: string | null;
  readonly category: string | null;
  /** Whether a reason may name this feature: one that is an attribute's value is as visible as the attribute. */
  mayName(feature: string): boolean;
}

type Entry = Readonly<Record<string, unknown>>;
type Row = Entry & { readonly documentId: string };

const FIELD = /^field\./;
const NUMERIC = ['integer', 'float', 'decimal'];
const JOINED = ['relation', 'component', 'media', 'dynamiczone'];

/**
 * What a caller may read of some articles that are published right now, by target id; one that is not published is
 * absent. As the site serves it at this moment, and taken through Strapi's own sanitizing: what is private, what points
 * to a type the caller may not find, and what the application's sanitizers take away are missing here as they are there.
 * One query and one sanitizing per content type, however many articles.
 */
export async function visibleContent(
  strapi: Core.Strapi,
  keys: readonly TargetKey[],
  caller: Caller
): Promise<Map<string, VisibleContent>> {
  const found = new Map<string, VisibleContent>();
  for (const type of getService(strapi, 'watch').types()) {
    const own = keys.filter(({ uid }) => uid === type.uid);
    const [first] = own;
    if (first === undefined) continue;
    const rows = await readRows(strapi, type, own, first.locale);
    const visible = await sanitized(strapi, type, rows, caller);
    // Which document a row is of is ours to know, also where an application keeps its ids to itself.
    rows.forEach(({ documentId }, at) => {
      const key = { uid: type.uid, documentId, locale: first.locale };
      found.set(targetId(key), describe(strapi, type, visible[at] ?? {}, key));
    });
  }
  return found;
}

/** Whether a caller may read the category of entries of a type. */
export async function mayReadCategory(strapi: Core.Strapi, type: WatchedType, caller: Caller): Promise<boolean> {
  const { category } = type.roles;
  if (category === null) return false;
  const joined = JOINED.includes(type.schema.attributes[category]?.type ?? 'relation');
  const [row] = await sanitized(
    strapi,
    type,
    [{ documentId: 'x', [category]: joined ? { documentId: 'x' } : 'x' }],
    caller
  );
  return row !== undefined && category in row;
}

/** All keys are of one locale, as one question asks for it. */
const readRows = (
  strapi: Core.Strapi,
  type: WatchedType,
  keys: readonly TargetKey[],
  locale: string
): Promise<Row[]> => {
  const { attributes } = type.schema;
  const { title, slug, category } = type.roles;
  const isColumn = (name: string): boolean => !JOINED.includes(attributes[name]?.type ?? 'relation');
  const wanted = [title, slug, category].filter((name) => name !== null);
  const numbers = Object.keys(attributes).filter((name) => NUMERIC.includes(attributes[name]?.type ?? ''));
  return strapi.db.query(type.uid).findMany({
    where: {
      documentId: { $in: keys.map(({ documentId }) => documentId) },
      publishedAt: { $notNull: true },
      ...(locale === '' ? {} : { locale }),
    },
    select: ['id', 'documentId', ...new Set([...wanted.filter(isColumn), ...numbers])],
    populate: wanted.filter((name) => !isColumn(name)),
  });
};

const sanitized = async (
  strapi: Core.Strapi,
  { uid }: WatchedType,
  rows: readonly Row[],
  caller: Caller
): Promise<Entry[]> => {
  const out = await strapi.contentAPI.sanitize.output(
    rows as never,
    strapi.getModel(uid as never),
    (caller === undefined ? {} : { auth: caller }) as never
  );
  return out as unknown as Entry[];
};

/** Read like what is learned from, so that names are the same words here and there. */
function describe(strapi: Core.Strapi, type: WatchedType, row: Entry, key: TargetKey): VisibleContent {
  const { title, slug, category } = type.roles;
  const roles: FieldRoles = { ...NOTHING, title, slug, category };
  const said = extractContent(type.schema, getService(strapi, 'watch').schemas(), roles, row, key.locale);
  return {
    title: title in row ? said.title : null,
    url: pathOf(type.urlPattern, { ...key, slug: said.slug }),
    category: said.category,
    mayName: (feature) => !FIELD.test(feature) || feature.replace(FIELD, '') in row,
  };
}

const NOTHING: Omit<FieldRoles, 'title'> = {
  body: [],
  description: null,
  slug: null,
  category: null,
  author: null,
  tags: null,
  image: null,
  seo: null,
};
