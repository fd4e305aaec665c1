import { PLUGIN_ID } from '../../pluginId';

interface Article {
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string;
}

/** The page about one article's readers. */
export const readersPath = ({ contentType, documentId, locale }: Article): string => {
  const path = `/plugins/${PLUGIN_ID}/articles/${encodeURIComponent(contentType)}/${encodeURIComponent(documentId)}`;
  return locale ? `${path}?locale=${encodeURIComponent(locale)}` : path;
};
