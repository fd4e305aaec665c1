import type { Core } from '@strapi/strapi';

import { getService } from '../../utils/get-service';

/** What changes what the site serves. Drafts alone don't: see below. */
const ACTIONS = new Set(['create', 'update', 'publish', 'unpublish', 'delete', 'discardDraft', 'clone']);
const DRAFT_ACTIONS = new Set(['create', 'update', 'discardDraft', 'clone']);

/** Called in register: has every published, changed or deleted document looked at once its transaction is through. */
export function followDocuments(strapi: Core.Strapi): void {
  strapi.documents.use(async (context, next) => {
    const result = await next();
    const { uid, params, contentType } = context;
    const action = String(context.action);
    if (!ACTIONS.has(action)) return result;
    const { status, documentId: asked } = (params ?? {}) as { status?: unknown; documentId?: unknown };
    const hasDrafts = contentType?.options?.draftAndPublish === true;
    if (hasDrafts && DRAFT_ACTIONS.has(action) && status !== 'published') return result;

    const made = (result as { documentId?: unknown } | null | undefined)?.documentId;
    const documentId = action === 'clone' || action === 'create' ? made : (asked ?? made);
    if (typeof documentId === 'string') await afterCommit(strapi, () => changed(strapi, uid, documentId));
    return result;
  });
}

function changed(strapi: Core.Strapi, uid: string, documentId: string): void {
  const isWatched = getService(strapi, 'watch').get(uid) !== undefined;
  if (isWatched && getService(strapi, 'settings').get().active) {
    getService(strapi, 'publications').changed(uid, documentId);
  }
}

/** Now, or when the transaction we are in is through; never when it is rolled back. */
async function afterCommit(strapi: Core.Strapi, work: () => void): Promise<void> {
  if (strapi.db.inTransaction()) await strapi.db.transaction(async ({ onCommit }) => onCommit(work));
  else work();
}
