/** No query that runs often reads a whole big table: neither on SQLite nor on PostgreSQL, whatever a site has grown to. */
import type { Knex } from 'knex';

import { LIMITS } from '../../../server/src/config/defaults';
import { DEFAULT_WEIGHTS } from '../../../server/src/core/events/event-types';
import { NO_DETAILS } from '../../../server/src/core/rollup';
import { ZERO_COUNTERS } from '../../../server/src/core/rollup/counters';
import { closedAges, deleteAges, readAges, writeAges } from '../../../server/src/repositories/age-counters';
import { readArticleIndex, readReasons } from '../../../server/src/repositories/article-index';
import { readChunks, removeChunks } from '../../../server/src/repositories/artifact-chunks';
import { holdTurns, passTurns, readTurns, takeTurns } from '../../../server/src/repositories/count-turns';
import {
  countableHours,
  hasMarks,
  clearMarks,
  markAll,
  markHours,
  readMarks,
} from '../../../server/src/repositories/dirty-buckets';
import { newestEvents } from '../../../server/src/repositories/event-stream';
import { countAhead, countBusiest, countRepeats, firstViews } from '../../../server/src/repositories/event-sample';
import { insertEvents, readPages, readRanges } from '../../../server/src/repositories/events';
import { deleteEvents, nextCountable, nextTarget, oldestEvents } from '../../../server/src/repositories/old-events';
import { countWorrying, readJournal } from '../../../server/src/repositories/journal';
import { acquireLease, holdsLease, renewLease } from '../../../server/src/repositories/leases';
import { findLiveVersion, findModelVersion } from '../../../server/src/repositories/model-versions';
import {
  newestScoring,
  readScorable,
  readScoredAges,
  removePredictions,
  writePredictions,
} from '../../../server/src/repositories/predictions';
import {
  closeVersions,
  documentsToClose,
  firstPublications,
  insertVersions,
  latestVersions,
  markSeen,
  moveFirstPublication,
  openTargets,
} from '../../../server/src/repositories/publications';
import {
  readDays,
  sealBuckets,
  sealedBuckets,
  sealedTargets,
  writeBuckets,
} from '../../../server/src/repositories/rollups';
import { TABLES } from '../../../server/src/repositories/tables';
import { newestHour, readDailyViews, readHourlyViews } from '../../../server/src/repositories/traffic';
import {
  changeRun,
  findLastSucceeded,
  findOpenRuns,
  findRun,
  listRuns,
} from '../../../server/src/repositories/training-runs';
import { readVisitor, someOfVisitor, summarizeVisitor } from '../../../server/src/repositories/visitor-events';
import { findByUrls, writeUrls } from '../../../server/src/repositories/urls';
import { event, HORIZON, HOUR, version } from '../fixtures';
import { ENGINES, type ScratchDatabase } from '../scratch-database';
import { article, BUSY, fillBigSite, firstPublishedAt, NOW } from './big-site';
import { plansOf } from './plans';

const DAY = 24 * HOUR;
/** Tables that grow with the site. Leases, keys, salts, signals and processes stay a handful of rows. */
const BIG: readonly string[] = [
  TABLES.events,
  TABLES.rollups,
  TABLES.publications,
  TABLES.predictions,
  TABLES.ageCounters,
  TABLES.dirtyBuckets,
  TABLES.countTurns,
  TABLES.urls,
  TABLES.trainingRuns,
  TABLES.modelVersions,
  TABLES.artifactChunks,
  TABLES.journal,
];
/** Rows that a query may read of a table for nothing. */
const WASTED = 1_000;

const STREAM = { limit: LIMITS.streamedEvents, among: LIMITS.streamedAmong };
const some = Array.from({ length: 20 }, (_, at) => article(at * 100));
const range = (at: number) => ({ key: article(at), from: firstPublishedAt(at), to: firstPublishedAt(at) + DAY });
/** As many as data checks look at. */
const hundred = Array.from({ length: 100 }, (_, at) => range(at * 20));

const hours = (at: number) =>
  [0, 1].map((hour) => ({ key: article(at), granularity: 'hour' as const, start: firstPublishedAt(at) + hour * HOUR }));

const HOT: Readonly<Record<string, (knex: Knex) => Promise<unknown>>> = {
  'insert events, known ones too': (knex) =>
    insertEvents(knex, [event(10_000_003, article(0), NOW), event(1, article(1), NOW)]),
  'mark hours': (knex) => markHours(knex, [{ key: article(5), hourStart: firstPublishedAt(5) }]),
  'mark the hours of some documents': (knex) => markAll(knex, some.slice(0, 2)),
  'read the first marks': (knex) => readMarks(knex, null, 2_000),
  'read the marks after one': (knex) =>
    readMarks(knex, { key: article(1_500), hourStart: firstPublishedAt(1_500) }, 2_000),
  'clear marks': (knex) =>
    knex.transaction(async (trx) => {
      const hours = [0, 1].map((at) => ({ key: article(9), hourStart: firstPublishedAt(9) + at * HOUR, mark: 5 }));
      await clearMarks(trx, hours);
    }),
  'read turns': (knex) => readTurns(knex, some.slice(0, 3)),
  'take turns': (knex) => takeTurns(knex, [{ key: article(3), turn: 3 }]),
  'pass turns': (knex) => passTurns(knex, [article(3)]),
  'hold turns, and read them': (knex) =>
    knex.transaction(async (trx) => {
      await holdTurns(trx, some.slice(0, 3));
      await readTurns(trx, some.slice(0, 3));
    }),
  'find the first document with events': (knex) => nextTarget(knex, null),
  'find the next document with events': (knex) => nextTarget(knex, article(1_500)),
  'find the next document with events or buckets': (knex) => nextCountable(knex, article(1_500)),
  'find the oldest events of a document': (knex) => oldestEvents(knex, article(BUSY), NOW, 100),
  'delete events': (knex) => deleteEvents(knex, ['nobody-1', 'nobody-2']),
  'look for marks of a document': (knex) => hasMarks(knex, article(5), firstPublishedAt(5), firstPublishedAt(5) + DAY),
  'find the hours of a document': (knex) => countableHours(knex, range(30)),
  'find sealed buckets': (knex) => sealedBuckets(knex, hours(13)),
  'seal buckets': (knex) => sealBuckets(knex, hours(13)),
  'read the newest events': (knex) => newestEvents(knex, {}, STREAM),
  'read the newest events of a type': (knex) => newestEvents(knex, { type: 'search', since: NOW }, STREAM),
  'read the newest events of a document': (knex) => newestEvents(knex, { key: article(BUSY) }, STREAM),
  'read the days of a document': (knex) => readDays(knex, range(30)),
  'read events of many documents': (knex) =>
    readRanges(
      knex,
      Array.from({ length: 40 }, (_, at) => range(at * 50)),
      50_000
    ),
  'read events of one document page by page': async (knex) => {
    const pages = readPages(knex, { ...range(BUSY), to: NOW }, 2_000);
    for await (const page of pages) expect(page.length).toBeLessThanOrEqual(2_000);
  },
  'look for repeated views': (knex) => countRepeats(knex, hundred),
  'look for the busiest visitor': (knex) => countBusiest(knex, hundred),
  'look for events from the future': (knex) => countAhead(knex, hundred, 60_000),
  'look for the first views': (knex) => firstViews(knex, hundred),
  'read ages': (knex) => readAges(knex, some),
  'read closed ages': (knex) => closedAges(knex, some),
  'delete ages': (knex) => deleteAges(knex, article(20)),
  'write ages': (knex) =>
    writeAges(knex, [{ key: article(4), counter: { ageMinutes: 60, ...ZERO_COUNTERS }, closed: true }], NOW),
  'write buckets': (knex) =>
    writeBuckets(
      knex,
      [1, 0].map((views, hour) => {
        const start = firstPublishedAt(4) + hour * HOUR;
        return {
          key: article(4),
          granularity: 'hour',
          start,
          counters: { ...ZERO_COUNTERS, views },
          details: NO_DETAILS,
        };
      }),
      NOW
    ),
  'sum up a visitor': (knex) => summarizeVisitor(knex, 'v19999'),
  'read the events of a visitor': (knex) =>
    readVisitor(knex, 'v19999', { after: { occurredAt: NOW - DAY, eventKey: 'busy-1' }, limit: 200 }),
  'find some events of a visitor': (knex) => someOfVisitor(knex, 'v19999', 500),
  'find sealed documents': (knex) => sealedTargets(knex, some),
  'insert a version': (knex) => insertVersions(knex, [version(article(6), 3, NOW)], NOW),
  'find the latest versions': (knex) => latestVersions(knex, some),
  'find first publications': (knex) => firstPublications(knex, some),
  'end versions': (knex) => closeVersions(knex, [{ key: article(11), value: NOW }]),
  'remember versions as seen': (knex) => markSeen(knex, [{ key: article(11), value: NOW }]),
  'move a first publication': (knex) => moveFirstPublication(knex, article(12), NOW, 'field'),
  'find the first open targets': (knex) => openTargets(knex, article(0).uid, null, 500),
  'find the open targets after one': (knex) => openTargets(knex, article(0).uid, article(1_500), 500),
  'find documents whose ages are to be closed': (knex) =>
    documentsToClose(knex, { now: NOW, since: NOW - 9 * DAY, horizonMinutes: HORIZON, after: null, limit: 400 }),
  'find documents by address': (knex) => findByUrls(knex, ['/blog/7-2', '/nowhere']),
  'write addresses': (knex) => writeUrls(knex, [{ key: article(8), url: '/new' }], NOW),
  'read the articles that are ranked': (knex) =>
    readArticleIndex(knex, { weights: DEFAULT_WEIGHTS, limit: 100, servingVersion: 'ranker-4' }),
  'read the reasons of a page': (knex) =>
    readReasons(
      knex,
      some.map((key) => ({
        key,
        prediction: {
          ageMinutes: 60,
          modelVersion: 'ranker-4',
          fallback: null,
          scoredAt: NOW,
          expectedViews: 1,
          low: 1,
          high: 1,
          percentile: null,
          reasons: [],
        },
      }))
    ),
  'read the ages a model has scored': (knex) => readScoredAges(knex, 'ranker-5'),
  'remove what a model expected': (knex) => removePredictions(knex, ['ranker-none']),
  'find the newest scoring': (knex) => newestScoring(knex, { from: NOW - DAY, until: NOW }),
  'find articles to score': (knex) => readScorable(knex, { from: NOW - 10 * DAY, until: NOW, limit: 5_000 }),
  'write predictions': (knex) =>
    writePredictions(
      knex,
      [
        {
          key: article(2),
          origin: 'scoring',
          ageMinutes: 60,
          modelVersion: 'ranker-4',
          scoredAt: NOW,
          predicted: 1,
          expectedViews: 1,
          lowViews: 1,
          highViews: 1,
          viewsSoFar: 0,
          percentile: null,
          reasons: [],
          fallback: null,
          contentHash: null,
          shownAt: null,
        },
      ],
      'replace'
    ),
  'find the live version': (knex) => findLiveVersion(knex, 'ranker'),
  'find a version': (knex) => findModelVersion(knex, 'm-7'),
  'read chunks': (knex) => readChunks(knex, 'ranker-none'),
  'remove chunks': (knex) => removeChunks(knex, ['ranker-none']),
  'find a run': (knex) => findRun(knex, 'run-7'),
  'find open runs': (knex) => findOpenRuns(knex, 'nightly'),
  'find the last run that succeeded': (knex) => findLastSucceeded(knex, 'nightly'),
  'list runs': (knex) => listRuns(knex, { page: 2, pageSize: 20 }),
  'change a run': (knex) => changeRun(knex, 'run-7', { status: 'queued' }, { status: 'failed' }, NOW),
  'take, hold and renew a lease': async (knex) => {
    const token = await acquireLease(knex, { name: 'a', holder: 'b', ttlMs: 1_000 });
    await holdsLease(knex, { name: 'a', token: token! });
    await renewLease(knex, { name: 'a', token: token!, ttlMs: 1_000 });
  },
  'sum the views of some days': (knex) => readDailyViews(knex, NOW - 30 * DAY),
  'sum the views of some hours': (knex) => readHourlyViews(knex, NOW - 2 * DAY, NOW),
  'find the newest hour': (knex) => newestHour(knex),
  'read the journal': (knex) => readJournal(knex, { page: 2, pageSize: 20 }),
  'count what worries': (knex) => countWorrying(knex, NOW - DAY),
};

describe.each(ENGINES)('on $name', ({ open }) => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await open();
    await fillBigSite(database.knex);
  }, 60_000);
  afterAll(() => database.close());

  it.each(Object.entries(HOT))('%s', async (_, work) => {
    const plans = await plansOf(database.knex, () => work(database.knex));
    expect(plans.length).toBeGreaterThan(0);
    for (const { sql, fullScans, wasted } of plans) {
      // A total is counted: of runs there is one a night, and the journal has a bound.
      if (/^select count\(\*\) as .total. from .foresight_(training_runs|journal).$/.test(sql)) continue;
      expect({ sql, fullScans: fullScans.filter((table) => BIG.includes(table)) }).toEqual({ sql, fullScans: [] });
      for (const [table, rows] of Object.entries(wasted)) {
        expect({ sql, table, rows: rows > WASTED ? rows : 0 }).toEqual({ sql, table, rows: 0 });
      }
    }
  });
});
