import type { Knex } from 'knex';

import { DEFAULT_WEIGHTS } from '../../../server/src/core/events/event-types';
import { ZERO_COUNTERS } from '../../../server/src/core/rollup/counters';
import { writeAges } from '../../../server/src/repositories/age-counters';
import { readArticleIndex, readReasons } from '../../../server/src/repositories/article-index';
import { writePredictions } from '../../../server/src/repositories/predictions';
import { closeVersions, insertVersions } from '../../../server/src/repositories/publications';
import { HOUR, key, prediction, T0, version } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('the index of articles on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  const index = (servingVersion = 'ranker-2', limit = 9) =>
    readArticleIndex(knex, { weights: { ...DEFAULT_WEIGHTS, click: 10 }, limit, servingVersion });

  it('has what is published, newest first, with its views so far', async () => {
    const of = (id: string, hours: number) =>
      version(key(id), 1, T0, { firstPublishedAt: T0 + hours * HOUR, url: `/${id}` });
    await insertVersions(knex, [of('a', 0), of('b', 2), of('c', 1), of('down', 3)], T0);
    await closeVersions(knex, [{ key: key('down'), value: T0 + 4 * HOUR }]);
    const counter = { ...ZERO_COUNTERS, views: 3, clicks: 2, shares: 5 };
    await writeAges(knex, [{ key: key('b'), counter: { ...counter, ageMinutes: 60 }, closed: false }], T0);
    const articles = await index();
    expect(
      articles.map(({ key: { documentId }, url, firstPublishedAt }) => [documentId, url, firstPublishedAt])
    ).toEqual([
      ['b', '/b', T0 + 2 * HOUR],
      ['c', '/c', T0 + HOUR],
      ['a', '/a', T0],
    ]);
    expect(articles.map(({ viewsByAge }) => viewsByAge)).toEqual([[{ ageMinutes: 60, views: 23 }], [], []]);
    expect((await index('ranker-2', 1)).map(({ key: { documentId } }) => documentId)).toEqual(['b']);
  });

  it('has what was expected at publication, and what the serving version expects now', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0), version(key('b'), 1, T0)], T0);
    const line = (id: string, model: number, ageMinutes: number, scoredAt: number, expectedViews: number) =>
      prediction(key(id), { modelVersion: `ranker-${model}`, ageMinutes, scoredAt, expectedViews });
    await writePredictions(
      knex,
      [
        ...[
          line('a', 1, 0, T0 + 1, 1),
          line('a', 2, 0, T0 + 2, 2),
          line('a', 2, 60, T0 + 3, 3),
          line('a', 3, 60, T0 + 4, 4),
        ],
        ...[line('b', 1, 60, T0 + 5, 5), { ...line('b', 2, 60, T0 + 6, 6), origin: 'panel' as const }],
      ],
      'keep'
    );
    const told = (await index()).map(({ key: { documentId }, atPublication, latest }) => [
      ...[documentId, atPublication?.expectedViews ?? null, latest?.expectedViews ?? null],
    ]);
    expect(told.sort()).toEqual([
      ['a', 1, 3],
      ['b', null, 5],
    ]);
  });

  it('gets the reasons of those that are served when they are', async () => {
    const reasons = [{ feature: 'title', value: null, effect: -0.5 }];
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    await writePredictions(knex, [prediction(key('a'), { modelVersion: 'ranker-2', reasons })], 'keep');
    const [article] = await index();
    const read = await readReasons(knex, [{ key: key('a'), prediction: article!.latest! }]);
    expect([...read.values()]).toEqual([reasons]);
    expect(await readReasons(knex, [])).toEqual(new Map());
  });
});
