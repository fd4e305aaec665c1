import type { Core } from '@strapi/strapi';

import { populateFor } from '../../core/content';
import { CoreError } from '../../core/errors';
import { getService } from '../../utils/get-service';
import type { WatchedType } from '../watch';

type Entry = Record<string, unknown> & { readonly documentId: string };

/** The saved draft of an entry with everything extraction reads. @throws {CoreError} NOT_FOUND when none is saved. */
export async function readDraft(
  strapi: Core.Strapi,
  type: WatchedType,
  documentId: string,
  locale: string
): Promise<Entry> {
  const populate = populateFor(type.schema, getService(strapi, 'watch').schemas(), type.roles);
  const entry = (await strapi.documents(type.uid as never).findOne({
    documentId,
    status: 'draft',
    ...(locale === '' ? {} : { locale }),
    populate: populate as never,
  })) as Entry | null;
  if (entry === null) throw new CoreError('NOT_FOUND', { got: documentId, expected: `a saved entry of ${type.uid}` });
  return entry;
}
