import { changedRoles, contentState, fieldFeatures } from '../../../server/src/core/publication/content-state';
import type { ExtractedContent } from '../../../server/src/core/content';

const content: ExtractedContent = {
  title: 'Title',
  description: null,
  slug: 'title',
  text: 'Some text.',
  blocks: [],
  headings: [],
  links: [],
  images: [],
  category: 'Garden',
  author: null,
  tags: ['a'],
  seo: null,
  locale: '',
};

describe('contentState', () => {
  it('has one hash for one content, and names the roles that differ', () => {
    const before = contentState(content, { words: 2 }, {});
    expect(contentState({ ...content, blocks: [] }, { words: 99 }, {}).contentHash).toBe(before.contentHash);
    const after = contentState({ ...content, title: 'Titel', text: 'Other.' }, { words: 1 }, {});
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(changedRoles(before.snapshot.roleHashes, after.snapshot.roleHashes)).toEqual(['title', 'body']);
    expect(changedRoles(null, after.snapshot.roleHashes)).toEqual([]);
    expect(contentState(content, {}, { 'field.noise': 1 }).contentHash).not.toBe(before.contentHash);
  });
});

describe('fieldFeatures', () => {
  it("takes the type's own public numbers, and null for what is no number", () => {
    const attributes = {
      noise: { type: 'float' },
      minutes: { type: 'integer' },
      price: { type: 'decimal' },
      secret: { type: 'integer', private: true },
      title: { type: 'string' },
      count: { type: 'biginteger' },
    };
    expect(fieldFeatures(attributes, { noise: 0.5, minutes: null, price: '1.50', secret: 3, title: '4' })).toEqual({
      'field.noise': 0.5,
      'field.minutes': null,
      'field.price': 1.5,
    });
  });
});
