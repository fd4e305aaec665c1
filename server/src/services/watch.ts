import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { ContentSchemas } from '../core/content';
import { getService } from '../utils/get-service';
import { withPrivateMarks } from './watch/private-marks';
import { type CandidateType, type IgnoredType, resolveWatched, type WatchedType } from './watch/resolve';

export type { IgnoredType, WatchedType } from './watch/resolve';

/** Which content is learned from: decided once at start, from the schemas and the configuration. */
export const watch = ({ strapi }: { strapi: Core.Strapi }) => {
  let types = new Map<string, WatchedType>();
  let ignored: readonly IgnoredType[] = [];
  let defaultLocale = 'en';
  let localeReadAt = -Infinity;

  // Owner: this service. Source: the schemas Strapi loaded. Bound: one of each. Staleness: none, they change with a start.
  let known: ContentSchemas | null = null;

  const schemas = (): ContentSchemas =>
    (known ??= withPrivateMarks(
      { ...strapi.components, ...strapi.contentTypes } as unknown as ContentSchemas,
      strapi.config.get('api.responses.privateAttributes', [])
    ));

  const readLocale = async (): Promise<void> => {
    localeReadAt = performance.now();
    const i18n = strapi.plugin('i18n') as { service(name: string): unknown } | undefined;
    const locales = i18n?.service('locales') as { getDefaultLocale(): Promise<string | null> } | undefined;
    defaultLocale = (await locales?.getDefaultLocale()) ?? defaultLocale;
  };

  return {
    /** @throws Error naming every unknown type or attribute of the configuration. */
    async load(): Promise<void> {
      known = null;
      const marked = schemas();
      const candidates = Object.keys(strapi.contentTypes)
        .filter(isSiteContent)
        .flatMap((uid) => marked[uid] ?? []) as CandidateType[];
      const resolved = resolveWatched(candidates, marked, getService(strapi, 'settings').get());
      types = new Map(resolved.types.map((type) => [type.uid, type]));
      ignored = resolved.ignored;
      await readLocale();
    },

    types: (): WatchedType[] => [...types.values()],
    ignored: (): readonly IgnoredType[] => ignored,
    get: (uid: string): WatchedType | undefined => types.get(uid),
    /** Schemas of everything an entry may contain or point to, with every private attribute marked as one. */
    schemas,

    /** Strapi's default locale; an administrator may change it, so it is read again in the background. */
    defaultLocale(): string {
      if (performance.now() - localeReadAt > LIMITS.stalenessMs) {
        void readLocale().catch((error: unknown) => strapi.log.warn(`foresight: no default locale: ${String(error)}`));
      }
      return defaultLocale;
    },
  };
};

/** Plugins may bring content of their own; those named here are Strapi's machinery. */
const MACHINERY = /^plugin::(foresight|users-permissions|upload|i18n|content-releases|review-workflows)\./;

const isSiteContent = (uid: string): boolean =>
  uid.startsWith('api::') || (uid.startsWith('plugin::') && !MACHINERY.test(uid));
