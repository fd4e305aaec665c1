import fc from 'fast-check';

import { extractContent, type ExtractedContent } from '../../../server/src/core/content';
import { contentFeatures } from '../../../server/src/core/features/content-features';
import { CONTENT_FEATURES } from '../../../server/src/core/features/content/catalog';

const schema = {
  uid: 'api::article.article',
  options: { draftAndPublish: true },
  attributes: {
    title: { type: 'string' },
    description: { type: 'text' },
    slug: { type: 'uid' },
    body: { type: 'richtext' },
  },
};
const roles = {
  title: 'title',
  body: ['body'],
  description: 'description',
  slug: 'slug',
  category: null,
  author: null,
  tags: null,
  image: null,
  seo: null,
};
const extract = (entry: Record<string, unknown>): ExtractedContent => extractContent(schema, {}, roles, entry, 'en');

describe('content features', () => {
  it('count what an article is made of', () => {
    const body = [
      '## Why it rains',
      '',
      'Rain falls from clouds. It is water, and it is wet!',
      '',
      '- one drop',
      '- two drops',
      '',
      '> It never rains but it pours.',
      '',
      'See [our guide](/guide), [the map](https://www.example.org/map) and [others](https://weather.test/).',
      '',
      '![A cloud](/cloud.png) ![](/empty.png)',
    ].join('\n');
    const entry = { title: 'Why does it rain: 3 answers?', description: 'Short.', slug: 'why-does-it-rain', body };
    const features = contentFeatures(extract(entry), 'en', ['www.example.org']);

    expect(features).toMatchObject({
      titleCharacters: 28,
      titleWords: 6,
      titleWordLength: (3 + 4 + 2 + 4 + 1 + 7) / 6,
      titleIsQuestion: 1,
      titleHasNumber: 1,
      titleHasColon: 1,
      descriptionCharacters: 6,
      headings: 1,
      images: 2,
      imagesWithAlt: 0.5,
      linksInternal: 2,
      linksExternal: 1,
      lists: 2,
      quotes: 1,
      tags: 0,
      slugWords: 4,
      readability: null,
      lexicalDiversity: null,
    });
  });

  it('have a value or null for every name of the catalog, whatever the entry holds', () => {
    const names = CONTENT_FEATURES.map(({ name }) => name).sort();
    const entries = fc.record({
      title: fc.oneof(fc.string(), fc.constant(null), fc.constant('Was ist das?')),
      description: fc.option(fc.string()),
      body: fc.option(fc.string({ unit: 'grapheme', maxLength: 400 })),
    });
    fc.assert(
      fc.property(entries, fc.constantFrom('en', 'de', 'xx', ''), (entry, language) => {
        const features = contentFeatures(extract(entry), language);
        expect(Object.keys(features).sort()).toEqual(names);
        for (const { name, range } of CONTENT_FEATURES) {
          const value = features[name] ?? null;
          const [low, high] = range.split('..').map((each) => (each === '∞' ? Infinity : Number(each)));
          if (value !== null) expect([name, value >= low! && value <= high!]).toEqual([name, true]);
        }
      })
    );
  });
});
