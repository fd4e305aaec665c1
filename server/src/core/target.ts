/**
 * What every event, counter, prediction and publication is about: one document in one locale.
 * Never a row id: Strapi makes a new row at each publish.
 */
export interface TargetKey {
  /** Content type, such as `api::article.article`. */
  readonly uid: string;
  /** Strapi's document id, the same for every version and locale. */
  readonly documentId: string;
  /** Locale code; the empty string where the content type is not localized. Never null. */
  readonly locale: string;
}

/** One string per target, for maps. */
export const targetId = ({ uid, documentId, locale }: TargetKey): string => `${uid}|${documentId}|${locale}`;
