/**
 * The drills `flood` and `fuzz`: what strangers may send to a site without filling its memory or its tables, and without
 * breaking anything. Over HTTP, through the plugin's own middleware, on a scratch database.
 */
import { createChance, seedOf } from '../../playground/src/simulator';
import { LIMITS } from '../../server/src/config/defaults';
import { EVENT_TYPES } from '../../server/src/core/events';
import { type IngestSite, openIngestSite, view } from '../helpers/ingest-site';

const NETWORKS = 2_000;
const BATCH = 500;
/** Requests under way at once: they wait for one flush together. */
const TOGETHER = 20;

export interface FloodResult {
  readonly sent: number;
  readonly quarantined: number;
  /** Rows of the quarantine, and bytes, at their most. */
  readonly rows: number;
  readonly bytes: number;
  /** Growth of this process's heap after collection, in MB, from a quarter of the flood to its end. */
  readonly heapGrowthMb: number;
  /** Of one real event after every batch. */
  readonly realAccepted: number;
  readonly realSent: number;
  readonly balanced: boolean;
}

/** Forged events, each of another document or address, from many networks; after every batch one of a real reader. */
export async function runFlood(
  forged: number,
  onProgress: (sent: number) => void = () => undefined
): Promise<FloodResult> {
  const site = await openIngestSite(['real']);
  try {
    const heap: number[] = [];
    const batches = Math.ceil(forged / BATCH);
    let [quarantined, realAccepted, rows, bytes] = [0, 0, 0, 0];
    for (let batch = 0; batch < batches; batch++) {
      const events = Array.from({ length: Math.min(BATCH, forged - batch * BATCH) }, (_, at) => {
        const name = `forged-${batch}-${at}`;
        return at % 2 === 0 ? view(name) : view('x', { documentId: undefined, url: `/${name}` });
      });
      const address = `20.${batch % 250}.${Math.floor(batch / 250) % (NETWORKS / 250)}.1`;
      const { data } = await site.send({ key: site.key, events }, { address });
      quarantined += data?.quarantined ?? 0;
      // Each of a network of its own, as readers are.
      const real = await site.send({ key: site.key, ...view('real') }, { address: addressOf(batch) });
      realAccepted += real.data?.accepted ?? 0;
      // An hour goes by every so often, and with it everybody's share of the quarantine begins anew.
      if (batch % 100 === 99) site.clock.at += 60 * 60_000;
      if (batch % 20 === 19 || batch === batches - 1) {
        const reasons = await site.quarantine.byReason();
        rows = Math.max(
          rows,
          reasons.reduce((sum, one) => sum + one.rows, 0)
        );
        bytes = Math.max(
          bytes,
          reasons.reduce((sum, one) => sum + one.bytes, 0)
        );
        heap.push(heapMb());
        onProgress((batch + 1) * BATCH);
      }
    }
    const { totals } = await site.intake.latest(24 * 31);
    const early = heap[Math.floor(heap.length / 4)] ?? 0;
    const growth = (heap[heap.length - 1] ?? 0) - early;
    return {
      sent: forged,
      quarantined,
      rows,
      bytes,
      heapGrowthMb: growth,
      realAccepted,
      realSent: batches,
      balanced: totals.balanced,
    };
  } finally {
    await site.stop();
  }
}

const addressOf = (reader: number): string => `30.${(reader >> 8) & 255}.${reader & 255}.9`;

const heapMb = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

export interface FuzzResult {
  readonly requests: number;
  /** How many were answered with each status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly balanced: boolean;
}

/** Random bodies, some nearly right, from random networks with random headers. */
export async function runFuzz(seed: number, requests: number): Promise<FuzzResult> {
  const site = await openIngestSite(['real']);
  try {
    const random = createChance(seedOf(seed, 'fuzz'));
    const statuses: Record<string, number> = {};
    const one = async () => {
      const address =
        random.int(20) === 0 ? 'nonsense, 1.2.3' : `20.${random.int(250)}.${random.int(250)}.${random.int(250)}`;
      const headers: Record<string, string> = {
        'Content-Type': ['application/json', 'text/plain', 'text/html; charset=utf-16'][random.int(3)] ?? '',
        ...(random.int(5) === 0 ? { origin: ['null', 'https://x.example', '%%'][random.int(3)] ?? '' } : {}),
      };
      const { status } = await site.send(randomBody(random, site), { address, headers });
      statuses[status] = (statuses[status] ?? 0) + 1;
    };
    for (let at = 0; at < requests; at += TOGETHER) {
      await Promise.all(Array.from({ length: Math.min(TOGETHER, requests - at) }, one));
    }
    const { totals } = await site.intake.latest(24);
    return { requests, statuses, balanced: totals.balanced };
  } finally {
    await site.stop();
  }
}

type Chance = ReturnType<typeof createChance>;

const STRANGE = [
  null,
  true,
  -1,
  1e308,
  '',
  ' ',
  '\0',
  '\ud800',
  '__proto__',
  [],
  {},
  [[]],
  'x'.repeat(300),
  '2026-06-01',
  7.5,
];

function randomValue(random: Chance, depth = 0): unknown {
  if (depth > 2 || random.int(3) > 0) return STRANGE[random.int(STRANGE.length)];
  const size = random.int(4);
  return random.int(2) === 0
    ? Array.from({ length: size }, () => randomValue(random, depth + 1))
    : Object.fromEntries(Array.from({ length: size }, () => [randomName(random), randomValue(random, depth + 1)]));
}

const NAMES = [
  'eventId',
  'type',
  'documentId',
  'url',
  'locale',
  'contentType',
  'name',
  'value',
  'properties',
  'sessionId',
];
const randomName = (random: Chance): string =>
  random.int(4) === 0 ? `n${random.int(1_000)}` : (NAMES[random.int(NAMES.length)] ?? '');

/** A good event with some of its fields changed, or anything. */
function randomEvent(random: Chance): unknown {
  if (random.int(8) === 0) return randomValue(random);
  const event: Record<string, unknown> = {
    ...view(['real', 'lost', `d${random.int(100)}`][random.int(3)] ?? ''),
    type: EVENT_TYPES[random.int(EVENT_TYPES.length)],
  };
  for (let change = random.int(4); change > 0; change--) event[randomName(random)] = randomValue(random);
  return event;
}

function randomBody(random: Chance, { key }: IngestSite): string | Buffer {
  const kind = random.int(10);
  if (kind === 0) return Buffer.from(Array.from({ length: random.int(60) }, () => random.int(256)));
  const text = JSON.stringify({ key, events: Array.from({ length: 1 + random.int(6) }, () => randomEvent(random)) });
  if (kind === 1) return text.slice(0, random.int(text.length));
  if (kind === 2) return JSON.stringify(randomValue(random)) ?? '';
  if (kind === 3)
    return JSON.stringify({ key: random.int(2) === 0 ? key : 'fpk_unknown', ...(randomEvent(random) as object) });
  return text;
}

/** Bounds that hold whatever is sent. */
export const withinBounds = ({ rows, bytes }: Pick<FloodResult, 'rows' | 'bytes'>): boolean =>
  rows <= LIMITS.quarantinedEvents + LIMITS.quarantineUnseen && bytes <= LIMITS.quarantinedBytes * 1.1;
