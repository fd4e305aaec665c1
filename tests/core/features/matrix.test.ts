import { buildScoringMatrix } from '../../../server/src/core/features/scoring-matrix';
import { buildLabels, type Label } from '../../../server/src/core/features/labels';
import { percentileOf } from '../../../server/src/core/features/percentile';
import { buildTrainingMatrix } from '../../../server/src/core/features/training-matrix';
import type { SiteHistory } from '../../../server/src/core/features/types';
import { dayStart } from '../../../server/src/core/rollup/days';
import { targetId } from '../../../server/src/core/target';
import { DAY, HOUR, snapshotOf, START, syntheticSite } from './synthetic-site';

const ageHours = [0, 1, 6, 24, 72];
const asOf = START + 60 * DAY;
const site = syntheticSite({ seed: 2, articles: 120, days: 50, locales: ['en', 'de'], timeZone: 'Europe/Berlin' });
const matrix = buildTrainingMatrix(site, { asOf, ageHours });
const labels = buildLabels(site, Infinity);
const recordOf = new Map(site.publications.map((record) => [targetId(record.key), record]));

const cell = (of: typeof matrix, row: number, name: string) =>
  of.X.data[row * of.X.nColumns + of.columns.indexOf(name)]!;
const rows = Array.from(matrix.y.keys());
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const localeOf = (row: number) => matrix.articles[matrix.groups[row]!]!.key.locale;
const authorOf = (label: Label) => recordOf.get(targetId(label.key))!.snapshot.author;

/** L, straight from its definition. */
function level(locale: string, at: number): number | null {
  const closed = labels.filter(({ closesAt }) => closesAt <= at);
  if (closed.length === 0) return null;
  const own = closed.filter(({ key }) => key.locale === locale);
  const recent = own.filter(({ closesAt }) => closesAt > at - 28 * DAY);
  const shrink = (of: readonly Label[], prior: number) =>
    (of.reduce((sum, { views }) => sum + Math.log1p(views), 0) + 10 * prior) / (of.length + 10);
  return Math.expm1(shrink(recent, shrink(own, mean(closed.map(({ views }) => Math.log1p(views))))));
}

const residual = ({ key, firstPublishedAt, closesAt, views }: Label): number => {
  const then = level(key.locale, firstPublishedAt) ?? level(key.locale, closesAt);
  return then === null ? NaN : Math.log1p(views) - Math.log1p(then);
};

describe('the training matrix', () => {
  it('has a row per closed article and age, without 0 h before the first label closed', () => {
    const closed = buildLabels(site, asOf);
    const first = closed[0]!.closesAt;
    const early = closed.filter(({ firstPublishedAt }) => firstPublishedAt < first).length;
    expect(matrix.X.nRows).toBe(closed.length * ageHours.length - early);
    expect(matrix.articles.map(({ id }) => id)).toEqual(closed.map(({ key }) => targetId(key)));
    expect([...matrix.y].every(Number.isFinite)).toBe(true);
  });

  it('takes L from labels closed before the snapshot, as a loop over all labels does', () => {
    for (const row of rows) {
      const expected = level(localeOf(row), matrix.snapshotAt[row]!);
      const known = labels.filter(
        (label) => label.closesAt <= matrix.snapshotAt[row]! && label.key.locale === localeOf(row)
      );
      const usual = known.map(residual).filter(Number.isFinite);
      const own = matrix.siteLevel[row];
      if (expected === null) expect(own).toBeNaN();
      else expect(own).toBeCloseTo(Math.log1p(expected) + usual.reduce((a, b) => a + b, 0) / (usual.length + 1), 8);
    }
  });

  it('has y = log1p(V) - b, with b from L at 0 h and from views so far after', () => {
    for (const row of rows) {
      const age = matrix.ageHours[row]!;
      const counters = site.ageCounters.get(matrix.articles[matrix.groups[row]!]!.id)!;
      const seen = counters.find(({ ageMinutes }) => ageMinutes === age * 60)?.views ?? 0;
      const b = age === 0 ? Math.log1p(level(localeOf(row), matrix.snapshotAt[row]!)!) : Math.log1p(seen);
      expect(matrix.offset[row]).toBeCloseTo(b, 10);
      expect(matrix.y[row]! + matrix.offset[row]!).toBeCloseTo(Math.log1p(matrix.views[row]!), 10);
      expect(matrix.viewsSoFar[row]).toBe(seen);
    }
  });

  it('knows an author by closed articles of the locale alone, shrunk towards what is usual there', () => {
    for (const row of rows.filter((each) => each % 7 === 0)) {
      const at = matrix.snapshotAt[row]!;
      const { id, key } = matrix.articles[matrix.groups[row]!]!;
      const known = labels.filter((label) => label.closesAt <= at && label.key.locale === key.locale);
      const all = known.map(residual).filter(Number.isFinite);
      const usual = all.reduce((sum, value) => sum + value, 0) / (all.length + 1);
      const { author } = recordOf.get(id)!.snapshot;
      const own = known
        .filter((label) => authorOf(label) === author)
        .map(residual)
        .filter(Number.isFinite);
      const past = (own.reduce((sum, value) => sum + value, 0) + 5 * usual) / (own.length + 5);
      expect(cell(matrix, row, 'authorPast')).toBeCloseTo(past, 4);
      expect(cell(matrix, row, 'authorClosedArticles')).toBeCloseTo(Math.log1p(own.length), 5);
    }
  });

  it('has the trend of closed site days, and the rhythm of publication', () => {
    const zone = site.settings.timeZone;
    for (const row of rows.filter((each) => each % 5 === 0)) {
      const locale = localeOf(row);
      const today = dayStart(matrix.snapshotAt[row]!, zone);
      const back = (days: number) => dayStart(today - days * DAY + 6 * HOUR, zone);
      const sum = (from: number, to: number) =>
        site.days
          .filter((day) => day.locale === locale && day.dayStart >= from && day.dayStart < to)
          .reduce((total, { views }) => total + views, 0);
      const trend = Math.log((sum(back(7), today) + 1) / (sum(back(14), back(7)) + 1));
      expect(cell(matrix, row, 'siteTrend')).toBeCloseTo(trend, 4);

      const first = matrix.firstPublishedAt[row]!;
      const before = site.publications
        .filter(({ key, firstPublishedAt }) => key.locale === locale && firstPublishedAt < first)
        .map(({ firstPublishedAt }) => firstPublishedAt);
      const recent = before.filter((at) => at >= first - 7 * DAY).length;
      expect(cell(matrix, row, 'articlesLast7Days')).toBe(recent);
      if (before.length === 0) expect(cell(matrix, row, 'daysSincePrevious')).toBeNaN();
      else {
        const days = (first - Math.max(...before)) / DAY;
        expect(cell(matrix, row, 'daysSincePrevious')).toBeCloseTo(Math.log1p(days), 4);
      }
    }
  });

  it('is the same however the history was read', () => {
    const turned: SiteHistory = {
      ...site,
      publications: [...site.publications].reverse(),
      days: [...site.days].reverse(),
      ageCounters: new Map([...site.ageCounters].reverse()),
    };
    expect(buildTrainingMatrix(turned, { asOf, ageHours })).toEqual(matrix);
  });

  it('leaves out old labels with a window, which still count as pasts', () => {
    const recent = buildTrainingMatrix(site, { asOf, ageHours, windowDays: 30 });
    expect(Math.min(...recent.firstPublishedAt)).toBeGreaterThanOrEqual(asOf - 30 * DAY);
    const [id] = recent.articles.map((article) => article.id);
    const same = rows.find((row) => matrix.articles[matrix.groups[row]!]!.id === id)!;
    expect(cell(recent, 0, 'authorPast')).toBe(cell(matrix, same, 'authorPast'));
  });

  it('reads the version readers saw at the snapshot', () => {
    const record = site.publications[30]!;
    const corrected = {
      ...record,
      version: 2,
      versionPublishedAt: record.firstPublishedAt + 3 * HOUR,
      snapshot: snapshotOf({ author: record.snapshot.author, features: { textWords: 5 } }),
    };
    const both = buildTrainingMatrix({ ...site, publications: [...site.publications, corrected] }, { asOf, ageHours });
    const own = Array.from(both.y.keys()).filter(
      (row) => both.articles[both.groups[row]!]!.id === targetId(record.key)
    );
    const { textWords } = record.snapshot.features;
    expect(own.map((row) => cell(both, row, 'textWords'))).toEqual([textWords, textWords, 5, 5, 5]);
    expect(own.map((row) => cell(both, row, 'textVersion'))).toEqual([1, 1, 2, 2, 2]);
  });

  it('gives numeric attributes a column each, after the catalog', () => {
    expect(matrix.columns.at(-1)).toBe('field.noise');
    const row = rows.at(-1)!;
    const { id } = matrix.articles[matrix.groups[row]!]!;
    expect(cell(matrix, row, 'field.noise')).toBeCloseTo(recordOf.get(id)!.snapshot.features['field.noise']!, 6);
  });

  it('refuses an age that is not counted at half and a quarter, and drops those past the horizon', () => {
    expect(() => buildTrainingMatrix(site, { asOf, ageHours: [0, 5] })).toThrow(
      expect.objectContaining({ code: 'INVALID_VALUE' })
    );
    const all = buildTrainingMatrix(site, { asOf, ageHours: [0, 168, 500] });
    expect(new Set(all.ageHours)).toEqual(new Set([0]));
  });
});

describe('the scoring matrix', () => {
  it('gives an article at an age exactly the row it trains with', () => {
    for (const row of rows.filter((each) => each % 11 === 0)) {
      const { key } = matrix.articles[matrix.groups[row]!]!;
      const request = {
        key,
        locale: key.locale,
        snapshot: snapshotOf(),
        firstPublishedAt: 0,
        ageHours: matrix.ageHours[row]!,
      };
      const shape = { columns: matrix.columns, ageHours };
      const scored = buildScoringMatrix(site, [request], matrix.snapshotAt[row]!, shape);
      const { nColumns } = matrix.X;
      expect(scored.X.data).toEqual(matrix.X.data.slice(row * nColumns, (row + 1) * nColumns));
      expect([scored.offset[0], scored.siteLevel[0], scored.authorCategory[0]]).toEqual([
        matrix.offset[row],
        matrix.siteLevel[row],
        matrix.authorCategory[row],
      ]);
    }
  });

  it('takes the latest snapshot age reached, never one after asOf', () => {
    const { key, firstPublishedAt, snapshot } = site.publications[100]!;
    const ages = [0, 0.9, 5, 71, 300].map((age) => {
      const request = { key, locale: key.locale, snapshot, firstPublishedAt, ageHours: 1000 };
      return buildScoringMatrix(site, [request], firstPublishedAt + age * HOUR).ageHours[0];
    });
    expect(ages).toEqual([0, 0, 1, 24, 72]);
  });

  it('says which rows tracking saw only in part, and has no early traffic for them', () => {
    const { key, firstPublishedAt, snapshot } = site.publications[100]!;
    const late: SiteHistory = {
      ...site,
      coverage: [{ from: firstPublishedAt + HOUR, to: null, source: 'tracking' }],
    };
    const request = { key, locale: key.locale, snapshot, firstPublishedAt, ageHours: 24 };
    const scored = buildScoringMatrix(late, [request], asOf);
    expect([...scored.observed]).toEqual([0]);
    expect(cell({ ...matrix, ...scored }, 0, 'earlyViews')).toBeNaN();
    expect([...buildScoringMatrix(site, [request], asOf).observed]).toEqual([1]);
  });
});

describe('the percentile', () => {
  it('is the share of the locale’s closed articles that did worse, ties counting half', () => {
    const closed = buildLabels(site, asOf).filter(({ key }) => key.locale === 'en');
    const { views } = closed[10]!;
    const share =
      (closed.filter((label) => label.views < views).length +
        closed.filter((label) => label.views === views).length / 2) /
      closed.length;
    expect(percentileOf(site, asOf, 'en', views)).toBeCloseTo(share, 12);
    expect(percentileOf(site, asOf, 'en', -1)).toBe(0);
    expect(percentileOf(site, asOf, 'en', Infinity)).toBe(1);
    expect(percentileOf(site, asOf, 'fr', 10)).toBeNull();
  });
});
