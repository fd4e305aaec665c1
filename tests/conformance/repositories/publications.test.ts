import type { Knex } from 'knex';

import { ZERO_COUNTERS } from '../../../server/src/core/rollup/counters';
import { targetId, type TargetKey } from '../../../server/src/core/target';
import { writeAges } from '../../../server/src/repositories/age-counters';
import {
  closeVersions,
  documentsToClose,
  firstPublications,
  insertVersions,
  latestVersions,
  markSeen,
  moveFirstPublication,
  openTargets,
  setUrls,
} from '../../../server/src/repositories/publications';
import { TABLES } from '../../../server/src/repositories/tables';
import { fromColumn, selectMs } from '../../../server/src/repositories/time';
import { DAY, HORIZON, HOUR, key, T0, version } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';

describe.each(ENGINES)('publications on $name', ({ open }) => {
  let database: ScratchDatabase;
  let knex: Knex;
  beforeEach(async () => {
    database = await open();
    ({ knex } = database);
  });
  afterEach(() => database.close());

  it('keeps versions, and knows the newest and the open one', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0)], T0);
    await closeVersions(knex, [{ key: key('a'), value: T0 + DAY }]);
    await insertVersions(knex, [version(key('a'), 2, T0 + DAY), version(key('a'), 2, T0 + 2 * DAY)], T0);
    const latest = (await latestVersions(knex, [key('a')])).get(targetId(key('a')));
    expect(latest).toMatchObject({
      version: 2,
      open: true,
      contentHash: 'hash-2',
      roleHashes: { title: 't2' },
      firstPublishedAt: T0,
      seenPublishedAt: T0 + DAY,
    });
    await closeVersions(knex, [{ key: key('a'), value: T0 + 3 * DAY }]);
    expect((await latestVersions(knex, [key('a')])).get(targetId(key('a')))).toMatchObject({ version: 2, open: false });
  });

  it('ends, sees and moves the open versions of many documents at once, each in its own way', async () => {
    await insertVersions(knex, [version(key('a'), 1, T0), version(key('b'), 1, T0), version(key('c'), 1, T0)], T0);
    await closeVersions(knex, [{ key: key('a'), value: T0 + HOUR }]);
    await closeVersions(knex, [
      { key: key('a'), value: T0 + DAY },
      { key: key('b', 'de'), value: T0 + DAY },
      { key: key('b'), value: T0 + 2 * DAY },
    ]);
    await insertVersions(knex, [version(key('a'), 2, T0 + DAY), version(key('b'), 2, T0 + 2 * DAY)], T0);
    await markSeen(knex, [
      { key: key('a'), value: T0 + 3 * DAY },
      { key: key('b'), value: T0 + 4 * DAY },
    ]);
    await setUrls(knex, [
      { key: key('a'), value: '/a' },
      { key: key('c'), value: null },
      { key: key('b'), value: '/b' },
    ]);
    const rows = (await knex(TABLES.publications)
      .orderBy(['target_document_id', 'published_version'])
      .select(
        'url',
        selectMs(knex, 'version_unpublished_at', 'ended_ms'),
        selectMs(knex, 'updated_at', 'seen_ms')
      )) as Record<string, unknown>[];
    expect(rows.map(({ url, ended_ms: ended, seen_ms: seen }) => [url, fromColumn(ended), fromColumn(seen)])).toEqual([
      [null, T0 + HOUR, T0],
      ['/a', null, T0 + 3 * DAY],
      [null, T0 + 2 * DAY, T0],
      ['/b', null, T0 + 4 * DAY],
      [null, null, T0],
    ]);
  });

  it('writes a version once, and cuts what its column has no room for', async () => {
    const long = 'x'.repeat(300);
    await insertVersions(
      knex,
      [version(key('a'), 1, T0, { title: long, category: long, author: long, url: long })],
      T0
    );
    await insertVersions(knex, [version(key('a'), 1, T0, { title: 'Another' })], T0);
    const rows = await knex(TABLES.publications).select('title', 'category', 'author', 'url');
    const cut = long.slice(0, 255);
    expect(rows).toEqual([{ title: cut, category: cut, author: cut, url: cut }]);
  });

  it('moves the first publication of a document and its first version with it, and of no other', async () => {
    const both = [key('a'), key('b')];
    await insertVersions(knex, [...both.map((one) => version(one, 1, T0)), version(key('a'), 2, T0 + DAY)], T0);
    await moveFirstPublication(knex, key('a'), T0 - DAY, 'field');
    const first = await firstPublications(knex, both);
    expect([...first.entries()].sort()).toEqual([
      [targetId(key('a')), T0 - DAY],
      [targetId(key('b')), T0],
    ]);
    const rows = (await knex(TABLES.publications)
      .orderBy(['target_document_id', 'published_version'])
      .select('first_published_at_source', selectMs(knex, 'version_published_at', 'ms'))) as Record<string, unknown>[];
    expect(rows.map((row) => [row['first_published_at_source'], fromColumn(row['ms'])])).toEqual([
      ['field', T0 - DAY],
      ['field', T0 + DAY],
      ['tracking', T0],
    ]);
  });

  it('pages through what is published, once each, and leaves out what is not', async () => {
    await insertVersions(
      knex,
      ['a', 'b', 'c', 'd'].flatMap((id) => [version(key(id), 1, T0), version(key(id), 2, T0 + HOUR)]),
      T0
    );
    await insertVersions(knex, [version({ ...key('e'), uid: 'api::other.other' }, 1, T0)], T0);
    await closeVersions(knex, [{ key: key('b'), value: T0 + DAY }]);
    const first = await openTargets(knex, key('a').uid, null, 2);
    const rest = await openTargets(knex, key('a').uid, first[1] ?? null, 9);
    expect([...first, ...rest].map(({ documentId }) => documentId)).toEqual(['a', 'c', 'd']);
  });

  it('knows whose ages are to be closed: those without a closed counter at the horizon, and lately only the young', async () => {
    const of = (id: string, days: number) => version(key(id), 1, T0, { firstPublishedAt: T0 - days * DAY });
    await insertVersions(knex, [of('closed', 8), of('old', 100), of('young', 1), of('future', -1)], T0);
    const counter = { ageMinutes: HORIZON, ...ZERO_COUNTERS };
    await writeAges(knex, [{ key: key('closed'), counter, closed: true }], T0);
    const due = async (since: number | null, limit = 9) => {
      const ids: string[] = [];
      let after: TargetKey | null = null;
      for (;;) {
        const page: TargetKey[] = await documentsToClose(knex, {
          now: T0,
          since,
          horizonMinutes: HORIZON,
          after,
          limit,
        });
        after = page[page.length - 1] ?? null;
        if (after === null) return ids;
        ids.push(...page.map(({ documentId }) => documentId));
      }
    };
    expect(await due(null)).toEqual(['old', 'young']);
    expect(await due(null, 1)).toEqual(['old', 'young']);
    expect(await due(T0 - 9 * DAY)).toEqual(['young']);
  });
});
