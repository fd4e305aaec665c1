import type { ContentSchema } from '../../../server/src/core/content';
import { detectFieldRoles } from '../../../server/src/core/content';
import { readContent } from '../../../server/src/core/publication/read-content';
import { reachedSchemas } from '../../../server/src/core/publication/reached-schemas';

type Attributes = Readonly<Record<string, object>>;

/** As Strapi holds it: with functions, which no thread can be sent. */
const schema = (uid: string, attributes: Attributes) =>
  ({
    uid,
    kind: 'collectionType',
    lifecycles: { afterCreate: () => undefined },
    attributes,
  }) as unknown as ContentSchema;

const article = schema('api::article.article', {
  title: { type: 'string', default: () => 'Untitled' },
  body: { type: 'dynamiczone', components: ['part.text', 'part.gallery'] },
  author: { type: 'relation', relation: 'manyToOne', target: 'api::author.author' },
});
const known = Object.fromEntries(
  [
    article,
    schema('part.text', { words: { type: 'richtext' }, aside: { type: 'component', component: 'part.aside' } }),
    schema('part.aside', { words: { type: 'richtext' }, again: { type: 'component', component: 'part.text' } }),
    schema('part.gallery', { pictures: { type: 'media', multiple: true } }),
    schema('api::author.author', {
      name: { type: 'string' },
      email: { type: 'string', private: true },
      employer: { type: 'relation', target: 'api::company.company' },
    }),
    schema('api::company.company', { name: { type: 'string' } }),
    schema('part.unused', { words: { type: 'richtext' } }),
  ].map((each) => [each.uid, each])
);
const entry = {
  title: 'Ferries at night',
  author: { name: 'Ada', email: 'ada@example.org' },
  body: [
    { __component: 'part.text', words: 'The last boat leaves.', aside: { words: 'It is late.' } },
    { __component: 'part.gallery', pictures: [{ url: '/a.png', alternativeText: 'A boat', mime: 'image/png' }] },
  ],
};

describe('reachedSchemas', () => {
  it('follows components in circles and relations one step, and takes nothing beside', () => {
    expect(Object.keys(reachedSchemas(article, known)).sort()).toEqual(
      ['api::article.article', 'api::author.author', 'part.aside', 'part.gallery', 'part.text'].sort()
    );
  });

  it('is plain data with which an entry reads as it does with all that Strapi holds', () => {
    const roles = detectFieldRoles(article, known)!;
    const given = { uid: article.uid, roles, entry, locale: 'en', defaultLocale: 'en', siteHosts: [] };
    const sent = structuredClone({ ...given, schemas: reachedSchemas(article, known) });
    const read = readContent(sent);
    expect(read).toEqual(readContent({ ...given, schemas: known }));
    expect(read).toMatchObject({ text: 'The last boat leaves.\n\nIt is late.', language: 'en' });
    expect(read.snapshot).toMatchObject({ title: 'Ferries at night', author: 'Ada' });
  });

  it('keeps what is private private', () => {
    const reached = reachedSchemas(article, known);
    expect(reached['api::author.author']!.attributes['email']!.private).toBe(true);
  });
});
