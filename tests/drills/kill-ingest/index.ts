/**
 * The drill `kill-ingest`: servers and browsers send batch after batch to a site that is killed with -9 again and again,
 * while it starts, stores and counts. What was acknowledged is never sent again; what was not is, until it is. Then:
 * is every acknowledged event there, is every event counted once, and does a site that gets all of it in another order,
 * in other batches and partly twice, count the very same?
 */
import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';

import type { Knex } from 'knex';

import { createRandom, type Random } from '../../../server/src/core/math/random';
import { hourStart } from '../../../server/src/core/rollup';
import { readIntake } from '../../../server/src/repositories/intake-counts';
import { TABLES } from '../../../server/src/repositories/tables';
import { fromColumn, selectMs } from '../../../server/src/repositories/time';
import { counted, runRollup } from '../../conformance/fixtures';
import type { Engine, ScratchDatabase } from '../../conformance/scratch-database';
import { openIngestSite, PATH } from '../../helpers/ingest-site';
import { type Batch, batchOf, DOCUMENTS, NOW, type SentEvent } from './traffic';

const SENDERS = 6;
/** A process lives so long after it listens, at most. */
const LONGEST_LIFE_MS = 400;
/** Of so many kills one comes before it listens. */
const EARLY = 8;
const LONGEST_START_MS = 20_000;
const PROCESS = path.join(__dirname, 'process.mjs');

export interface KillResult {
  readonly kills: number;
  readonly batches: number;
  readonly events: number;
  /** Batches that were cut off and sent again. */
  readonly resent: number;
  /** Acknowledged events that are not there, events that are there without having been sent, hours counted wrong. */
  readonly lost: number;
  readonly foreign: number;
  readonly miscounted: number;
  /** received = accepted + duplicate + quarantined + rejected, and each event was accepted once. */
  readonly balanced: boolean;
  /** Rollups and age counters of the other order are equal, byte by byte. */
  readonly equal: boolean;
}

interface Traffic {
  /** Batches to be sent before new ones are made. */
  readonly again: number[];
  readonly acknowledged: Set<number>;
  next: number;
  resent: number;
}

export async function runKills(
  seed: number,
  kills: number,
  engine: Engine,
  onKill: (done: number) => void = () => undefined
): Promise<KillResult> {
  const database = await engine.open({ durable: true });
  try {
    const random = createRandom(seed);
    const traffic: Traffic = { again: [], acknowledged: new Set(), next: 0, resent: 0 };
    for (let kill = 0; kill < kills; kill++) {
      await sendUntilKilled(seed, traffic, database, random);
      onKill(kill + 1);
    }
    await sendTheRest(seed, traffic, database);
    const sent = Array.from({ length: traffic.next }, (_, index) => batchOf(seed, index));
    return {
      kills,
      batches: sent.length,
      events: sent.reduce((sum, { events }) => sum + events.length, 0),
      resent: traffic.resent,
      ...(await judge(database.knex, sent)),
      equal: await isEqualInAnotherOrder(sent, engine, database.knex, random),
    };
  } finally {
    await database.close();
  }
}

interface Victim {
  readonly child: ChildProcess;
  /** Resolves once it listens; null when it ended before. */
  readonly listens: Promise<{ readonly port: number; readonly key: string } | null>;
  readonly ended: Promise<void>;
}

function start({ knex }: ScratchDatabase): Victim {
  const { client, connection, searchPath, useNullAsDefault } = knex.client.config as Knex.Config;
  const config = { client, connection, searchPath, useNullAsDefault, pool: { min: 0, max: client === 'pg' ? 6 : 1 } };
  const child = spawn(process.execPath, [PROCESS, JSON.stringify(config)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const listens = new Promise<Awaited<Victim['listens']>>((resolve) => {
    lines.once('line', (line) => resolve(JSON.parse(line) as { port: number; key: string }));
    void ended.then(() => resolve(null));
  });
  return { child, listens, ended };
}

async function sendUntilKilled(seed: number, traffic: Traffic, database: ScratchDatabase, random: Random) {
  const began = performance.now();
  const victim = start(database);
  if (random.int(EARLY) === 0 && traffic.next > 0) {
    // As long as the last one took to listen, about.
    await pause(random.next() * startMs);
    return kill(victim);
  }
  const site = await within(LONGEST_START_MS, victim.listens);
  if (site === null) throw new Error('the site ended before it listened');
  startMs = performance.now() - began;
  const life = pause(random.next() * LONGEST_LIFE_MS).then(() => kill(victim));
  const agent = new http.Agent({ keepAlive: true });
  await Promise.all(Array.from({ length: SENDERS }, () => sendBatches(seed, traffic, { ...site, agent })));
  agent.destroy();
  return life;
}

let startMs = 500;

async function kill({ child, ended }: Victim): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

interface Target {
  readonly port: number;
  readonly key: string;
  readonly agent: http.Agent;
}

/** One after the other, until one is not acknowledged. @param last as many batches as there are; else ever new ones. */
async function sendBatches(seed: number, traffic: Traffic, target: Target, last = Infinity): Promise<void> {
  for (;;) {
    const again = traffic.again.shift();
    if (again === undefined && traffic.next >= last) return;
    const index = again ?? traffic.next++;
    if (!(await isAcknowledged(batchOf(seed, index), target))) {
      traffic.again.push(index);
      traffic.resent++;
      return;
    }
    traffic.acknowledged.add(index);
  }
}

/** @throws when a living site refuses. */
async function isAcknowledged({ address, browser, events }: Batch, { port, key, agent }: Target): Promise<boolean> {
  const headers =
    address === null
      ? { Authorization: 'Bearer a server' }
      : { 'X-Forwarded-For': address, 'User-Agent': browser, 'Content-Type': 'text/plain' };
  const body = JSON.stringify(address === null ? { events } : { key, events });
  const { status, text } = await post({ port, agent, headers }, body).catch(() => ({ status: 0, text: '' }));
  if (status === 0) return false;
  const { data } = JSON.parse(text) as { data: { accepted: number; duplicate: number } | null };
  if (status !== 200 || data === null || data.accepted + data.duplicate !== events.length)
    throw new Error(`${status}: ${text}`);
  return true;
}

function post(to: { port: number; agent: http.Agent; headers: Record<string, string> }, body: string) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = http.request({ ...to, host: '127.0.0.1', path: PATH, method: 'POST' }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        answer.complete
          ? resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') })
          : reject(new Error('cut off'))
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Nobody is killed any more: everything that was begun is acknowledged, and counted. */
async function sendTheRest(seed: number, traffic: Traffic, database: ScratchDatabase): Promise<void> {
  const victim = start(database);
  const site = await within(LONGEST_START_MS, victim.listens);
  if (site === null) throw new Error('the site ended before it listened');
  const agent = new http.Agent({ keepAlive: true });
  await sendBatches(seed, traffic, { ...site, agent }, traffic.next);
  agent.destroy();
  if (traffic.acknowledged.size !== traffic.next) throw new Error('a living site acknowledged nothing');
  await kill(victim);
  await runRollup(database.knex, NOW, { timeZone: 'UTC' });
}

async function judge(knex: Knex, sent: readonly Batch[]) {
  const expected = new Map<string, SentEvent>();
  for (const { events } of sent) for (const event of events) expected.set(event.eventId, event);
  const ids: string[] = await knex(TABLES.events).pluck('event_id');
  const there = new Set(ids);
  const lost = [...expected.keys()].filter((id) => !there.has(id)).length;
  const counts = await readIntake(knex, 0, 2 * NOW);
  const sum = (name: string) =>
    counts.filter(({ outcome }) => outcome === name).reduce((total, { count }) => total + count, 0);
  const balanced =
    sum('accepted') === expected.size &&
    ids.length === expected.size &&
    sum('received') === sum('accepted') + sum('duplicate');
  return {
    lost,
    foreign: [...there].filter((id) => !expected.has(id)).length,
    miscounted: await miscounted(knex, [...expected.values()]),
    balanced,
  };
}

/** Hours of documents whose views differ from those that were sent, counted by hand. */
async function miscounted(knex: Knex, sent: readonly SentEvent[]): Promise<number> {
  const views = new Map<string, number>();
  for (const { type, documentId, occurredAt } of sent) {
    if (type !== 'view') continue;
    const hour = `${documentId}|${hourStart(occurredAt === undefined ? NOW : Date.parse(occurredAt))}`;
    views.set(hour, (views.get(hour) ?? 0) + 1);
  }
  const rows = (await knex(TABLES.rollups)
    .where({ granularity: 'hour' })
    .select('target_document_id', 'views', selectMs(knex, 'bucket_start', 'start_ms'))) as {
    target_document_id: string;
    views: number;
    start_ms: unknown;
  }[];
  let wrong = 0;
  for (const { target_document_id: documentId, views: found, start_ms: start } of rows) {
    const hour = `${documentId}|${fromColumn(start)}`;
    if ((views.get(hour) ?? 0) !== Number(found)) wrong++;
    views.delete(hour);
  }
  return wrong + views.size;
}

/** All of it into an empty database with the same salts: shuffled, in other batches, one of twenty twice. */
async function isEqualInAnotherOrder(sent: readonly Batch[], engine: Engine, first: Knex, random: Random) {
  const site = await openIngestSite(DOCUMENTS, {
    ...engine,
    async open() {
      const database = await engine.open();
      for (const table of [TABLES.salts, TABLES.keys]) {
        for (const row of (await first(table)) as object[]) await database.knex(table).insert(row);
      }
      return database;
    },
  });
  try {
    site.clock.at = NOW;
    const batches = regrouped(sent, random);
    for (let at = 0; at < batches.length; at += SENDERS) {
      await Promise.all(
        batches.slice(at, at + SENDERS).map(({ address, browser, events }) =>
          site.ingest.receive({
            body: address === null ? { events } : { key: site.key, events },
            trusted: address === null,
            source: { address: address ?? '127.0.0.1', userAgent: browser },
          })
        )
      );
    }
    await runRollup(site.knex, NOW, { timeZone: 'UTC' });
    return JSON.stringify(await counted(site.knex)) === JSON.stringify(await counted(first));
  } finally {
    await site.stop();
  }
}

/** Servers' events are mixed into batches of a hundred; browsers' stay together, for they share an address. */
function regrouped(sent: readonly Batch[], random: Random): Batch[] {
  const shuffled = <T>(list: readonly T[]): T[] => {
    const all = [...list];
    for (let at = all.length - 1; at > 0; at--) {
      const other = random.int(at + 1);
      [all[at], all[other]] = [all[other] as T, all[at] as T];
    }
    return all;
  };
  const servers = shuffled(sent.flatMap(({ address, events }) => (address === null ? events : [])));
  const twice = servers.filter(() => random.int(20) === 0);
  const all = [...servers, ...twice];
  const batches: Batch[] = sent.filter(({ address }) => address !== null);
  for (let at = 0; at < all.length; at += 100) {
    batches.push({ address: null, browser: 'a server', events: all.slice(at, at + 100) });
  }
  return shuffled(batches);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
