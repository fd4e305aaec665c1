import type { QuarantineReason } from '../../../../server/src/contracts/admin';
import type { QuarantineQuery } from '../../hooks/useQuarantine';
import { useUrlQuery } from '../../hooks/useUrlQuery';

/** The server's own list is code, and the admin shares its types only. */
const EVERY_REASON: Record<QuarantineReason, true> = {
  'unknown-document': true,
  'unknown-url': true,
  'unknown-type': true,
  'too-old': true,
  'in-future': true,
  'too-many-names': true,
  'many-documents': true,
  regular: true,
  'source-share': true,
};
export const REASONS = Object.keys(EVERY_REASON) as QuarantineReason[];

const PAGE_SIZES = [10, 20, 50, 100];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const dayIn = (search: URLSearchParams, name: string): string => {
  const day = search.get(name) ?? '';
  return DAY.test(day) ? day : '';
};

/** Filter, page and page size as the URL has them; a wrong value becomes the default. */
export const readQuarantineQuery = (search: URLSearchParams): QuarantineQuery => {
  const pageSize = Number(search.get('pageSize'));
  return {
    page: Math.max(1, Math.floor(Number(search.get('page'))) || 1),
    pageSize: PAGE_SIZES.includes(pageSize) ? pageSize : 20,
    reason: REASONS.find((reason) => reason === search.get('reason')) ?? '',
    documentId: search.get('documentId') ?? '',
    url: search.get('url') ?? '',
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
  };
};

/** The query, and how to change its filter, which begins again at page 1. */
export const useQuarantineQuery = () => useUrlQuery(readQuarantineQuery);
