/**
 * The drill `poison`: a simulated site's readers, and among them forged views from a few networks, 5 % of the traffic of
 * the last four weeks. All of it goes the way of every event: into the ingest service at its own time, into a database,
 * through the product's counting. Then: who is among the ten most read articles, with and without the forged views?
 */
import type { IngestSite } from '../helpers/ingest-site';
import { articleKey, BROWSER, openIngestSite } from '../helpers/ingest-site';
import { createChance, DEFAULT_WORLD, seedOf, type SimArticle, type SimEvent } from '../../playground/src/simulator';
import { DAY_MS } from '../../server/src/core/rollup';
import { targetId } from '../../server/src/core/target';
import { readAges } from '../../server/src/repositories/age-counters';
import { insertVersions } from '../../server/src/repositories/publications';
import { HORIZON, runRollup, version } from '../conformance/fixtures';
import { END, simulatedSite } from './simulated-history';

/** Part of all views that is forged, and the weeks it is a part of. */
export const FORGED = 0.05;
const WEEKS_MS = 28 * DAY_MS;
const TOP = 10;

/** Whom the forged views are for, by rank among the most read, and from how many networks and browsers they come. */
export interface Scene {
  readonly name: string;
  readonly ranks: readonly number[];
  readonly networks: number;
  /** 'one': each network has one browser. 'many': every view says it comes from another one. */
  readonly browsers: 'one' | 'many';
  /** The bar of the drill holds for it: no article of the top 10 moves by more than one place. */
  readonly judged: boolean;
}

export const SCENES: readonly Scene[] = [
  { name: 'the 10th', ranks: [10], networks: 3, browsers: 'one', judged: true },
  { name: 'the 10th, other browsers', ranks: [10], networks: 3, browsers: 'many', judged: true },
  { name: 'the 11th', ranks: [11], networks: 3, browsers: 'many', judged: true },
  { name: 'the 20th', ranks: [20], networks: 3, browsers: 'many', judged: true },
  // Beyond the bar: what so few views a network and day do can't be told from readers.
  { name: 'the 10th, 5 networks', ranks: [10], networks: 5, browsers: 'many', judged: false },
  { name: 'three at once', ranks: [11, 15, 20], networks: 3, browsers: 'many', judged: false },
  { name: 'every second', ranks: [2, 4, 6, 8, 10, 12, 14, 16, 18, 20], networks: 3, browsers: 'many', judged: false },
];

export interface PoisonResult {
  readonly forged: number;
  /** Forged views the quarantine holds, by reason. */
  readonly quarantined: Readonly<Record<string, number>>;
  /** Places the farthest of the ten most read has moved: as it is, and if every view counted. */
  readonly moved: number;
  readonly movedUnprotected: number;
  /** Part of the real views that count. */
  readonly honestCounted: number;
}

interface Sent {
  readonly article: string;
  readonly at: number;
  readonly address: string;
  readonly browser: string;
  readonly isForged: boolean;
}

/** One seed and scene. */
export async function runPoison(seed: number, scene: Scene, articles = 200): Promise<PoisonResult> {
  const site = simulatedSite(seed, articles, DEFAULT_WORLD);
  // The last days' articles have not had their week.
  const recent = site.articles.filter(
    ({ publishedAt }) => publishedAt >= END - WEEKS_MS - 7 * DAY_MS && publishedAt <= END - 7 * DAY_MS
  );
  const honest = readers(seed, site.events, new Set(recent.map(({ id }) => id)));
  const real = orderOf(viewsIn(recent, honest));
  const forged = forge(seed, scene, recent, real, honest.length);

  const clean = await countThrough(recent, honest);
  const poisoned = await countThrough(recent, [...honest, ...forged]);
  const all = viewsIn(recent, [...honest, ...forged]);
  const total = (views: ReadonlyMap<string, number>) => [...views.values()].reduce((sum, each) => sum + each, 0);
  return {
    forged: forged.length,
    quarantined: poisoned.quarantined,
    moved: farthest(orderOf(clean.views), orderOf(poisoned.views)),
    movedUnprotected: farthest(real, orderOf(all)),
    honestCounted: total(clean.views) / total(viewsIn(recent, honest)),
  };
}

/**
 * Where readers sit: two thirds have a network of their own, 3 % share an office, and 30 % come by a hundred networks of
 * mobile carriers, the largest with 1.4 % of all readers.
 */
function readers(seed: number, events: readonly SimEvent[], articles: ReadonlySet<string>): Sent[] {
  const random = createChance(seedOf(seed, 'networks'));
  const addresses = new Map<string, string>();
  const addressOf = (visitor: string): string => {
    const known = addresses.get(visitor);
    if (known !== undefined) return known;
    const [kind, host, own] = [random.next(), 1 + random.int(250), addresses.size];
    const network =
      kind < 0.03
        ? '198.51.100'
        : kind < 0.33
          ? `192.0.${Math.floor(100 * random.next() ** 1.5)}`
          : `${20 + (own >> 16)}.${(own >> 8) & 255}.${own & 255}`;
    addresses.set(visitor, `${network}.${host}`);
    return addresses.get(visitor) ?? '';
  };
  return events.flatMap(({ type, bot, article, at, visitor, userAgent }) =>
    type === 'view' && !bot && articles.has(article)
      ? [{ article, at, address: addressOf(visitor), browser: userAgent, isForged: false }]
      : []
  );
}

/** Spread over the week in which they count. */
function forge(
  seed: number,
  { name, ranks, networks, browsers }: Scene,
  articles: readonly SimArticle[],
  real: readonly string[],
  honest: number
): Sent[] {
  const random = createChance(seedOf(seed, `forged|${name}`));
  const publishedAt = new Map(articles.map(({ id, publishedAt: at }) => [id, at]));
  return Array.from({ length: Math.round((honest * FORGED) / (1 - FORGED)) }, (_, at) => {
    const article = real[(ranks[at % ranks.length] ?? 1) - 1] ?? '';
    return {
      article,
      at: Math.floor((publishedAt.get(article) ?? 0) + random.next() * 7 * DAY_MS),
      address: `203.0.${at % networks}.${1 + random.int(250)}`,
      browser: browsers === 'one' ? BROWSER : `${BROWSER} ${random.int(1_000_000)}`,
      isForged: true,
    };
  });
}

const viewsIn = (articles: readonly SimArticle[], sent: readonly Sent[]): Map<string, number> => {
  const publishedAt = new Map(articles.map(({ id, publishedAt: at }) => [id, at]));
  const views = new Map(articles.map(({ id }) => [id, 0]));
  for (const { article, at } of sent) {
    const age = at - (publishedAt.get(article) ?? 0);
    if (age >= 0 && age <= HORIZON * 60_000) views.set(article, (views.get(article) ?? 0) + 1);
  }
  return views;
};

const orderOf = (views: ReadonlyMap<string, number>): string[] =>
  [...views].sort(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1)).map(([article]) => article);

const farthest = (before: readonly string[], after: readonly string[]): number =>
  Math.max(...before.slice(0, TOP).map((article, place) => Math.abs(after.indexOf(article) - place)));

/** Everything sent at its time, then counted: views over the horizon by article, and what is in quarantine of the forged. */
async function countThrough(articles: readonly SimArticle[], sent: readonly Sent[]) {
  const site = await openIngestSite(articles.map(({ id }) => id));
  try {
    for (const { id, publishedAt } of articles) {
      const first = version(articleKey(id), 1, publishedAt, { firstPublishedAt: publishedAt });
      await insertVersions(site.knex, [first], publishedAt);
    }
    await sendAll(site, sent);
    await runRollup(site.knex, END + DAY_MS, { timeZone: 'UTC' });
    const ages = await readAges(
      site.knex,
      articles.map(({ id }) => articleKey(id))
    );
    const views = new Map(
      articles.map(({ id }) => [
        id,
        ages.get(targetId(articleKey(id)))?.find(({ ageMinutes }) => ageMinutes === HORIZON)?.views ?? 0,
      ])
    );
    const quarantined = Object.fromEntries(
      (await site.quarantine.byReason()).map(({ reason, rows }) => [reason, rows])
    );
    return { views, quarantined };
  } finally {
    await site.stop();
  }
}

/** In the order of their times; those of a short while together, as a batch takes them in anyway. */
async function sendAll(site: IngestSite, sent: readonly Sent[]): Promise<void> {
  const inOrder = [...sent].sort((a, b) => a.at - b.at);
  let under: Promise<unknown>[] = [];
  for (const [id, { article, at, address, browser }] of inOrder.entries()) {
    site.clock.at = at;
    const event = {
      eventId: `poison-${String(id).padStart(12, '0')}`,
      type: 'view',
      documentId: article,
      locale: 'en',
    };
    const source = { address, userAgent: browser };
    const request = { events: [event], trusted: false, source, receivedAt: new Date(at), key: site.key };
    under.push(site.ingest.collect(request));
    if (under.length === 200) {
      await Promise.all(under);
      under = [];
    }
  }
  await Promise.all(under);
}
