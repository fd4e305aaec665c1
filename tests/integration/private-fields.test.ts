/**
 * What is private stays private: neither kept, nor learned from, nor answered; and of what is public each caller gets
 * what Strapi's own answers would give them. Every private value below holds a word that begins with "zzsecret".
 */
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import request from 'supertest';

import { writePredictions } from '../../server/src/repositories/predictions';
import { apiToken, grantPublic } from '../helpers/credentials';
import { keptBy, publishStory, STORY, STORY_CONFIG, withStories, WORDS } from '../helpers/private-story';
import { ARTICLE, documents, foresight } from '../helpers/small-site';
import { SQLITE } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const RANKINGS = 'plugin::foresight.ranking.find';
const PREDICTIONS = 'plugin::foresight.prediction.findOne';

let booted: BootedStrapi;
let app: Core.Strapi;
let storyId: string;
let articleId: string;

const get = async (url: string, token: string | null) => {
  const asked = request(booted.http).get(`/api/foresight${url}`);
  if (token !== null) void asked.set('Authorization', `Bearer ${token}`);
  return (await asked) as { status: number; body: { data: never; meta: object }; text: string };
};

interface Item {
  readonly documentId: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly category: string | null;
  readonly reasons: readonly { feature: string }[];
}
const ranked = async (token: string | null, query = ''): Promise<Item[]> => {
  const { status, body } = await get(`/rankings${query}`, token);
  expect(status).toBe(200);
  return body.data;
};
const seen = ({ title, url, category }: Item) => ({ title, url, category });

beforeAll(async () => {
  booted = await bootStrapi(STORY_CONFIG, SQLITE, withStories());
  app = booted.app;
  storyId = await publishStory(app);
  const { documentId: category } = await documents(app, 'api::category.category').create({ data: { name: 'Harbour' } });
  ({ documentId: articleId } = await documents(app, ARTICLE).create({
    locale: 'en',
    status: 'published',
    data: { title: 'Ten harbour walks', slug: 'harbour-walks', body: WORDS, category },
  }));
  await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
  // The list was read at the start, and may be some seconds old.
  foresight<{ forget(): void }>(app, 'articles').forget();
});
afterAll(() => booted.stop());

describe('private text', () => {
  it('is nowhere among what the plugin keeps, wherever it lies: the type, components, dynamic zones, relations', async () => {
    const kept = await keptBy(app);
    expect(kept).toContain('What the harbour says');
    for (const name of ['aside', 'first', 'second', 'section']) expect(kept).toContain(`Deeper in ${name}`);
    expect(kept).toContain('Harbour desk');
    expect(kept.match(/zzsecret\w*|271828|314159/g)).toBeNull();
  });

  it('is in no answer, whoever asks', async () => {
    await grantPublic(app, RANKINGS);
    await grantPublic(app, PREDICTIONS);
    for (const token of [null, await apiToken(app, 'full-access'), await apiToken(app, 'read-only')]) {
      for (const url of [`/rankings?contentType=${STORY}`, `/predictions/${storyId}?contentType=${STORY}`]) {
        const { status, text: said } = await get(url, token);
        expect([url, status, said.includes('What the harbour says')]).toEqual([url, 200, true]);
        expect(said.match(/zzsecret\w*|271828|314159/g)).toBeNull();
      }
    }
  });

  it('does not come out by way of the address either: one made of a private slug is left out', async () => {
    const [item] = await ranked(await apiToken(app, 'full-access'), `?contentType=${STORY}`);
    expect(item && seen(item)).toEqual({ title: 'What the harbour says', url: null, category: 'Harbour desk' });
  });
});

describe('the category of an article', () => {
  const CATEGORY = 'api::category.category.find';
  const see = async (token: string | null, query = `?contentType=${ARTICLE}`) => (await ranked(token, query)).map(seen);
  const walks = { title: 'Ten harbour walks', url: '/articles/harbour-walks' };

  it('is shown to who may find its type, and to nobody else', async () => {
    const without = await apiToken(app, 'custom', [RANKINGS]);
    const withIt = await apiToken(app, 'custom', [RANKINGS, CATEGORY]);
    expect(await see(without)).toEqual([{ ...walks, category: null }]);
    expect(await see(withIt)).toEqual([{ ...walks, category: 'Harbour' }]);
    expect(await see(await apiToken(app, 'full-access'))).toEqual([{ ...walks, category: 'Harbour' }]);
    // The public role was granted rankings, and nothing of categories yet.
    expect(await see(null)).toEqual([{ ...walks, category: null }]);
    await grantPublic(app, CATEGORY);
    expect(await see(null)).toEqual([{ ...walks, category: 'Harbour' }]);
  });

  it('finds nothing for who may not see it', async () => {
    const query = `?contentType=${ARTICLE}&category=Harbour`;
    expect(await see(await apiToken(app, 'custom', [RANKINGS]), query)).toEqual([]);
    expect(await see(await apiToken(app, 'custom', [RANKINGS, CATEGORY]), query)).toHaveLength(1);
  });

  it("is what Strapi's own answer says", async () => {
    for (const granted of [[], [CATEGORY]]) {
      const token = await apiToken(app, 'custom', [RANKINGS, 'api::article.article.find', ...granted]);
      const own = await request(booted.http)
        .get(`/api/articles?populate=category`)
        .set('Authorization', `Bearer ${token}`);
      const ours = await see(token);
      const theirs = own.status === 200 ? (own.body.data[0].category?.name ?? null) : null;
      expect([granted, ours[0]?.category]).toEqual([granted, theirs]);
    }
  });
});

describe('reasons', () => {
  it('name no attribute that is hidden, also of predictions made while it was not', async () => {
    await writePredictions(
      app.db.connection as Knex,
      [
        {
          key: { uid: STORY, documentId: storyId, locale: '' },
          origin: 'scoring',
          ageMinutes: 0,
          modelVersion: 'ranker-1',
          scoredAt: Date.now(),
          predicted: 1,
          expectedViews: 10,
          lowViews: 5,
          highViews: 20,
          viewsSoFar: 0,
          percentile: 0.5,
          reasons: ['field.budget', 'field.score', 'titleWords', 'field.readingTime'].map((feature) => ({
            feature,
            value: feature === 'titleWords' ? 4 : 314_159,
            effect: 0.1,
          })),
          fallback: null,
          contentHash: null,
          shownAt: null,
        },
      ],
      'replace'
    );
    foresight<{ forget(): void }>(app, 'articles').forget();
    const token = await apiToken(app, 'full-access');
    const [item] = await ranked(token, `?contentType=${STORY}`);
    const prediction = await get(`/predictions/${storyId}?contentType=${STORY}`, token);
    const { reasons } = prediction.body.data as Item;
    for (const list of [item?.reasons, reasons]) {
      expect(list?.map(({ feature }) => feature)).toEqual(['titleWords', 'field.readingTime']);
    }
  });
});

describe("the application's own sanitizers", () => {
  it('are obeyed: a title they take away is missing here as well', async () => {
    const sanitizers = app.sanitizers as unknown as {
      get(path: string): unknown[];
      set(path: string, value: unknown[]): void;
    };
    const before = sanitizers.get('content-api.output');
    sanitizers.set('content-api.output', [
      ...before,
      ({ uid }: { uid: string }) =>
        ({ title, ...rest }: Record<string, unknown>) =>
          uid === ARTICLE ? rest : { title, ...rest },
    ]);
    const token = await apiToken(app, 'full-access');
    const [item] = await ranked(token, `?contentType=${ARTICLE}`);
    const prediction = await get(`/predictions/${articleId}?contentType=${ARTICLE}`, token);
    sanitizers.set('content-api.output', before);
    expect([item?.title, (prediction.body.data as Item).title]).toEqual([null, null]);
    expect((await ranked(token, `?contentType=${ARTICLE}`))[0]?.title).toBe('Ten harbour walks');
  });
});
