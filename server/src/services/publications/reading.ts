import { createHash } from 'node:crypto';

import type { Core } from '@strapi/strapi';

import type { ContentSchemas } from '../../core/content';
import { reachedSchemas } from '../../core/publication/reached-schemas';
import { getService } from '../../utils/get-service';
import { pluginStore } from '../plugin-store';

/**
 * Whether entries are read otherwise than at the last start: another attribute plays a part, or one became private.
 * Everything is then read anew, so that nothing is learned from what may no longer be read.
 */
export async function readingChanged(strapi: Core.Strapi): Promise<boolean> {
  const stored: unknown = await pluginStore(strapi).get({ key: 'reading' });
  return typeof stored === 'string' && stored !== fingerprint(strapi);
}

export const rememberReading = (strapi: Core.Strapi): Promise<unknown> =>
  pluginStore(strapi).set({ key: 'reading', value: fingerprint(strapi) });

function fingerprint(strapi: Core.Strapi): string {
  const watch = getService(strapi, 'watch');
  const readings = watch
    .types()
    .map(({ uid, roles, schema }) => [uid, roles, privateNames(reachedSchemas(schema, watch.schemas()))]);
  return createHash('sha256').update(JSON.stringify(readings)).digest('hex');
}

const privateNames = (schemas: ContentSchemas): string[] =>
  Object.values(schemas)
    .flatMap(({ uid, attributes }) =>
      Object.entries(attributes).flatMap(([name, { private: hidden }]) => (hidden === true ? [`${uid}.${name}`] : []))
    )
    .sort();
