/** What the page Events asks a booted site: arrivals by type, the newest events, what was refused, readers by day. */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import type { ArrivingAnswer, RefusalsAnswer, StreamAnswer } from '../../server/src/contracts/events-page';
import { adminJwt } from '../helpers/credentials';
import { ARTICLE, documents, foresight } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let booted: BootedStrapi;
let app: Core.Strapi;
let bearer: string;
let key: string;
let documentId: string;

beforeAll(async () => {
  booted = await bootStrapi({});
  app = booted.app;
  bearer = `Bearer ${await adminJwt(app, 'strapi-super-admin')}`;
  const [first] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
  key = first?.publishableKey ?? '';
  const data = { title: 'Who has seen the ferry?', slug: 'ferry', body: 'Words. '.repeat(30) };
  ({ documentId } = await documents(app, ARTICLE).create({ locale: 'en', status: 'published', data }));
  await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
});
afterAll(() => booted.stop());

const ask = async <T>(path: string, status = 200): Promise<T> => {
  const answer = await request(booted.http).get(`/foresight${path}`).set('Authorization', bearer);
  expect([path, answer.status]).toEqual([path, status]);
  return answer.body as T;
};
const send = (body: object, agent = BROWSER) =>
  request(booted.http)
    .post('/api/foresight/events')
    .set('User-Agent', agent)
    .set('Origin', 'https://site.example')
    .send(body);
let last = 0;
const event = (more: object = {}) => ({
  eventId: `events-page-${String(++last).padStart(10, '0')}`,
  type: 'view',
  documentId,
  locale: 'en',
  ...more,
});

it('says that nothing ever came, and that any site may send', async () => {
  const { data } = await ask<ArrivingAnswer>('/arriving');
  expect(data.status).toMatchObject({ code: 'never', events: 0, usual: null });
  expect(data.hours).toHaveLength(48);
  expect(data.findings.map(({ code }) => code)).toEqual(['no-events', 'any-origin']);
  expect((await ask<StreamAnswer>('/stream')).data).toEqual([]);
});

it('shows what came by type and hour, the newest events with their titles, and what was refused', async () => {
  const { meta } = await ask<StreamAnswer>('/stream');
  const engaged = { type: 'engagement', value: 12_000, properties: { scroll: 0.5 }, referrer: 'https://google.com/' };
  expect((await send({ key, events: [event(), event(engaged), event({ documentId: 'nobody' })] })).status).toBe(200);
  expect((await send({ key, events: [event()] }, 'Googlebot/2.1 (+http://www.google.com/bot.html)')).status).toBe(200);
  expect((await send({ key: 'fpk_wrong', events: [event()] })).status).toBe(403);

  const { data } = await ask<ArrivingAnswer>('/arriving?hours=2');
  expect(data.hours.map(({ types }) => types).reduce((a, b) => ({ ...a, ...b }))).toEqual({ view: 2, engagement: 1 });
  expect(data.totals).toMatchObject({ received: 4, accepted: 3, quarantined: 1, balanced: true });
  expect(data.reasons).toEqual([{ outcome: 'quarantined', reason: 'unknown-document', count: 1 }]);

  const stream = (await ask<StreamAnswer>(`/stream?since=${meta.at}`)).data;
  expect(stream.map(({ type, robot }) => [type, robot])).toEqual([
    ['view', true],
    ['engagement', false],
    ['view', false],
  ]);
  expect(stream[1]).toMatchObject({
    title: 'Who has seen the ferry?',
    locale: 'en',
    source: 'search',
    device: 'desktop',
    value: 12_000,
    scroll: 0.5,
  });
  const rows = (await app.db.connection('foresight_events').select('visitor', 'source', 'session')) as object[];
  const hashes = rows.flatMap((row) => Object.values(row)).filter((hash) => typeof hash === 'string');
  expect(hashes.length).toBeGreaterThan(0);
  expect(hashes.filter((hash) => JSON.stringify(stream).includes(String(hash)))).toEqual([]);

  const ofType = await ask<StreamAnswer>('/stream?type=engagement');
  expect(ofType.data.map(({ type }) => type)).toEqual(['engagement']);
  const article = `contentType=${ARTICLE}&documentId=${documentId}&locale=en`;
  expect((await ask<StreamAnswer>(`/stream?${article}`)).data).toHaveLength(3);
  expect((await ask<StreamAnswer>(`/stream?${article.replace('=en', '=fr')}`)).data).toEqual([]);
  await ask(`/stream?documentId=${documentId}`, 400);
  await ask(`/stream?contentType=api::no.no&documentId=${documentId}`, 404);
  await ask('/stream?type=glance', 400);
  await ask('/arriving?hours=0', 400);

  const refused = await ask<RefusalsAnswer>('/refusals');
  expect(refused.data.map(({ code, kept, host }) => [code, kept, host])).toEqual([
    ['UNKNOWN_KEY', false, 'site.example'],
    ['UNKNOWN_DOCUMENT', true, 'site.example'],
  ]);
  expect(refused.meta).toEqual({ processes: 1 });
});

it('counts what was accepted before types were counted as unknown', async () => {
  const row = { hour_start: Math.floor(Date.now() / 3_600_000) * 3_600_000, part: 99 };
  await app.db.connection('foresight_intake').insert([
    { ...row, outcome: 'accepted', reason: '', n: 7 },
    { ...row, outcome: 'received', reason: '', n: 7 },
  ]);
  const { data } = await ask<ArrivingAnswer>('/arriving?hours=2');
  expect(data.hours[1]?.types).toMatchObject({ unknown: 7 });
  expect(data.totals.balanced).toBe(true);
});
