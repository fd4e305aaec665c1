import type { PostWhatIf } from '../../contracts/what-if';
import type { EntryToRead } from '../../core/publication/read-content';

const UID = 'what-if.text';

/** A type with the fields a text in a request has. */
const SCHEMA = {
  uid: UID,
  attributes: {
    title: { type: 'string' },
    text: { type: 'richtext' },
    description: { type: 'text' },
    slug: { type: 'uid' },
    category: { type: 'string' },
    author: { type: 'string' },
    tags: { type: 'json' },
  },
};
const ROLES = {
  title: 'title',
  body: ['text'],
  description: 'description',
  slug: 'slug',
  category: 'category',
  author: 'author',
  tags: 'tags',
  image: null,
  seo: null,
};

/** A text that is nowhere saved, to be read as an entry's own is. @param locale empty where the type has none. */
export const draftEntry = (
  content: NonNullable<PostWhatIf['Request']['content']>,
  locale: string,
  defaultLocale: string,
  siteHosts: readonly string[]
): EntryToRead => ({
  uid: UID,
  schemas: { [UID]: SCHEMA },
  roles: ROLES,
  entry: content,
  locale,
  defaultLocale,
  siteHosts,
});
