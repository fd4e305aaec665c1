/** Editors save while readers are counted: neither fails for the other, whoever else writes to the database. */
import { setTimeout as sleep } from 'node:timers/promises';

import { hourStart } from '../../server/src/core/rollup';
import { markAll } from '../../server/src/repositories/dirty-buckets';
import { event, HOUR, store } from '../conformance/fixtures';
import { ARTICLE, documents, foresight } from '../helpers/small-site';
import { SITE_ENGINES } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const ARTICLES = 12;
const HOURS = 250;
/** Counted so often, and until so many edits were saved meanwhile. */
const ROUNDS = 2;
const EDITS = 6;

interface Editor {
  update(params: object): Promise<unknown>;
}

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let booted: BootedStrapi;
  const knex = () => booted.app.db.connection;
  beforeAll(async () => {
    booted = await bootStrapi({}, engine);
    // One view in each of many hours: much to count, and many short transactions that write it.
    const since = hourStart(Date.now()) - HOURS * HOUR;
    for (let at = 0; at < ARTICLES; at++) {
      const { documentId } = await documents(booted.app, ARTICLE).create({
        locale: 'en',
        status: 'published',
        data: { title: `Read ${at}`, body: 'Words. '.repeat(20) },
      });
      const key = { uid: ARTICLE, documentId, locale: 'en' };
      const events = Array.from({ length: HOURS }, (_, hour) => event(at * HOURS + hour, key, since + hour * HOUR));
      await store(knex(), events);
    }
    await foresight<{ settled(): Promise<void> }>(booted.app, 'publications').settled();
  }, 60_000);
  afterAll(() => booted.stop());

  it('saves every edit and counts every hour', async () => {
    let isCounting = true;
    let saved = 0;
    const edit = async (): Promise<void> => {
      for (; isCounting; saved++) {
        const articles = documents(booted.app, ARTICLE);
        const data = { title: `Edited ${saved}`, body: 'Words. '.repeat(20), seo: { metaTitle: 'A title' } };
        const { documentId } = await articles.create({ locale: 'en', status: 'published', data });
        const change = { documentId, locale: 'en', status: 'published', data: { title: `Edited again ${saved}` } };
        await (articles as unknown as Editor).update(change);
        await sleep(5);
      }
    };
    const editing = edit();
    try {
      for (let round = 0; round < ROUNDS || saved < EDITS; round++) {
        await markAll(knex(), null);
        const { buckets } = await foresight<{ run(): Promise<{ buckets: number }> }>(booted.app, 'rollup').run();
        expect(buckets).toBeGreaterThanOrEqual(ARTICLES * HOURS);
      }
    } finally {
      isCounting = false;
    }
    await editing;
  }, 60_000);
});
