/** A content type with something private wherever text may lie; every private value holds a word that begins with "zzsecret". */
import fs from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { TABLES } from '../../server/src/repositories/tables';
import { documents, foresight } from './small-site';
import type { BootOptions } from './strapi';

export const STORY = 'api::story.story';
export const WORDS = 'Ferries leave the old quay at dawn. '.repeat(20);

type Attributes = Readonly<Record<string, object>>;

const text = { type: 'text' };
export const hidden = (attribute: object) => ({ ...attribute, private: true });

/** A type with something private in every place where text may lie. */
const story = (extra: Attributes = {}) => ({
  kind: 'collectionType',
  collectionName: 'stories',
  info: { singularName: 'story', pluralName: 'stories', displayName: 'Story' },
  options: { draftAndPublish: true, privateAttributes: ['budget', 'pitch'] },
  attributes: {
    title: hidden({ type: 'string' }),
    headline: { type: 'string' },
    slug: hidden({ type: 'uid' }),
    body: { type: 'richtext' },
    notes: hidden({ type: 'richtext' }),
    pitch: text,
    everywhere: text,
    password: { type: 'password' },
    aside: { type: 'component', component: 'shared.note' },
    asides: { type: 'component', component: 'shared.note', repeatable: true },
    sections: { type: 'dynamiczone', components: ['shared.note'] },
    category: { type: 'relation', relation: 'manyToOne', target: 'api::desk.desk' },
    author: { type: 'relation', relation: 'manyToOne', target: 'api::person.person' },
    readingTime: { type: 'integer' },
    score: hidden({ type: 'integer' }),
    budget: { type: 'integer' },
    ...extra,
  },
});

const desk = {
  kind: 'collectionType',
  collectionName: 'desks',
  info: { singularName: 'desk', pluralName: 'desks', displayName: 'Desk' },
  attributes: { name: hidden({ type: 'string' }), label: { type: 'string' } },
};

const person = {
  kind: 'collectionType',
  collectionName: 'people',
  info: { singularName: 'person', pluralName: 'people', displayName: 'Person' },
  options: { privateAttributes: ['name'] },
  attributes: { name: { type: 'string' }, title: { type: 'string' } },
};

const note = {
  collectionName: 'components_shared_notes',
  info: { displayName: 'Note' },
  attributes: {
    heading: { type: 'string' },
    text: { type: 'richtext' },
    secret: hidden({ type: 'richtext' }),
    caption: hidden({ type: 'string' }),
    inner: { type: 'component', component: 'shared.inner', repeatable: true },
  },
};
const inner = {
  collectionName: 'components_shared_inners',
  info: { displayName: 'Inner' },
  attributes: { text: { type: 'richtext' }, secret: hidden({ type: 'richtext' }), everywhere: text },
};

export const withStories = (extra: Attributes = {}): BootOptions => ({
  adapt(dist: string) {
    const write = (file: string, schema: object) => {
      fs.mkdirSync(path.dirname(path.join(dist, 'src', file)), { recursive: true });
      fs.writeFileSync(path.join(dist, 'src', file), JSON.stringify(schema));
    };
    write('api/story/content-types/story/schema.json', story(extra));
    write('api/desk/content-types/desk/schema.json', desk);
    write('api/person/content-types/person/schema.json', person);
    write('components/shared/note.json', note);
    write('components/shared/inner.json', inner);
    fs.appendFileSync(
      path.join(dist, 'config', 'api.js'),
      "\nexports.default.responses = { privateAttributes: ['everywhere'] };\n"
    );
  },
});

export const STORY_CONFIG = {
  FORESIGHT_CONFIG: JSON.stringify({
    schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
    contentTypes: 'auto',
    urls: { 'api::article.article': '/articles/:slug', [STORY]: '/stories/:slug' },
  }),
};

const noteOf = (name: string) => ({
  heading: `Heading ${name}`,
  text: `Words of ${name}. ${WORDS}`,
  secret: `zzsecret${name}text`,
  caption: `zzsecret${name}caption`,
  inner: [{ text: `Deeper in ${name}.`, secret: `zzsecret${name}inner`, everywhere: `zzsecret${name}everywhere` }],
});

export const publishStory = async (app: Core.Strapi, extra: Record<string, unknown> = {}): Promise<string> => {
  const { documentId: category } = await documents(app, 'api::desk.desk').create({
    data: { name: 'zzsecretdesk', label: 'Harbour desk' },
  });
  const { documentId: author } = await documents(app, 'api::person.person').create({
    data: { name: 'zzsecretperson', title: 'Editor' },
  });
  const { documentId } = await documents(app, STORY).create({
    status: 'published',
    data: {
      title: 'zzsecrettitle',
      headline: 'What the harbour says',
      slug: 'zzsecretslug',
      body: WORDS,
      notes: 'zzsecretnotes',
      pitch: 'zzsecretpitch',
      everywhere: 'zzsecreteverywhere',
      password: 'zzsecretpassword',
      aside: noteOf('aside'),
      asides: [noteOf('first'), noteOf('second')],
      sections: [{ __component: 'shared.note', ...noteOf('section') }],
      category,
      author,
      readingTime: 4,
      score: 271_828,
      budget: 314_159,
      ...extra,
    },
  });
  await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
  return documentId;
};

/** Everything the plugin keeps, as one text. */
export const keptBy = async (app: Core.Strapi): Promise<string> => {
  const tables = await Promise.all(Object.values(TABLES).map((table) => app.db.connection(table).select('*')));
  return JSON.stringify(tables);
};
