import type { SnapshotFeature } from '../definition';

const EVENING = { from: 17, to: 22 };
const turn = (part: number, whole: number) => (2 * Math.PI * part) / whole;

const shared = { group: 'context', missing: 'never', editable: true } as const;
const ofHour = { ...shared, reason: 'publicationHour' } as const;
const ofDay = { ...shared, reason: 'publicationWeekday' } as const;

/** When the article first went out, on the site's own clock. */
export const PUBLICATION_TIME_FEATURES: readonly SnapshotFeature[] = [
  {
    ...ofHour,
    name: 'publicationHour',
    unit: 'hours',
    range: '0..24',
    formula: "hour of first publication with its fraction, in the site's time zone",
    compute: ({ clock }) => clock.hour,
  },
  {
    ...ofHour,
    name: 'publicationHourSin',
    unit: 'ratio',
    range: '-1..1',
    formula: 'sin(2π publicationHour / 24)',
    compute: ({ clock }) => Math.sin(turn(clock.hour, 24)),
  },
  {
    ...ofHour,
    name: 'publicationHourCos',
    unit: 'ratio',
    range: '-1..1',
    formula: 'cos(2π publicationHour / 24)',
    compute: ({ clock }) => Math.cos(turn(clock.hour, 24)),
  },
  {
    ...ofHour,
    name: 'publishedInEvening',
    unit: 'yes/no',
    range: '0..1',
    formula: '1 when 17 <= publicationHour < 22',
    compute: ({ clock }) => (clock.hour >= EVENING.from && clock.hour < EVENING.to ? 1 : 0),
  },
  {
    ...ofDay,
    name: 'publicationWeekday',
    unit: 'weekday',
    range: '0..6',
    formula: "weekday of first publication in the site's time zone, 0 = Monday",
    compute: ({ clock }) => clock.weekday,
  },
  {
    ...ofDay,
    name: 'publicationWeekdaySin',
    unit: 'ratio',
    range: '-1..1',
    formula: 'sin(2π publicationWeekday / 7)',
    compute: ({ clock }) => Math.sin(turn(clock.weekday, 7)),
  },
  {
    ...ofDay,
    name: 'publicationWeekdayCos',
    unit: 'ratio',
    range: '-1..1',
    formula: 'cos(2π publicationWeekday / 7)',
    compute: ({ clock }) => Math.cos(turn(clock.weekday, 7)),
  },
  {
    ...ofDay,
    name: 'publishedOnWeekend',
    unit: 'yes/no',
    range: '0..1',
    formula: '1 on Saturday and Sunday',
    compute: ({ clock }) => (clock.weekday >= 5 ? 1 : 0),
  },
];
