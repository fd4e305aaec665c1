import type { Knex } from 'knex';

import type { TargetKey } from '../core/target';

/** Columns every key begins with. */
export const TARGET_COLUMNS = ['target_uid', 'target_document_id', 'target_locale'] as const;

export type TargetRow = Readonly<Record<(typeof TARGET_COLUMNS)[number], string>>;

export const targetOf = (row: TargetRow | Record<string, unknown>): TargetKey => ({
  uid: String(row.target_uid),
  documentId: String(row.target_document_id),
  locale: String(row.target_locale),
});

export const targetValues = ({ uid, documentId, locale }: TargetKey): [string, string, string] => [
  uid,
  documentId,
  locale,
];

/** One order for every process and database, whatever its collation: by code units. */
export function compareTargets(a: TargetKey, b: TargetKey): number {
  const others = targetValues(b);
  for (const [index, value] of targetValues(a).entries()) {
    const other = others[index] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** Rows of some documents, all their locales: one condition per content type, so that the index is used. */
export const ofDocuments =
  (keys: readonly { readonly uid: string; readonly documentId: string }[], alias = '') =>
  (query: Knex.QueryBuilder): void => {
    const prefix = alias === '' ? '' : `${alias}.`;
    const byUid = new Map<string, Set<string>>();
    for (const { uid, documentId } of keys) {
      const ids = byUid.get(uid);
      if (ids) ids.add(documentId);
      else byUid.set(uid, new Set([documentId]));
    }
    void query.where((any) => {
      for (const [uid, ids] of byUid) {
        void any.orWhere((one) =>
          one.where(`${prefix}target_uid`, uid).whereIn(`${prefix}target_document_id`, [...ids])
        );
      }
    });
  };
