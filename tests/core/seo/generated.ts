import fc from 'fast-check';

import { extractContent } from '../../../server/src/core/content';
import type { ContentSchema, ContentSchemas, FieldRoles } from '../../../server/src/core/content';
import type { SeoInput } from '../../../server/src/core/seo';

export const NOW = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

const schema: ContentSchema = {
  uid: 'api::article.article',
  attributes: {
    title: { type: 'string' },
    description: { type: 'text' },
    slug: { type: 'uid' },
    body: { type: 'richtext' },
    cover: { type: 'media' },
    seo: { type: 'component', component: 'shared.seo' },
  },
};
const components: ContentSchemas = {
  'shared.seo': { uid: 'shared.seo', attributes: { metaTitle: { type: 'string' }, metaDescription: { type: 'text' } } },
};
export const roles: FieldRoles = {
  title: 'title',
  body: ['body'],
  description: 'description',
  slug: 'slug',
  category: null,
  author: null,
  tags: null,
  image: 'cover',
  seo: 'seo',
};

/** What a check is given for an entry as Strapi holds it. */
export const inputOf = (entry: Record<string, unknown>, rest: Partial<SeoInput> = {}): SeoInput => ({
  content: extractContent(schema, components, rest.roles ?? roles, entry, 'en'),
  language: 'en',
  siteHosts: ['example.com'],
  firstPublishedAt: NOW - 10 * DAY_MS,
  now: NOW,
  otherTitles: ['Another title altogether'],
  roles,
  ...rest,
});

const SENTENCES = [
  'The cat sat on the mat.',
  'Institutional considerations necessitate responsibility.',
  `${'and so the story went '.repeat(6).trim()}.`,
  'Wer weiß das schon?',
  '漢字。',
];
const paragraph = fc.array(fc.constantFrom(...SENTENCES), { maxLength: 60 }).map((all) => all.join(' '));
const part = fc.oneof(
  paragraph,
  fc.tuple(fc.integer({ min: 1, max: 6 }), fc.string()).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
  fc.constantFrom(
    '[a](/a)',
    '[b](https://other.org)',
    '[c](https://www.example.com/c)',
    '![](/x.png?v=1)',
    '![a view](/y.png)',
    '- a\n- b'
  )
);
const words = (most: number) =>
  fc.oneof(
    fc.constant(''),
    fc.string({ maxLength: most }),
    fc.integer({ min: 1, max: most / 5 }).map((count) => 'Word '.repeat(count))
  );

/** Entries of all kinds: empty, short, long, in order and out of it. */
export const seoInputs: fc.Arbitrary<SeoInput> = fc
  .record({
    title: words(100),
    description: words(250),
    slug: fc.oneof(words(100), fc.constantFrom('a-good-slug', 'Bad_Slug', '123')),
    body: fc.array(part, { maxLength: 12 }).map((parts) => parts.join('\n\n')),
    cover: fc.constantFrom(null, { url: '/c.png', alternativeText: 'c' }, { url: '/d.png', alternativeText: null }),
    seo: fc.oneof(fc.constant(null), fc.record({ metaTitle: words(100), metaDescription: words(250) })),
    same: fc.boolean(),
    others: fc.array(fc.string(), { maxLength: 3 }),
    language: fc.constantFrom('en', 'de-AT', 'fr', 'es', 'cs', 'zh', ''),
    siteHosts: fc.constantFrom([], ['example.com']),
    age: fc.option(fc.integer({ min: -10, max: 5000 })),
    hasFields: fc.boolean(),
  })
  .map(({ same, others, language, siteHosts, age, hasFields, ...entry }) =>
    inputOf(
      { ...entry, description: same ? entry.title : entry.description },
      {
        language,
        siteHosts,
        otherTitles: same ? [...others, entry.title] : others,
        firstPublishedAt: age === null ? null : NOW - age * DAY_MS,
        roles: hasFields ? roles : { ...roles, slug: null, description: null, seo: null },
      }
    )
  );
