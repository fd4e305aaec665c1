/** How an article compares with the site's own, told again by loops over everything known at the snapshot. */
import { buildLabels, type Label } from '../../../server/src/core/features/labels';
import { buildTrainingMatrix } from '../../../server/src/core/features/training-matrix';
import type { PublicationRecord } from '../../../server/src/core/features/types';
import { dayStart } from '../../../server/src/core/rollup/days';
import { wallClock } from '../../../server/src/core/rollup/zone-clock';
import { targetId } from '../../../server/src/core/target';
import { DAY, HOUR, snapshotOf, START, syntheticSite } from './synthetic-site';

const zone = 'America/New_York';
const site = syntheticSite({ seed: 6, articles: 140, days: 70, locales: ['en', 'de'], timeZone: zone });
const asOf = START + 90 * DAY;
const matrix = buildTrainingMatrix(site, { asOf, ageHours: [0, 24] });
const labels = buildLabels(site, Infinity);
const recordOf = new Map(site.publications.map((record) => [targetId(record.key), record]));
/** Rows across the whole history, of both ages. */
const rows = Array.from(matrix.y.keys()).filter((row) => row % 3 === 0);

const cell = (row: number, name: string) => matrix.X.data[row * matrix.X.nColumns + matrix.columns.indexOf(name)]!;
const cellOf = (of: typeof matrix, row: number, name: string) =>
  of.X.data[row * of.X.nColumns + of.columns.indexOf(name)]!;
const recordAt = (row: number) => recordOf.get(matrix.articles[matrix.groups[row]!]!.id)!;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const earlierThan = ({ key, firstPublishedAt }: PublicationRecord) =>
  site.publications
    .filter((other) => other.key.locale === key.locale && other.firstPublishedAt < firstPublishedAt)
    .sort((a, b) => a.firstPublishedAt - b.firstPublishedAt);

function expectClose(own: number, expected: number) {
  if (Number.isNaN(expected)) expect(own).toBeNaN();
  else expect(own).toBeCloseTo(expected, 4);
}

/** L at an instant, straight from its definition. */
function level(locale: string, at: number): number | null {
  const closed = labels.filter(({ closesAt }) => closesAt <= at);
  if (closed.length === 0) return null;
  const own = closed.filter(({ key }) => key.locale === locale);
  const recent = own.filter(({ closesAt }) => closesAt > at - 28 * DAY);
  const shrink = (of: readonly Label[], prior: number) =>
    (sum(of.map(({ views }) => Math.log1p(views))) + 10 * prior) / (of.length + 10);
  return Math.expm1(shrink(recent, shrink(own, sum(closed.map(({ views }) => Math.log1p(views))) / closed.length)));
}

const residuals = new Map(
  labels.map((label) => {
    const then = level(label.key.locale, label.firstPublishedAt) ?? level(label.key.locale, label.closesAt);
    return [label, then === null ? NaN : Math.log1p(label.views) - Math.log1p(then)];
  })
);

/** Shrunken mean of the residuals that some earlier articles left, of those closed at the row's snapshot. */
function past(row: number, shares: (record: PublicationRecord) => boolean) {
  const { key } = recordAt(row);
  const known = labels.filter(
    (label) =>
      label.closesAt <= matrix.snapshotAt[row]! &&
      label.key.locale === key.locale &&
      !Number.isNaN(residuals.get(label))
  );
  const valuesOf = (some: readonly Label[]) => some.map((label) => residuals.get(label)!);
  const usual = sum(valuesOf(known)) / (known.length + 1);
  const own = valuesOf(known.filter((label) => shares(recordOf.get(targetId(label.key))!)));
  return (sum(own) + 5 * usual) / (own.length + 5);
}

describe('against the site’s own articles', () => {
  it.each([
    ['titleLengthRank', 'titleCharacters'],
    ['textLengthRank', 'textWords'],
    ['headingsRank', 'headings'],
    ['imagesRank', 'images'],
  ])('%s is the share of earlier articles with less %s', (name, measure) => {
    for (const row of rows) {
      const record = recordAt(row);
      const own = record.snapshot.features[measure];
      const values = earlierThan(record)
        .slice(-500)
        .flatMap(({ snapshot }) => snapshot.features[measure] ?? []);
      const below = values.filter((value) => value < own!).length + values.filter((value) => value === own).length / 2;
      const missing = own === null || own === undefined || values.length < 10;
      expectClose(cell(row, name), missing ? NaN : below / values.length);
    }
  });

  it('counts what else was published that day and in the category that week', () => {
    for (const row of rows) {
      const record = recordAt(row);
      const { firstPublishedAt, snapshot } = record;
      const earlier = earlierThan(record);
      const day = dayStart(firstPublishedAt, zone);
      expect(cell(row, 'articlesSameDay')).toBe(
        earlier.filter((other) => dayStart(other.firstPublishedAt, zone) === day).length
      );
      const week = earlier.filter((other) => other.firstPublishedAt >= firstPublishedAt - 7 * DAY);
      const rivals = week.filter((other) => other.snapshot.category === snapshot.category);
      expect(cell(row, 'categoryArticlesLast7Days')).toBe(rivals.length);
    }
  });

  it('knows the past of tags, of the weekday and of the hours around', () => {
    for (const row of rows) {
      const { firstPublishedAt, snapshot } = recordAt(row);
      const clock = wallClock(firstPublishedAt, zone);
      const clockOf = (record: PublicationRecord) => wallClock(record.firstPublishedAt, zone);
      const tags = [...new Set(snapshot.tags)].map((tag) => past(row, (other) => other.snapshot.tags.includes(tag)));
      expectClose(cell(row, 'tagsPast'), sum(tags) / tags.length);
      expectClose(
        cell(row, 'weekdayPast'),
        past(row, (other) => clockOf(other).weekday === clock.weekday)
      );
      const apart = (other: PublicationRecord) => Math.abs(Math.floor(clockOf(other).hour) - Math.floor(clock.hour));
      expectClose(
        cell(row, 'hourPast'),
        past(row, (other) => [0, 1, 23].includes(apart(other)))
      );
    }
  });

  it('knows how much the site is read on a weekday, once 28 days were observed', () => {
    const observed = { ...site, coverage: [{ from: START, to: null, source: 'tracking' as const }] };
    const known = buildTrainingMatrix(observed, { asOf, ageHours: [0] });
    const all = Array.from(known.y.keys());
    const traffic = all.map((row) => cellOf(known, row, 'weekdayTraffic'));
    expect(traffic.some(Number.isNaN)).toBe(true);
    for (const row of all) {
      const at = known.snapshotAt[row]!;
      const today = dayStart(at, zone);
      const from = dayStart(today - 28 * DAY + 6 * HOUR, zone);
      const { key } = known.articles[known.groups[row]!]!;
      const days = site.days.filter((day) => day.locale === key.locale && day.dayStart >= from && day.dayStart < today);
      const { weekday } = wallClock(known.firstPublishedAt[row]!, zone);
      const own = days.filter(({ dayStart: start }) => wallClock(start + 12 * HOUR, zone).weekday === weekday);
      const mean = (some: typeof days, length: number) => sum(some.map(({ views }) => views)) / length;
      const expected = from < START ? NaN : Math.log((mean(own, 4) + 1) / (mean(days, 28) + 1));
      expectClose(traffic[row]!, expected);
    }
  });

  it('says nothing of tags and category where an article has none', () => {
    const bare = site.publications.map((record) => ({ ...record, snapshot: snapshotOf({ author: 'somebody' }) }));
    const none = buildTrainingMatrix({ ...site, publications: bare }, { asOf, ageHours: [0] });
    for (const name of ['tagsPast', 'categoryArticlesLast7Days', 'titleLengthRank', 'textTopQuarter']) {
      expect(Array.from(none.y.keys()).every((row) => Number.isNaN(cellOf(none, row, name)))).toBe(true);
    }
  });
});
