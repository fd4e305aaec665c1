/** Data that would mislead, in a booted site: an attribute that knows the outcome, and a reader who is a machine. */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import type { JournalAnswer, ModelDetail, ModelSummary, RunSummary } from '../../server/src/contracts/admin';
import { createRandom } from '../../server/src/core/math/random';
import { adminJwt } from '../helpers/credentials';
import { train } from '../helpers/runs';
import { ARTICLE, cover, DAY_MS, documents, foresight, HOUR_MS, sendEvents, trainByHand } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const ARTICLES = 90;
const DAYS = 60;

describe('a site whose data would mislead', () => {
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let jwt: string;
  let now: number;
  const ids: { documentId: string; firstPublishedAt: number }[] = [];

  const get = async <T>(path: string): Promise<T> => {
    const { body } = await request(booted.http)
      .get(`/foresight${path}`)
      .set('Authorization', `Bearer ${jwt}`)
      .expect(200);
    return (body as { data: T }).data;
  };
  const ranker = async () => (await get<ModelSummary[]>('/models?kind=ranker'))[0];
  const view = (documentId: string, at: number, visitorId: string, eventId: string) => ({
    ...{ eventId, type: 'view', documentId, locale: 'en', visitorId, occurredAt: new Date(at).toISOString() },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  const isOf = (code: string) => (finding: { code: string }) => finding.code === code;

  beforeAll(async () => {
    booted = await bootStrapi();
    app = booted.app;
    await trainByHand(booted);
    jwt = await adminJwt(app, 'strapi-super-admin');
    now = foresight<{ now(): Date }>(app, 'clock').now().getTime();
    await cover(app, now - (DAYS + 1) * DAY_MS, now);

    // `noise` is an attribute of the playground's articles: here an import has filled it with the views to come.
    const random = createRandom(9);
    const events: object[] = [];
    for (let at = 0; at < ARTICLES; at++) {
      const firstPublishedAt = Math.round(now - (DAYS * DAY_MS * (ARTICLES - at)) / ARTICLES);
      const views = 5 + random.int(40);
      const { documentId } = await documents(app, ARTICLE).create({
        locale: 'en',
        status: 'published',
        data: {
          title: `A word about number ${at} ${'and so on '.repeat(random.int(4))}`,
          slug: `article-${at}`,
          body: 'The ferry leaves the quay early. '.repeat(5 + random.int(20)),
          publishedOn: new Date(firstPublishedAt).toISOString(),
          noise: views,
        },
      });
      ids.push({ documentId, firstPublishedAt });
      for (let nth = 0; nth < views; nth++) {
        const occurredAt = Math.round(firstPublishedAt - Math.log(1 - random.next()) * 20 * HOUR_MS);
        if (occurredAt >= now) continue;
        const id = `checked-site-${String(at).padStart(4, '0')}-${String(nth).padStart(4, '0')}`;
        events.push(view(documentId, occurredAt, `reader-${random.int(2_000)}`, id));
      }
    }
    await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
    await sendEvents(booted, events);
  }, 240_000);
  afterAll(() => booted?.stop());

  it('says that an attribute gives the outcome away, and trains without it', async () => {
    const { run } = await train(booted, jwt);
    expect(run.status).toBe('succeeded');
    const outcome = run.outcomes.find(({ kind }) => kind === 'ranker');
    expect(outcome?.findings.find(isOf('leaking-column'))).toMatchObject({
      severity: 'warning',
      columns: ['field.noise'],
    });

    const made = await get<ModelDetail>(`/models/${(await ranker())?.id}`);
    expect(made.findings).toEqual(outcome?.findings);
    const columns = made.lineage['featureNames'];
    expect(columns).toContain('textWords');
    expect(columns).not.toContain('field.noise');
  });

  it('stops before it learns what a machine did, keeps the version before, and says so', async () => {
    const before = await ranker();
    const machine = ids.filter(({ firstPublishedAt }) => firstPublishedAt < now - 8 * DAY_MS).slice(-50);
    const visits = machine.flatMap(({ documentId, firstPublishedAt }, at) =>
      Array.from({ length: 120 }, (_, nth) => {
        const id = `a-monitor-${String(at).padStart(4, '0')}-${String(nth).padStart(4, '0')}`;
        return view(documentId, firstPublishedAt + nth * HOUR_MS, 'monitor', id);
      })
    );
    await sendEvents(booted, visits);

    const { run } = await train(booted, jwt);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'DATA_BLOCKED' } });
    const found = run.outcomes.find(({ kind }) => kind === 'ranker')?.findings ?? [];
    expect(found.find(isOf('one-visitor'))).toMatchObject({ severity: 'blocking', overridable: true });
    expect(await ranker()).toEqual(before);
    const { body } = await request(booted.http)
      .get('/foresight/journal?kind=incident')
      .set('Authorization', `Bearer ${jwt}`)
      .expect(200);
    const noted = (body as JournalAnswer).data.filter(isOf('training-blocked'));
    expect(noted.map(({ subject, detail }) => [subject, detail['kind']])).toContainEqual([run.runId, 'ranker']);
  });

  it('trains on them for somebody who knows better, and keeps who that was', async () => {
    const post = (body: object) =>
      request(booted.http).post('/foresight/train').set('Authorization', `Bearer ${jwt}`).send(body);
    await post({ despiteFindings: 'yes' }).expect(400);
    await post({ despite: true }).expect(400);

    const { run } = await train(booted, jwt, { despiteFindings: true });
    expect(run.status).toBe('succeeded');
    const made: RunSummary['outcomes'][number] | undefined = run.outcomes.find(({ kind }) => kind === 'ranker');
    expect(made?.modelVersion).not.toBeNull();
    expect(made?.findings.find(isOf('one-visitor'))?.severity).toBe('blocking');
    const { body } = await request(booted.http)
      .get('/foresight/journal?kind=audit')
      .set('Authorization', `Bearer ${jwt}`)
      .expect(200);
    const forced = (body as JournalAnswer).data.find(({ subject }) => subject === run.runId);
    expect(forced).toMatchObject({ code: 'training-forced', actor: expect.stringContaining('@') });
  });
});
