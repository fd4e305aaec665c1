/** What an article is: a document in a locale, as old as its first publication, and only while it is published. */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { GetRankings } from '../../server/src/contracts/serving';
import { buildLabels } from '../../server/src/core/features/labels';
import { DEFAULT_WEIGHTS } from '../../server/src/core/events/event-types';
import { readHistory } from '../../server/src/repositories/history';
import { TABLES } from '../../server/src/repositories/tables';
import { apiToken } from '../helpers/credentials';
import { ARTICLE, cover, DAY_MS, foresight, HOUR_MS, sendEvents } from '../helpers/small-site';
import { SITE_ENGINES } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const HORIZON_MINUTES = 7 * 24 * 60;

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
  publish(params: object): Promise<unknown>;
  unpublish(params: object): Promise<unknown>;
}

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let token: string;

  const articles = (): Documents => app.documents(ARTICLE as 'api::x.x') as unknown as Documents;
  const settled = () => foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
  const get = (path: string) =>
    request(booted.http).get(`/api/foresight${path}`).set('Authorization', `Bearer ${token}`);

  const publish = async (title: string, daysAgo: number, locale = 'en'): Promise<string> => {
    const publishedOn = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
    const data = {
      title,
      slug: title.toLowerCase().replace(/\W+/g, '-'),
      body: `About ${title}. `.repeat(20),
      publishedOn,
    };
    const { documentId } = await articles().create({ locale, status: 'published', data });
    await settled();
    return documentId;
  };

  let lastEvent = 0;
  /** Views of a document, each an hour after the one before, from its first publication on. */
  const read = async (documentId: string, daysAgo: number, views: number, locale = 'en'): Promise<void> => {
    const from = Date.now() - daysAgo * DAY_MS;
    const events = Array.from({ length: views }, (_, hour) => ({
      eventId: `identity-event-${String(++lastEvent).padStart(6, '0')}`,
      type: 'view',
      documentId,
      locale,
      occurredAt: new Date(from + (hour + 0.5) * HOUR_MS).toISOString(),
    }));
    expect(await sendEvents(booted, events)).toMatchObject({ accepted: views });
  };

  /** Counts and scores, as the schedule does every few minutes. */
  const rollUpAndScore = async (): Promise<void> => {
    await foresight<{ run(): Promise<unknown> }>(app, 'rollup').run();
    await foresight<{ scoreAll(): Promise<number> }>(app, 'scoring').scoreAll();
  };

  const rankings = async (query = '') => {
    const { status, body } = await get(`/rankings?limit=100&days=60${query}`);
    expect(status).toBe(200);
    return GetRankings.response.parse(body).data;
  };

  const publicationsOf = (documentId: string) =>
    app.db.connection(TABLES.publications).where('target_document_id', documentId).orderBy('id') as unknown as Promise<
      Record<string, unknown>[]
    >;

  const labelsOf = async (documentId: string) => {
    const settings = { horizonMinutes: HORIZON_MINUTES, weights: DEFAULT_WEIGHTS, timeZone: 'UTC' };
    const asOf = new Date();
    const history = await readHistory(app.db.connection, settings, asOf, { windowDays: 90 });
    return buildLabels(history, asOf.getTime()).filter(({ key }) => key.documentId === documentId);
  };

  beforeAll(async () => {
    booted = await bootStrapi({}, engine);
    app = booted.app;
    token = await apiToken(app, 'read-only');
    await cover(app, Date.now() - 60 * DAY_MS, Date.now());
    // Something to learn the site's level from.
    for (let daysAgo = 20; daysAgo < 26; daysAgo++) await read(await publish(`Past ${daysAgo}`, daysAgo), daysAgo, 10);
  });
  afterAll(() => booted.stop());

  describe('a correction that is published again', () => {
    it('changes neither the age, nor the label, nor who comes first as the newest', async () => {
      const older = await publish('The oldre one', 9);
      await read(older, 9, 12);
      const newer = await publish('The newer one', 8.9);
      await read(newer, 8.9, 12);
      await rollUpAndScore();

      const state = async () => {
        const ranked = await rankings();
        const [first] = await publicationsOf(older);
        const one = ranked.find(({ documentId }) => documentId === older);
        return {
          order: ranked.map(({ documentId }) => documentId).filter((id) => [older, newer].includes(id)),
          publishedAt: one?.firstPublishedAt,
          stored: first?.['first_published_at'],
          labels: await labelsOf(older),
        };
      };
      const before = await state();
      // Read equally: the newest comes first.
      expect(before.order).toEqual([newer, older]);
      expect(before.labels).toMatchObject([{ views: 12 }]);

      await articles().update({ documentId: older, locale: 'en', data: { title: 'The older one' } });
      await articles().publish({ documentId: older, locale: 'en' });
      await settled();
      await rollUpAndScore();

      expect(await state()).toEqual(before);
      const versions = await publicationsOf(older);
      expect(versions.map((row) => [row['published_version'], row['title']])).toEqual([
        [1, 'The oldre one'],
        [2, 'The older one'],
      ]);
      expect(versions[1]?.['first_published_at']).toEqual(versions[0]?.['first_published_at']);
      const answer = (await rankings()).find(({ documentId }) => documentId === older);
      expect(answer?.title).toBe('The older one');
    });
  });

  describe('what is not published', () => {
    const isAnswered = async (documentId: string, locale = 'en') => ({
      ranked: (await rankings(`&locale=${locale}`)).some((each) => each.documentId === documentId),
      predicted: (await get(`/predictions/${documentId}?locale=${locale}`)).status,
    });

    it('never appears while it is a draft', async () => {
      const { documentId } = await articles().create({
        locale: 'en',
        data: { title: 'A draft', body: 'Words. '.repeat(50) },
      });
      await settled();
      await rollUpAndScore();
      expect(await isAnswered(documentId)).toEqual({ ranked: false, predicted: 404 });
      await foresight<{ scoreAll(): Promise<unknown> }>(app, 'scoring').scoreAll();
      expect(await isAnswered(documentId)).toEqual({ ranked: false, predicted: 404 });
    });

    it('is gone from the next answer on once it is taken down, and comes back with its old age', async () => {
      const documentId = await publish('Here and gone', 2);
      await rollUpAndScore();
      expect(await isAnswered(documentId)).toEqual({ ranked: true, predicted: 200 });
      const [known] = (await rankings()).filter((each) => each.documentId === documentId);

      await articles().unpublish({ documentId, locale: 'en' });
      // At once: nobody waited for the publication to be recorded, nor for the list in memory to grow old.
      expect(await isAnswered(documentId)).toEqual({ ranked: false, predicted: 404 });
      await settled();
      await rollUpAndScore();
      expect(await isAnswered(documentId)).toEqual({ ranked: false, predicted: 404 });

      await articles().publish({ documentId, locale: 'en' });
      await settled();
      await rollUpAndScore();
      const [again] = (await rankings()).filter((each) => each.documentId === documentId);
      expect(again?.firstPublishedAt).toBe(known?.firstPublishedAt);
    });

    it('keeps showing what is published while a newer draft waits', async () => {
      const documentId = await publish('As published', 3);
      await articles().update({ documentId, locale: 'en', data: { title: 'As drafted' } });
      await settled();
      await rollUpAndScore();
      const [one] = (await rankings()).filter((each) => each.documentId === documentId);
      expect(one?.title).toBe('As published');
      const { body } = await get(`/predictions/${documentId}`);
      expect(body.data.title).toBe('As published');
    });
  });

  describe('two locales of one document', () => {
    let documentId: string;

    beforeAll(async () => {
      if ((await app.db.query('plugin::i18n.locale').count({ where: { code: 'fr' } })) === 0) {
        await app.plugin('i18n').service('locales').create({ code: 'fr', name: 'French (fr)' });
      }
      documentId = await publish('In English', 9);
      const publishedOn = new Date(Date.now() - 8 * DAY_MS).toISOString();
      const data = { title: 'En français', slug: 'en-francais', body: 'Des mots. '.repeat(30), publishedOn };
      await articles().update({ documentId, locale: 'fr', status: 'published', data });
      await settled();
      await read(documentId, 9, 7);
      await read(documentId, 8, 5, 'fr');
      await rollUpAndScore();
    });

    it('are two articles: rows, counters and labels of their own', async () => {
      const rows = await publicationsOf(documentId);
      expect(rows.map((row) => [row['target_locale'], row['title'], row['published_version']])).toEqual([
        ['en', 'In English', 1],
        ['fr', 'En français', 1],
      ]);
      const counters = (await app.db
        .connection(TABLES.ageCounters)
        .where({ target_document_id: documentId, age_minutes: HORIZON_MINUTES })
        .orderBy('target_locale')) as Record<string, unknown>[];
      expect(counters.map((row) => [row['target_locale'], row['views']])).toEqual([
        ['en', 7],
        ['fr', 5],
      ]);
      const labels = await labelsOf(documentId);
      expect(labels.map(({ key, views }) => [key.locale, views]).sort()).toEqual([
        ['en', 7],
        ['fr', 5],
      ]);
    });

    it('are ranked and answered each in its own', async () => {
      const english = (await rankings()).filter((each) => each.documentId === documentId);
      const french = await rankings('&locale=fr');
      expect(english.map(({ locale, title }) => [locale, title])).toEqual([['en', 'In English']]);
      expect(french.map(({ locale, title }) => [locale, title])).toEqual([['fr', 'En français']]);
      const views = async (locale: string) =>
        (await get(`/predictions/${documentId}?locale=${locale}`)).body.data.actualViews as number;
      expect([await views('en'), await views('fr')]).toEqual([7, 5]);
    });

    it('are taken down one by one', async () => {
      await articles().unpublish({ documentId, locale: 'fr' });
      expect(await rankings('&locale=fr')).toEqual([]);
      expect((await get(`/predictions/${documentId}?locale=fr`)).status).toBe(404);
      expect((await rankings()).some((each) => each.documentId === documentId)).toBe(true);
      expect((await get(`/predictions/${documentId}?locale=en`)).status).toBe(200);
    });
  });
});
