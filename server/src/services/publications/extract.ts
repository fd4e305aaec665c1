import type { Core } from '@strapi/strapi';

import type { ReadContent } from '../../core/publication/read-content';
import { reachedSchemas } from '../../core/publication/reached-schemas';
import { getService } from '../../utils/get-service';
import type { WatchedType } from '../watch';

interface Entry {
  readonly values: Readonly<Record<string, unknown>>;
  /** Empty string where the type is not localized. */
  readonly locale: string;
}

/** What learning reads of an entry, read by a thread. `urgent`: somebody waits for it. */
export function extract(
  strapi: Core.Strapi,
  type: WatchedType,
  { values, locale }: Entry,
  { urgent }: { readonly urgent: boolean }
): Promise<ReadContent> {
  const watch = getService(strapi, 'watch');
  const payload = {
    uid: type.uid,
    schemas: reachedSchemas(type.schema, watch.schemas()),
    roles: type.roles,
    entry: values,
    locale,
    defaultLocale: watch.defaultLocale(),
    siteHosts: getService(strapi, 'settings').get().siteHosts,
  };
  return getService(strapi, 'workers').run('extract', payload, { urgent });
}
