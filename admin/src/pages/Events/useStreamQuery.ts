import type { StreamedEvent } from '../../../../server/src/contracts/events-page';
import type { StreamQuery } from '../../hooks/useStream';
import { useUrlQuery } from '../../hooks/useUrlQuery';

/** The server's own list is code, and the admin shares its types only. */
const EVERY_TYPE: Record<StreamedEvent['type'], true> = {
  view: true,
  engagement: true,
  click: true,
  impression: true,
  conversion: true,
  search: true,
  share: true,
  custom: true,
};
export const TYPES = Object.keys(EVERY_TYPE) as StreamedEvent['type'][];

/** Type and article as the URL has them; a wrong type becomes all. */
export const readStreamQuery = (search: URLSearchParams): StreamQuery => ({
  type: TYPES.find((type) => type === search.get('type')) ?? '',
  contentType: search.get('contentType') ?? '',
  documentId: search.get('documentId') ?? '',
  locale: search.get('locale') ?? '',
});

export const useStreamQuery = () => useUrlQuery(readStreamQuery);
