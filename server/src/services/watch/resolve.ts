import {
  type ContentSchemas,
  type ContentSchema,
  detectFieldRoles,
  type FieldRoles,
  isWatchable,
  type UnwatchableReason,
} from '../../core/content';
import type { ForesightConfig } from '../../config/schema';
import { PATTERN_NAMES } from '../publications/site-path';

/** A content type whose documents are learned from. */
export interface WatchedType {
  readonly uid: string;
  readonly displayName: string;
  readonly roles: FieldRoles;
  readonly localized: boolean;
  readonly draftAndPublish: boolean;
  readonly firstPublishedAtField: string | null;
  readonly urlPattern: string | null;
  readonly schema: ContentSchema;
}

export interface IgnoredType {
  readonly uid: string;
  readonly displayName: string;
  readonly reason: UnwatchableReason | 'not-named';
}

/** What of a Strapi content type this decision reads. */
export interface CandidateType extends ContentSchema {
  readonly info: { readonly displayName: string };
}

type Settings = Pick<ForesightConfig, 'contentTypes' | 'urls'>;
type Overrides = Exclude<Settings['contentTypes'], 'auto'>[string];

/**
 * Which content types are watched, with the attribute for each role.
 *
 * @throws Error naming every type or attribute in the configuration that does not exist or is private.
 */
export function resolveWatched(
  candidates: readonly CandidateType[],
  components: ContentSchemas,
  settings: Settings
): { types: WatchedType[]; ignored: IgnoredType[] } {
  const problems: string[] = [];
  const known = new Map(candidates.map((type) => [type.uid, type]));
  for (const [uid, pattern] of Object.entries(settings.urls)) {
    if (!known.has(uid)) problems.push(unknownType(`urls.${uid}`, known));
    problems.push(...patternProblems(uid, pattern));
  }

  const types: WatchedType[] = [];
  const ignored: IgnoredType[] = [];
  if (settings.contentTypes === 'auto') {
    for (const type of candidates) {
      const found = isWatchable(type, components);
      if (found.watchable) types.push(watched(type, found.roles, null, settings.urls));
      else ignored.push({ uid: type.uid, displayName: type.info.displayName, reason: found.reason });
    }
  } else {
    for (const [uid, overrides] of Object.entries(settings.contentTypes)) {
      const type = known.get(uid);
      if (type === undefined) {
        problems.push(unknownType(`contentTypes.${uid}`, known));
        continue;
      }
      problems.push(...attributeProblems(type, overrides));
      const roles = detectFieldRoles(type, components, given(overrides));
      if (roles === null) {
        problems.push(
          `contentTypes.${uid}: no title-like or no text-like attribute was found: name "title" and "body"`
        );
        continue;
      }
      types.push(watched(type, roles, overrides.firstPublishedAtField ?? null, settings.urls));
    }
    for (const type of candidates) {
      if (type.uid in settings.contentTypes) continue;
      ignored.push({ uid: type.uid, displayName: type.info.displayName, reason: 'not-named' });
    }
  }
  if (problems.length > 0) throw new Error(`Error regarding foresight config: ${problems.join('; ')}`);
  return { types, ignored };
}

const watched = (
  type: CandidateType,
  roles: FieldRoles,
  firstPublishedAtField: string | null,
  urls: Readonly<Record<string, string>>
): WatchedType => ({
  uid: type.uid,
  displayName: type.info.displayName,
  roles,
  localized: isLocalized(type),
  draftAndPublish: type.options?.draftAndPublish === true,
  firstPublishedAtField,
  urlPattern: urls[type.uid] ?? null,
  schema: type,
});

const isLocalized = (type: ContentSchema): boolean =>
  (type.pluginOptions?.['i18n'] as { localized?: unknown } | undefined)?.localized === true;

/** The configuration's attributes as given roles: they win over detected ones. */
const given = ({ title, body, description, slug, category, author, tags }: Overrides): Partial<FieldRoles> =>
  Object.fromEntries(
    Object.entries({ title, body, description, slug, category, author, tags }).filter(
      ([, value]) => value !== undefined
    )
  );

function attributeProblems(type: CandidateType, overrides: Overrides): string[] {
  return Object.entries(overrides).flatMap(([role, named]) =>
    [named ?? []].flat().flatMap((attribute) => {
      const isDate = role === 'firstPublishedAtField';
      if (isDate && STRAPI_DATES.includes(attribute)) return [];
      // A date only says how old an article is; any other role is read, learned from and shown.
      const mayRead = (name: string) => isDate || type.attributes[name]?.private !== true;
      if (attribute in type.attributes) {
        if (mayRead(attribute)) return [];
        return [`contentTypes.${type.uid}.${role}: got "${attribute}", which is private, expected a public attribute`];
      }
      const names = Object.keys(type.attributes).filter(mayRead).slice(0, 30).join(', ');
      return [`contentTypes.${type.uid}.${role}: got "${attribute}", expected one of ${names}`];
    })
  );
}

/** Strapi's own dates may be named too: an import may have set them. */
const STRAPI_DATES = ['createdAt', 'updatedAt', 'publishedAt'];

function patternProblems(uid: string, pattern: string): string[] {
  const names = [...pattern.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name ?? '');
  return names
    .filter((name) => !(PATTERN_NAMES as readonly string[]).includes(name))
    .map((name) => `urls.${uid}: got ":${name}", expected ${PATTERN_NAMES.map((one) => `:${one}`).join(', ')}`);
}

const unknownType = (path: string, known: ReadonlyMap<string, unknown>): string =>
  `${path}: no such content type, expected one of ${[...known.keys()].slice(0, 30).join(', ') || '(none exist yet)'}`;
