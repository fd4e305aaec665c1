/** Something wrong put into a simulated site, and what the checks must say of it. */
import type { DataFinding } from '../../../server/src/core/features/data-checks';
import { collectArticles } from '../../../server/src/core/features/articles';
import { closedLabels } from '../../../server/src/core/features/labels';
import type { ContentFeatures, PublicationRecord, SiteHistory } from '../../../server/src/core/features/types';
import { createRandom } from '../../../server/src/core/math/random';
import { DAY_MS, HOUR_MS, type AgeCounter } from '../../../server/src/core/rollup';
import { targetId } from '../../../server/src/core/target';
import type { CheckedWorld } from './checked-world';

export interface Plant {
  readonly name: string;
  readonly code: DataFinding['code'];
  readonly severity: DataFinding['severity'];
  readonly into: (world: CheckedWorld, seed: number) => CheckedWorld;
}

type Features = (record: PublicationRecord, at: number, of: readonly PublicationRecord[]) => ContentFeatures;

/** Articles with other features, in order of first publication. */
const withFeatures = (world: CheckedWorld, features: Features): CheckedWorld => {
  const inOrder = [...world.history.publications].sort((a, b) => a.firstPublishedAt - b.firstPublishedAt);
  const publications = inOrder.map((record, at) => {
    const changed = { ...record.snapshot.features, ...features(record, at, inOrder) };
    return { ...record, snapshot: { ...record.snapshot, features: changed } };
  });
  return { ...world, history: { ...world.history, publications } };
};

/** Articles whose counts are another multiple. */
const withCounts = (world: CheckedWorld, factor: (record: PublicationRecord, at: number) => number): CheckedWorld => {
  const ageCounters = new Map(
    world.history.publications.map((record, at) => {
      const id = targetId(record.key);
      const counters: readonly AgeCounter[] = world.history.ageCounters.get(id) ?? [];
      const views = (counter: AgeCounter) => Math.round(counter.views * factor(record, at));
      return [id, counters.map((counter) => ({ ...counter, views: views(counter) }))];
    })
  );
  return { ...world, history: { ...world.history, ageCounters } };
};

const withEvents = (
  world: CheckedWorld,
  change: (event: CheckedWorld['events'][number], publishedAt: number) => readonly CheckedWorld['events'][number][]
): CheckedWorld => {
  const published = new Map(world.history.publications.map((one) => [one.key.documentId, one.firstPublishedAt]));
  return { ...world, events: world.events.flatMap((event) => change(event, published.get(event.article) ?? event.at)) };
};

/** log1p of what became of each article; of those without a label, of what is usual. */
function outcomes({ history, asOf }: CheckedWorld): (record: PublicationRecord) => number {
  const labels = closedLabels(history, collectArticles(history), asOf);
  const views = new Map(labels.map((label) => [targetId(label.key), Math.log1p(label.views)]));
  const usual = [...views.values()].reduce((sum, value) => sum + value, 0) / views.size;
  return ({ key }) => views.get(targetId(key)) ?? usual;
}

const lastDays = (world: CheckedWorld, days: number) => (record: PublicationRecord) =>
  record.firstPublishedAt >= world.asOf - days * DAY_MS;

const NEWEST = 75;

export const PLANTS: readonly Plant[] = [
  {
    name: 'forty articles in all',
    code: 'too-few-labels',
    severity: 'blocking',
    into: (world) => ({
      ...world,
      history: { ...world.history, publications: world.history.publications.slice(0, 40) },
    }),
  },
  {
    name: 'nothing is counted',
    code: 'nothing-counted',
    severity: 'blocking',
    into: (world) => withCounts(world, () => 0),
  },
  {
    name: 'the tracker is on every tenth page',
    code: 'mostly-unread',
    severity: 'warning',
    into: (world) => withCounts(world, (_, at) => (at % 10 === 0 ? 1 : 0)),
  },
  {
    name: 'one article goes around the world',
    code: 'one-article',
    severity: 'warning',
    into: (world) => withCounts(world, (_, at) => (at === 100 ? 2_000 : 1)),
  },
  {
    name: 'views are an eighth since five weeks',
    code: 'level-shift',
    severity: 'warning',
    into: (world) => {
      const isLate = lastDays(world, 35);
      return withCounts(world, (record) => (isLate(record) ? 1 / 8 : 1));
    },
  },
  {
    name: 'an outage of twenty days, noted',
    code: 'labels-lost',
    severity: 'warning',
    into: (world) => {
      const to = world.asOf - 30 * DAY_MS;
      const outage = { from: to - 20 * DAY_MS, to, source: 'outage' } as const;
      return { ...world, history: { ...world.history, coverage: [...world.history.coverage, outage] } };
    },
  },
  {
    name: 'two days without readers, not noted',
    code: 'suspected-outage',
    severity: 'warning',
    into: (world) => ({ ...world, history: darkened(world.history, world.asOf - 40 * DAY_MS, 2) }),
  },
  {
    name: 'every eighth view twice, under another id',
    code: 'repeated-events',
    severity: 'warning',
    into: (world) => withEvents(world, (event) => (event.at % 8 === 0 ? [event, event] : [event])),
  },
  {
    name: 'every other view twice, under another id',
    code: 'repeated-events',
    severity: 'blocking',
    into: (world) => withEvents(world, (event) => (event.at % 2 === 0 ? [event, event] : [event])),
  },
  {
    name: 'a monitor reads three of ten views',
    code: 'one-visitor',
    severity: 'warning',
    into: (world) => withEvents(world, (event) => [event.at % 10 < 3 ? { ...event, visitor: 'monitor' } : event]),
  },
  {
    name: 'a monitor reads seven of ten views',
    code: 'one-visitor',
    severity: 'blocking',
    into: (world) => withEvents(world, (event) => [event.at % 10 < 7 ? { ...event, visitor: 'monitor' } : event]),
  },
  {
    name: 'events from the future',
    code: 'events-ahead',
    severity: 'warning',
    into: (world) => ({ ...world, ahead: 3 }),
  },
  {
    name: 'readers two hours late',
    code: 'shifted-clock',
    severity: 'warning',
    into: (world) => withEvents(world, (event) => [{ ...event, at: event.at + 2 * HOUR_MS }]),
  },
  {
    name: 'readers two hours early',
    code: 'shifted-clock',
    severity: 'blocking',
    into: (world) => withEvents(world, (event) => [{ ...event, at: event.at - 2 * HOUR_MS }]),
  },
  {
    name: 'every tenth view before publication',
    code: 'views-before-publication',
    severity: 'warning',
    into: (world) =>
      withEvents(world, (event, publishedAt) => [
        event.at % 10 === 0 ? { ...event, at: publishedAt - (event.at % DAY_MS) - 1 } : event,
      ]),
  },
  {
    name: 'texts read from the wrong field',
    code: 'missing-text',
    severity: 'warning',
    into: (world) => withFeatures(world, (_, at) => (at % 3 === 0 ? {} : { textWords: 0 })),
  },
  {
    name: 'one title for all',
    code: 'constant-columns',
    severity: 'warning',
    into: (world) => withFeatures(world, () => ({ titleCharacters: 12 })),
  },
  {
    name: 'a strong column is lost',
    code: 'column-stands-still',
    severity: 'blocking',
    into: (world) => ({
      ...withFeatures(world, (_, at, { length }) => (at >= length - NEWEST ? { textWords: null } : {})),
      importance: [{ feature: 'textWords', share: 0.2 }],
    }),
  },
  {
    name: 'a weak column is lost',
    code: 'column-stands-still',
    severity: 'warning',
    into: (world) => ({
      ...withFeatures(world, (_, at, { length }) => (at >= length - NEWEST ? { readability: 40 } : {})),
      importance: [{ feature: 'readability', share: 0.05 }],
    }),
  },
  {
    name: 'a counter of views as attribute',
    code: 'leaking-column',
    severity: 'warning',
    into: (world, seed) => {
      const [outcome, random] = [outcomes(world), createRandom(seed)];
      return withFeatures(world, (record) => ({ 'field.hits': Math.exp(outcome(record) + 0.1 * random.normal()) }));
    },
  },
  {
    name: 'a counter that an import filled',
    code: 'leaking-column',
    severity: 'warning',
    into: (world) => {
      const outcome = outcomes(world);
      return withFeatures(world, (record, at, { length }) => ({
        'field.hits': at < length / 3 ? Math.round(Math.exp(outcome(record))) : 0,
      }));
    },
  },
  {
    name: 'a distance from nobody at all, to either side',
    code: 'leaking-column',
    severity: 'warning',
    into: (world, seed) => {
      const [outcome, random] = [outcomes(world), createRandom(seed)];
      // Its sign is chance: no rank gives the outcome away, its twentieths do.
      return withFeatures(world, (record) => ({ 'field.vee': (random.next() < 0.5 ? -1 : 1) * outcome(record) }));
    },
  },
  {
    name: 'a number written after the first readers',
    code: 'suspicious-column',
    severity: 'warning',
    into: (world, seed) => {
      const [outcome, random] = [outcomes(world), createRandom(seed)];
      return withFeatures(world, (record) => ({ 'field.buzz': outcome(record) + 0.3 * random.normal() }));
    },
  },
];

/** Days without a reader, though nobody noted that. */
function darkened(history: SiteHistory, from: number, count: number): SiteHistory {
  const start = Math.floor(from / DAY_MS) * DAY_MS;
  return {
    ...history,
    days: history.days.filter(({ dayStart }) => dayStart < start || dayStart >= start + count * DAY_MS),
  };
}
