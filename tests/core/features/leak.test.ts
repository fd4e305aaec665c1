import fc from 'fast-check';

import { buildScoringMatrix, type ScoringRequest } from '../../../server/src/core/features/scoring-matrix';
import { buildLabels } from '../../../server/src/core/features/labels';
import { percentileOf } from '../../../server/src/core/features/percentile';
import { buildTrainingMatrix, type TrainingMatrix } from '../../../server/src/core/features/training-matrix';
import type { PublicationRecord, SiteHistory } from '../../../server/src/core/features/types';
import { dayStart } from '../../../server/src/core/rollup/days';
import { SNAPSHOT_AGE_HOURS, type AgeCounter } from '../../../server/src/core/rollup/counters';
import { DAY, HOUR, snapshotOf, START, syntheticSite } from './synthetic-site';

const ageHours = SNAPSHOT_AGE_HOURS;
const sites = [3, 4].map((seed) =>
  syntheticSite({ seed, articles: 60, days: 50, locales: ['en', 'de'], timeZone: 'Europe/Berlin' })
);

/** Everything that may happen after an instant: events, publications, corrections, days, outages. */
const futures = fc.record({
  counts: fc.nat(500),
  publications: fc.array(
    fc.record({
      after: fc.integer({ min: 1, max: 30 * DAY }),
      locale: fc.constantFrom('en', 'de'),
      words: fc.nat(2000),
    }),
    { maxLength: 5 }
  ),
  corrections: fc.array(fc.record({ of: fc.nat(59), after: fc.integer({ min: 1, max: 30 * DAY }) }), { maxLength: 5 }),
  dayViews: fc.nat(10_000),
  outage: fc.option(fc.nat(20 * DAY)),
});
type Future = typeof futures extends fc.Arbitrary<infer T> ? T : never;

function withFuture(site: SiteHistory, instant: number, future: Future): SiteHistory {
  const firstOf = new Map(site.publications.map(({ key, firstPublishedAt }) => [key.documentId, firstPublishedAt]));
  const later = (documentId: string, counter: AgeCounter): AgeCounter => {
    const at = firstOf.get(documentId)! + counter.ageMinutes * 60_000;
    const more = at > instant ? future.counts : 0;
    return {
      ...counter,
      views: counter.views + more,
      visitors: counter.visitors + more,
      shares: counter.shares + more,
    };
  };
  const published = future.publications.map(({ after, locale, words }, i): PublicationRecord => {
    const at = instant + after;
    const key = { uid: 'api::article.article', documentId: `new${i}`, locale };
    const snapshot = snapshotOf({
      author: 'author1',
      category: 'category1',
      tags: ['tag1', 'tag2'],
      features: { textWords: words, titleCharacters: words % 90, headings: words % 6, images: 9, 'field.new': 1 },
    });
    return { key, version: 1, firstPublishedAt: at, versionPublishedAt: at, versionUnpublishedAt: null, snapshot };
  });
  const corrected = future.corrections.map(({ of, after }, i): PublicationRecord => {
    const record = site.publications[of]!;
    const versionPublishedAt = Math.max(instant, record.firstPublishedAt) + after;
    const features = { textWords: 9999, titleCharacters: 99, headings: 99, images: 99, 'field.noise': 9 };
    const snapshot = snapshotOf({ author: 'author5', category: 'category2', tags: ['tag3'], features });
    return { ...record, version: 2 + i, versionPublishedAt, snapshot };
  });
  const today = dayStart(instant, site.settings.timeZone);
  const days = site.days.map((day) => (day.dayStart >= today ? { ...day, views: future.dayViews } : day));
  const outage = { from: instant + (future.outage ?? 0), to: null, source: 'outage' } as const;
  return {
    settings: site.settings,
    publications: [...corrected, ...published, ...site.publications].reverse(),
    ageCounters: new Map(
      [...site.ageCounters].map(([id, counters]) => [id, counters.map((each) => later(id.split('|')[1]!, each))])
    ),
    days: [...days, { locale: 'en', dayStart: today + 40 * DAY, views: future.dayViews, visitors: 1 }],
    hours: [
      ...site.hours.map((hour) => (hour.hourStart + HOUR > instant ? { ...hour, views: future.dayViews } : hour)),
      { locale: 'en', hourStart: Math.ceil(instant / HOUR) * HOUR + 40 * DAY, views: future.dayViews },
    ],
    coverage: future.outage === null ? site.coverage : [...site.coverage, outage],
  };
}

const plain = (matrix: object) =>
  JSON.stringify(matrix, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array, (each) => (Number.isNaN(each) ? 'NaN' : each)) : value
  );

describe('nothing after asOf', () => {
  it('changes a label or any cell of the training matrix', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sites), fc.integer({ min: 10, max: 55 }), futures, (site, day, future) => {
        const asOf = START + day * DAY + 5 * HOUR;
        const changed = withFuture(site, asOf, future);
        expect(buildLabels(changed, asOf)).toEqual(buildLabels(site, asOf));
        const options = { asOf, ageHours };
        expect(plain(buildTrainingMatrix(changed, options))).toBe(plain(buildTrainingMatrix(site, options)));
        expect(percentileOf(changed, asOf, 'en', 40)).toBe(percentileOf(site, asOf, 'en', 40));
      }),
      { numRuns: 40 }
    );
  });

  it('changes a forecast’s row, of a draft or of an article at any age', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sites), fc.integer({ min: 10, max: 55 }), futures, (site, day, future) => {
        const asOf = START + day * DAY + 5 * HOUR;
        const known = site.publications.filter(({ firstPublishedAt }) => firstPublishedAt <= asOf);
        const requests: ScoringRequest[] = known.slice(-8).map(({ key, firstPublishedAt, snapshot }) => ({
          key,
          locale: key.locale,
          snapshot,
          firstPublishedAt,
          ageHours: (asOf - firstPublishedAt) / HOUR,
        }));
        const draft = {
          key: null,
          locale: 'de',
          snapshot: snapshotOf({ author: 'author2' }),
          firstPublishedAt: asOf,
          ageHours: 0,
        };
        const build = (history: SiteHistory) => buildScoringMatrix(history, [...requests, draft], asOf);
        expect(plain(build(withFuture(site, asOf, future)))).toBe(plain(build(site)));
      }),
      { numRuns: 40 }
    );
  });
});

describe('nothing after a row’s own snapshot', () => {
  it('changes its features, offset or baselines', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sites), fc.integer({ min: 5, max: 45 }), futures, (site, day, future) => {
        const instant = START + day * DAY;
        const options = { asOf: START + 200 * DAY, ageHours };
        const [before, after] = [site, withFuture(site, instant, { ...future, outage: null })].map((history) =>
          rowsBy(buildTrainingMatrix(history, options), instant)
        );
        expect(after).toEqual(before);
      }),
      { numRuns: 40 }
    );
  });
});

/** Rows whose snapshot lies at or before an instant, by article and age; labels left out. */
function rowsBy(matrix: TrainingMatrix, instant: number): Map<string, unknown> {
  const { nColumns, data } = matrix.X;
  const rows = new Map<string, unknown>();
  matrix.snapshotAt.forEach((at, row) => {
    if (at > instant) return;
    const cells = matrix.columns.map((name, column) => [name, data[row * nColumns + column]] as const);
    rows.set(`${matrix.articles[matrix.groups[row]!]!.id}|${matrix.ageHours[row]}`, {
      // A later article may bring a column of its own; it is missing here.
      cells: Object.fromEntries(cells.filter(([name]) => name !== 'field.new')),
      offset: matrix.offset[row],
      siteLevel: matrix.siteLevel[row],
      authorCategory: matrix.authorCategory[row],
      viewsSoFar: matrix.viewsSoFar[row],
    });
  });
  return rows;
}
