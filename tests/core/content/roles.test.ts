import { detectFieldRoles, isWatchable, populateFor } from '../../../server/src/core/content';
import type { ContentSchema, FieldRoles } from '../../../server/src/core/content';
import { article, components } from './schemas';

const roles = detectFieldRoles(article, components) as FieldRoles;
const schema = (attributes: ContentSchema['attributes'], rest: Partial<ContentSchema> = {}): ContentSchema => ({
  uid: 'a',
  options: { draftAndPublish: true },
  attributes,
  ...rest,
});

describe('detectFieldRoles', () => {
  it('finds every role by name and type', () => {
    expect(roles).toEqual({
      title: 'title',
      body: ['body', 'story', 'editor', 'box', 'questions', 'sections'],
      description: 'description',
      slug: 'slug',
      category: 'category',
      author: 'author',
      tags: 'tags',
      image: 'cover',
      seo: 'seo',
    });
  });

  it('lets configuration go before what it finds', () => {
    expect(detectFieldRoles(article, components, { title: 'slug', body: ['story'] })).toMatchObject({
      title: 'slug',
      body: ['story'],
    });
  });

  it('does not read as text what plays another part', () => {
    const keyworded = schema({ title: { type: 'string' }, tags: { type: 'text' }, body: { type: 'text' } });

    expect(detectFieldRoles(keyworded, {})).toMatchObject({ tags: 'tags', body: ['body'] });
  });

  it('gives no role to a private attribute, and finds the next that fits', () => {
    const hidden = Object.entries(article.attributes).map(([name, attribute]) => [
      name,
      { ...attribute, private: true },
    ]);
    const both = schema({
      ...Object.fromEntries(hidden),
      headline: { type: 'string' },
      text: { type: 'richtext' },
      topic: { type: 'string' },
    });

    expect(detectFieldRoles(both, components)).toEqual({
      title: 'headline',
      body: ['text'],
      description: null,
      slug: null,
      category: 'topic',
      author: null,
      tags: null,
      image: null,
      seo: null,
    });
  });

  it.each([
    ['without a title', { body: { type: 'richtext' } }],
    ['without a text', { title: { type: 'string' } }],
    ['with a private text only', { title: { type: 'string' }, body: { type: 'richtext', private: true } }],
  ])('finds nothing %s', (_, attributes) => {
    expect(detectFieldRoles(schema(attributes), {})).toBeNull();
  });
});

describe('isWatchable', () => {
  it('watches a type with a title and a text', () => {
    expect(isWatchable(article, components)).toEqual({ watchable: true, roles });
  });

  it.each([
    ['a single type', { ...article, kind: 'singleType' }, 'single-type'],
    ['a type without drafts', { ...article, options: { draftAndPublish: false } }, 'no-draft-and-publish'],
    ['a type without text', schema({ title: { type: 'string' } }), 'no-title-or-text'],
  ])('says why not for %s', (_, type, reason) => {
    expect(isWatchable(type, components)).toEqual({ watchable: false, reason });
  });
});

describe('populateFor', () => {
  it('loads what extraction reads and nothing more', () => {
    expect(populateFor(article, components, roles)).toEqual({
      box: true,
      questions: true,
      sections: { on: { 'shared.box': true, 'shared.gallery': { populate: { images: true } } } },
      category: true,
      author: true,
      cover: true,
      seo: true,
    });
  });

  it('comes to an end when components hold themselves', () => {
    const loop = schema({ child: { type: 'component', component: 'a' }, text: { type: 'richtext' } });
    const type = schema({ title: { type: 'string' }, body: { type: 'component', component: 'a' } });
    const found = detectFieldRoles(type, { a: loop }) as FieldRoles;

    expect(JSON.stringify(populateFor(type, { a: loop }, found))).toContain('child');
  });
});
