/** A site on its first day: articles are published, a few readers came, nothing has been learned. */
import { randomUUID } from 'node:crypto';

import request from 'supertest';

import { adminJwt, apiToken } from '../helpers/credentials';
import { ARTICLE, documents, foresight } from '../helpers/small-site';
import { SITE_ENGINES } from '../helpers/site-databases';
import { bootStrapi, type BootedStrapi } from '../helpers/strapi';

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let booted: BootedStrapi;
  let token: string;
  const ids: string[] = [];

  const get = (path: string) => request(booted.http).get(path).set('Authorization', `Bearer ${token}`);

  beforeAll(async () => {
    booted = await bootStrapi({}, engine);
    token = await apiToken(booted.app, 'read-only');
    const server = await apiToken(booted.app, 'custom', ['plugin::foresight.event.create']);
    for (const title of ['Nobody yet', 'Read twice', 'Read once']) {
      const { documentId } = await documents(booted.app, ARTICLE).create({
        data: { title, body: 'A short text about the harbour.' },
        status: 'published',
      });
      ids.push(documentId);
    }
    await foresight<{ settled(): Promise<void> }>(booted.app, 'publications').settled();
    const view = (documentId: string) => ({ eventId: randomUUID(), type: 'view', documentId, visitorId: randomUUID() });
    await request(booted.http)
      .post('/api/foresight/events')
      .set('Authorization', `Bearer ${server}`)
      .send({ events: [view(ids[1]!), view(ids[1]!), view(ids[2]!)] })
      .expect(200);
    await foresight<{ run(): Promise<unknown> }>(booted.app, 'rollup').run();
    foresight<{ forget(): void }>(booted.app, 'articles').forget();
  });

  afterAll(() => booted?.stop());

  describe('a new site', () => {
    it('ranks by what was read so far, and says that nothing is expected yet', async () => {
      const { body } = await get('/api/foresight/rankings').expect(200);

      expect(
        body.data.map(({ title, viewsSoFar }: { title: string; viewsSoFar: number }) => [title, viewsSoFar])
      ).toEqual([
        ['Read twice', 2],
        ['Read once', 1],
        ['Nobody yet', 0],
      ]);
      expect(body.data[0]).toMatchObject({ rank: 1, forecast: null, modelVersion: null, reasons: [] });
      expect(body.meta).toMatchObject({ modelVersion: null, fallback: 'not-enough-data', total: 3 });
      expect(body.meta.reason).toMatch(/not enough published articles/);
    });

    it('answers for one article too: no forecast, why, and how many articles are missing', async () => {
      const { body } = await get(`/api/foresight/predictions/${ids[1]}`).expect(200);

      expect(body.data).toMatchObject({ forecast: null, viewsSoFar: 2, actualViews: null, missingLabels: 60 });
      expect(body.meta.fallback).toBe('not-enough-data');
    });

    it('writes nothing when it is asked', async () => {
      await get(`/api/foresight/predictions/${ids[0]}`).expect(200);

      expect(await booted.app.db.query('plugin::foresight.prediction').count()).toBe(0);
    });

    it('shows editors a calm panel for a published article', async () => {
      const jwt = await adminJwt(booted.app, 'strapi-super-admin');
      const { body } = await request(booted.http)
        .get(`/foresight/panel/${ARTICLE}/${ids[1]}?locale=en`)
        .set('Authorization', `Bearer ${jwt}`)
        .expect(200);

      expect(body.data).toMatchObject({ watched: true, state: 'published', forecast: null, missingLabels: 60 });
    });

    it('is healthy and learning', async () => {
      const { body } = await request(booted.http).get('/api/foresight/health').expect(200);
      expect(body.data.status).toBe('learning');
    });
  });
});
