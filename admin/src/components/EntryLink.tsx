import { Link } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

interface Entry {
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string;
  readonly title: string;
}

/** Where the content manager edits this entry, in its locale. */
export const entryPath = ({ contentType, documentId, locale }: Omit<Entry, 'title'>): string => {
  const path = `/content-manager/collection-types/${contentType}/${documentId}`;
  return locale ? `${path}?plugins[i18n][locale]=${encodeURIComponent(locale)}` : path;
};

export const EntryLink = ({ entry }: { entry: Entry }) => (
  <Link tag={RouterLink} to={entryPath(entry)}>
    {entry.title || entry.documentId}
  </Link>
);
