import type { ContentSchema, ContentSchemas } from '../../../server/src/core/content';

/** A content type with every kind of field content comes in. */
export const article: ContentSchema = {
  uid: 'api::article.article',
  kind: 'collectionType',
  options: { draftAndPublish: true },
  attributes: {
    title: { type: 'string' },
    description: { type: 'text' },
    slug: { type: 'uid' },
    body: { type: 'richtext' },
    story: { type: 'blocks' },
    editor: { type: 'customField', customField: 'plugin::some.rich-editor' },
    secret: { type: 'text', private: true },
    cover: { type: 'media', multiple: false },
    box: { type: 'component', component: 'shared.box' },
    questions: { type: 'component', component: 'shared.question', repeatable: true },
    sections: { type: 'dynamiczone', components: ['shared.box', 'shared.gallery'] },
    seo: { type: 'component', component: 'shared.seo' },
    category: { type: 'relation', relation: 'manyToOne', target: 'api::category.category' },
    author: { type: 'relation', relation: 'manyToOne', target: 'api::author.author' },
    tags: { type: 'json' },
    rating: { type: 'decimal' },
  },
};

const component = (uid: string, attributes: ContentSchema['attributes']): ContentSchema => ({ uid, attributes });

export const components: ContentSchemas = {
  'shared.box': component('shared.box', {
    heading: { type: 'string' },
    colour: { type: 'string' },
    text: { type: 'richtext' },
    note: { type: 'text', private: true },
  }),
  'shared.question': component('shared.question', { question: { type: 'string' }, answer: { type: 'text' } }),
  'shared.gallery': component('shared.gallery', {
    caption: { type: 'string' },
    images: { type: 'media', multiple: true },
  }),
  'shared.seo': component('shared.seo', { metaTitle: { type: 'string' }, metaDescription: { type: 'text' } }),
};
