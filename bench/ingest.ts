/**
 * How fast events are taken in over HTTP, acknowledged after their commit, beside what the same machine can do without
 * one thing or another: a route that only validates, Strapi's own ways to write, and rows put into the table from
 * within. A booted Strapi with the built plugin in a process of its own; in turns, round after round.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';

import { type SiteEngine, SITE_ENGINES } from '../tests/helpers/site-databases';
import { type Answered, ask } from './ingest/client';
import { createSender } from './ingest/events';
import { type Latencies, probe } from './ingest/probe';
import { type Order, type Ready, VALIDATE, VALIDATE_BARE } from './ingest/site';

const EVENTS = '/api/foresight/events';
const KEYS = Array.from({ length: 200 }, (_, at) => `fpk_bench_${String(at).padStart(12, '0')}`);
const BATCH = 100;
const SINGLE_CONNECTIONS = 64;
const BATCH_CONNECTIONS = 16;
const STOCK_ROWS = 200;
/** More turns of the site whose table is full: the other one takes in events in two ways, and reads them in four more. */
const WARM_UPS = 5;
/** Long enough for the garbage collector's long pauses, one every half minute under load, to weigh what they weigh. */
const PROBE_SECONDS = 40;
/** A list of articles takes Strapi some 8 ms: twenty a second leave the process room for something else. */
const PROBE_EVERY_MS = 50;

/** The fastest of `bench -- inserts`, by database: what a program could do that has the rows at hand. */
const LIMIT_WAY = { SQLite: 'prepared statement, 500 rows', PostgreSQL: 'unnest of arrays, 500 rows' };

export interface IngestOptions {
  readonly seed: number;
  readonly rounds: number;
  /** Requests of single events, and events in batches, of each way in each round. */
  readonly singles: number;
  readonly batched: number;
  /** Rows of the full table. */
  readonly full: number;
}

export interface IngestResult {
  readonly engine: SiteEngine['name'];
  readonly ways: readonly WayResult[];
  readonly probes: readonly {
    readonly name: string;
    readonly latencies: Latencies;
    /** Requests with events that were told to come again meanwhile. */
    readonly refused: number;
  }[];
  /** Each bar with what was measured. */
  readonly bars: readonly Bar[];
}

export interface WayResult {
  readonly name: string;
  /** Events or rows a second: median over rounds. */
  readonly perSecond: number;
  /** Of one request, over all rounds, in milliseconds; null without HTTP. */
  readonly p50: number | null;
  readonly p99: number | null;
}

export interface Bar {
  readonly name: string;
  readonly measured: number;
  readonly bar: number;
  readonly isKept: boolean;
}

export async function ingest(options: IngestOptions, report: (line: string) => void): Promise<IngestResult[]> {
  const results: IngestResult[] = [];
  for (const engine of SITE_ENGINES) results.push(await measure(engine, options, report));
  return results;
}

async function measure(
  engine: SiteEngine,
  { seed, rounds, singles, batched, full }: IngestOptions,
  report: (line: string) => void
): Promise<IngestResult> {
  const sites = [await startSite(engine), await startSite(engine)] as const;
  const [empty, filled] = sites;
  try {
    report(`${engine.name}: filling a table with ${full.toLocaleString('en')} rows`);
    await filled.order({ do: 'fill', rows: full });
    const send = { empty: senderOf(seed, empty), filled: senderOf(seed + 1, filled) };
    const single = (site: Site, make: Sender, path: string) => () =>
      ofEvents(1, askSite(site, { path, connections: SINGLE_CONNECTIONS, requests: singles, make: () => make(1) }));
    const batch = (site: Site, make: Sender, path: string) => () => {
      const requests = Math.ceil(batched / BATCH);
      return ofEvents(
        BATCH,
        askSite(site, { path, connections: BATCH_CONNECTIONS, requests, make: () => make(BATCH) })
      );
    };
    const within = (order: Order & { readonly rows: number }) => async (): Promise<Turn> => ({
      perSecond: (await empty.order(order)) as number,
      latencies: [],
    });
    const ways: Record<string, () => Promise<Turn>> = {
      [VALIDATED]: single(empty, send.empty, VALIDATE),
      'validated only, single, before Strapi': single(empty, send.empty, VALIDATE_BARE),
      [SINGLE]: single(empty, send.empty, EVENTS),
      [`validated only, ${BATCH} a request`]: batch(empty, send.empty, VALIDATE),
      [`validated only, ${BATCH} a request, before Strapi`]: batch(empty, send.empty, VALIDATE_BARE),
      [BATCHED]: batch(empty, send.empty, EVENTS),
      [FULL]: batch(filled, send.filled, EVENTS),
      [LIMIT]: within({ do: 'bulk', rows: batched, way: LIMIT_WAY[engine.name] }),
      'strapi.db.query().createMany, 100 a time, no HTTP': within({ do: 'create-many', rows: STOCK_ROWS * 10 }),
      'strapi.documents().create, no HTTP': within({ do: 'stock', rows: STOCK_ROWS }),
      [STOCK]: stockOverHttp(empty),
    };
    const turns = new Map<string, Turn[]>(Object.keys(ways).map((name) => [name, []]));
    // Both sites' code is compiled by as many requests.
    for (let at = 0; at < WARM_UPS; at++) await ways[FULL]?.();
    // The first round is for the compilers, and does not count.
    for (let round = 0; round <= rounds; round++) {
      await empty.order({ do: 'empty' });
      for (const [name, way] of Object.entries(ways)) {
        const turn = await way();
        if (round > 0) turns.get(name)?.push(turn);
      }
      report(`${engine.name}: round ${round} of ${rounds}`);
    }
    await checkRows(filled, full + (WARM_UPS + rounds + 1) * Math.ceil(batched / BATCH) * BATCH);
    const results = [...turns].map(([name, own]) => resultOf(name, own));
    const rate = (name: string) => results.find((result) => result.name === name)?.perSecond ?? NaN;

    const probes = await probed(empty, send.empty, { batched: rate(BATCHED), single: rate(SINGLE) });
    probes.forEach(({ name, latencies }) => report(`${engine.name}: GET /api/articles, ${name}: p99 ${latencies.p99}`));
    const [idle, ...loaded] = probes.filter(({ name }) => name !== COUNTING).map(({ latencies }) => latencies);
    const atLeast = (name: string, measured: number, bar: number): Bar => ({
      name,
      measured,
      bar,
      isKept: measured >= bar,
    });
    const atMost = (name: string, measured: number, bar: number): Bar => ({
      name,
      measured,
      bar,
      isKept: measured <= bar,
    });
    const bars = [
      atLeast('batches / the limit', rate(BATCHED) / rate(LIMIT), 0.5),
      atLeast('batches / stock create', rate(BATCHED) / rate(STOCK), 100),
      atLeast('single / validated only', rate(SINGLE) / rate(VALIDATED), 0.6),
      atLeast('full / empty table', rate(FULL) / rate(BATCHED), 0.8),
      atMost('GET /api/articles p99, ms', Math.max(...loaded.map(({ p99 }) => p99)), (idle?.p99 ?? 0) + 30),
      atMost('GET /api/articles max, ms', Math.max(...loaded.map(({ max }) => max)), 250),
      atMost('requests told to come again', Math.max(...probes.map(({ refused }) => refused)), 0),
    ];
    return { engine: engine.name, ways: results, probes, bars };
  } finally {
    for (const site of sites) await site.stop();
  }
}

const VALIDATED = 'validated only, single';
const SINGLE = 'single events';
const BATCHED = `batches of ${BATCH}`;
const COUNTING = `half the rate, batches of ${BATCH}, hours counted half-way`;
const FULL = `batches of ${BATCH}, full table`;
const LIMIT = 'rows from within (the limit)';
const STOCK = 'POST /api/tags, stock create';

interface Turn {
  readonly perSecond: number;
  readonly latencies: readonly number[];
}

type Sender = ReturnType<typeof createSender>;

const senderOf = (seed: number, { ready }: Site): Sender => createSender(seed, KEYS, ready.documents);

const askSite = ({ ready }: Site, asked: Omit<Parameters<typeof ask>[0], 'port' | 'headers'>): Promise<Answered> =>
  ask({ ...asked, port: ready.port, headers: {} });

const ofEvents = async (size: number, answered: Promise<Answered>): Promise<Turn> => {
  const { seconds, latencies, refused } = await answered;
  if (refused > 0) throw new Error(`${refused} requests were told to come again`);
  return { perSecond: (latencies.length * size) / seconds, latencies };
};

const stockOverHttp =
  ({ ready }: Site) =>
  (): Promise<Turn> =>
    ofEvents(
      1,
      ask({
        port: ready.port,
        path: '/api/tags',
        headers: { Authorization: `Bearer ${ready.token}`, 'Content-Type': 'application/json' },
        connections: BATCH_CONNECTIONS,
        requests: STOCK_ROWS,
        make: () => ({ body: JSON.stringify({ data: { name: `tag-${(tag += 1)}` } }) }),
      })
    );
let tag = Date.now();

/** A front end's request by the clock: while nothing happens, and at half of what ingest takes, in batches and singly. */
async function probed(site: Site, make: Sender, rates: { readonly batched: number; readonly single: number }) {
  const url = `http://127.0.0.1:${site.ready.port}/api/articles?pagination[pageSize]=10`;
  const during = async (name: string, size: number, perSecond: number, isCounting = false) => {
    const stop = probe(url, PROBE_EVERY_MS);
    const counting = pause((PROBE_SECONDS * 1_000) / 2).then(() => (isCounting ? site.order({ do: 'count' }) : null));
    const { refused } = await (perSecond === 0
      ? pause(PROBE_SECONDS * 1_000).then(() => ({ refused: 0 }))
      : askSite(site, {
          path: EVENTS,
          connections: size === 1 ? SINGLE_CONNECTIONS : BATCH_CONNECTIONS,
          requests: Math.round((perSecond / size) * PROBE_SECONDS),
          perSecond: perSecond / size,
          make: () => make(size),
        }));
    await counting;
    return { name, latencies: await stop(), refused };
  };
  return [
    await during('idle', 1, 0),
    await during(`half the rate, batches of ${BATCH}`, BATCH, rates.batched / 2),
    await during('half the rate, single events', 1, rates.single / 2),
    // As a site does every two minutes, but with all that the rounds before have brought.
    await during(COUNTING, BATCH, rates.batched / 2, true),
  ];
}

async function checkRows(site: Site, expected: number): Promise<void> {
  const rows = await site.order({ do: 'rows' });
  if (rows !== expected) throw new Error(`expected ${expected} rows, got ${String(rows)}`);
}

function resultOf(name: string, turns: readonly Turn[]): WayResult {
  const latencies = turns.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? null;
  const rates = turns.map(({ perSecond }) => perSecond).sort((a, b) => a - b);
  return { name, perSecond: rates[rates.length >> 1] ?? NaN, p50: at(0.5), p99: at(0.99) };
}

interface Site {
  readonly ready: Ready;
  order(order: Order): Promise<unknown>;
  stop(): Promise<void>;
}

async function startSite(engine: SiteEngine): Promise<Site> {
  const database = await engine.create();
  const config = {
    trustedProxies: ['127.0.0.1'],
    publishableKeys: KEYS,
    schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
  };
  const child = fork(path.join(__dirname, 'ingest', 'server.mjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...database.env,
      NODE_ENV: 'test',
      STRAPI_TELEMETRY_DISABLED: 'true',
      FORESIGHT_SCHEDULE: 'off',
      FORESIGHT_CONFIG: JSON.stringify(config),
    },
  });
  const ready = (await answerOf(child)) as Ready;
  return {
    ready,
    order: (order) => {
      const answer = answerOf(child);
      child.send(order);
      return answer;
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await database.drop();
    },
  };
}

/** The next thing a site says. @throws what it failed with. */
const answerOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the measured site ended with ${String(code)}`));
    child.once('exit', ended);
    child.once('message', (said: { answer?: unknown; error?: string }) => {
      child.off('exit', ended);
      if (said.error === undefined) resolve(said.answer);
      else reject(new Error(said.error));
    });
  });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
