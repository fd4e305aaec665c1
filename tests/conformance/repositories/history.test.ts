import type { Knex } from 'knex';

import { DEFAULT_WEIGHTS } from '../../../server/src/core/events/event-types';
import { buildLabels } from '../../../server/src/core/features/labels';
import { dayStart } from '../../../server/src/core/rollup';
import { targetId } from '../../../server/src/core/target';
import { writeCoverage } from '../../../server/src/repositories/coverage';
import { readHistory, readTexts } from '../../../server/src/repositories/history';
import { closeVersions, insertVersions } from '../../../server/src/repositories/publications';
import { DAY, event, HORIZON, HOUR, key, runRollup, store, T0, version, ZONE } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('history on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('reads history and texts as they were at an instant', async () => {
    await insertVersions(
      knex,
      [version(key('a'), 1, T0), version(key('old'), 1, T0, { firstPublishedAt: T0 - 900 * DAY })],
      T0
    );
    await closeVersions(knex, [{ key: key('a'), value: T0 + 2 * DAY }]);
    await insertVersions(knex, [version(key('a'), 2, T0 + 2 * DAY)], T0);
    await store(knex, [
      event(1, key('a'), T0 + 10 * 60_000),
      event(2, key('a'), T0 + 50 * 60_000),
      event(3, key('a'), T0 + 3 * DAY),
    ]);
    await runRollup(knex, T0 + 20 * DAY);
    await writeCoverage(knex, { from: T0 - DAY, to: null, source: 'tracking' });
    const settings = { horizonMinutes: HORIZON, weights: DEFAULT_WEIGHTS, timeZone: ZONE };

    const history = await readHistory(knex, settings, new Date(T0 + HOUR), { windowDays: 730 });
    expect(history.publications).toEqual([
      {
        key: key('a'),
        version: 1,
        firstPublishedAt: T0,
        versionPublishedAt: T0,
        versionUnpublishedAt: null,
        snapshot: { title: 'Title 1', category: 'Garden', author: null, tags: ['a', 'b'], features: { words: 3 } },
      },
    ]);
    expect(history.ageCounters.get(targetId(key('a')))?.map(({ ageMinutes, views }) => [ageMinutes, views])).toEqual([
      [15, 1],
      [30, 1],
      [60, 2],
    ]);
    expect(history.days).toEqual([{ locale: '', dayStart: dayStart(T0, ZONE), views: 2, visitors: 0 }]);
    expect(history.coverage).toEqual([{ from: T0 - DAY, to: null, source: 'tracking' }]);

    const texts = await readTexts(knex, new Date(T0 + HOUR), 'latest', { windowDays: 730 });
    expect(texts.map(({ version: number, text, tags }) => [number, text, tags])).toEqual([[1, 'Text 1', ['a', 'b']]]);
    const later = await readTexts(knex, new Date(T0 + 5 * DAY), 'latest', { windowDays: 730 });
    expect(later.map(({ text }) => text)).toEqual(['Text 2']);
    expect(await readTexts(knex, new Date(T0 + 5 * DAY), 'latest')).toHaveLength(2);
  });

  it('gives performance the words readers first saw, whatever was written once the outcome was known', async () => {
    const dated = { firstPublishedAt: T0 + 3 * HOUR };
    await insertVersions(
      knex,
      [
        version(key('corrected'), 1, T0),
        version(key('corrected'), 2, T0 + 8 * DAY, { text: 'Our most read article' }),
        // Its date says it was shown later: what was corrected by then is what readers first saw.
        version(key('dated'), 1, T0, dated),
        version(key('dated'), 2, T0 + 2 * HOUR, dated),
        version(key('dated'), 3, T0 + 9 * DAY, dated),
        // Older than the installation: no version was there at first publication.
        version(key('old'), 1, T0 + DAY),
        version(key('old'), 2, T0 + 9 * DAY),
      ],
      T0
    );
    const texts = async (which: 'first' | 'latest') =>
      (await readTexts(knex, new Date(T0 + 10 * DAY), which)).map(({ key: { documentId }, text }) => [
        documentId,
        text,
      ]);
    expect(await texts('first')).toEqual([
      ['corrected', 'Text 1'],
      ['dated', 'Text 2'],
      ['old', 'Text 1'],
    ]);
    const some = await readTexts(knex, new Date(T0 + 10 * DAY), 'first', { documents: [key('old'), key('dated')] });
    expect(some.map(({ key: { documentId }, text }) => [documentId, text])).toEqual([
      ['dated', 'Text 2'],
      ['old', 'Text 1'],
    ]);
    expect(await texts('latest')).toEqual([
      ['corrected', 'Our most read article'],
      ['dated', 'Text 3'],
      ['old', 'Text 2'],
    ]);
  });

  it('has a counter at the horizon only once it was counted after the article reached it', async () => {
    const settings = { horizonMinutes: HORIZON, weights: DEFAULT_WEIGHTS, timeZone: ZONE };
    const labels = async () =>
      buildLabels(await readHistory(knex, settings, new Date(T0 + 20 * DAY), { windowDays: 730 }), T0 + 20 * DAY);
    await insertVersions(knex, [version(key('a'), 1, T0), version(key('unread'), 1, T0)], T0);
    await writeCoverage(knex, { from: T0 - DAY, to: null, source: 'tracking' });
    await store(knex, [event(1, key('a'), T0 + 10)]);
    await runRollup(knex, T0 + HOUR);
    await store(knex, [event(2, key('a'), T0 + 2 * DAY)]);
    expect(await labels()).toEqual([]);
    await runRollup(knex, T0 + 20 * DAY);
    expect((await labels()).map(({ key: { documentId }, views }) => [documentId, views])).toEqual([
      ['a', 2],
      ['unread', 0],
    ]);
  });
});
