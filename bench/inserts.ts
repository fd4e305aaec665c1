/**
 * How fast events are stored, by way and by rows per transaction, in the real table with its indexes. Every way gets
 * the same kind of rows in turns, round after round, so that whatever else the machine does falls on all of them.
 */
import type { Knex } from 'knex';

import { TABLES } from '../server/src/repositories/tables';
import { ENGINES, type Engine } from '../tests/conformance/scratch-database';
import { eventSource, NAMES } from './inserts/events';
import { POSTGRES_WAYS } from './inserts/postgres-ways';
import { SQLITE_WAYS } from './inserts/sqlite-ways';
import type { Way } from './inserts/way';

export interface InsertsOptions {
  readonly seed: number;
  /** Rows of each way in each round. */
  readonly rows: number;
  readonly rounds: number;
}

export interface InsertsResult {
  readonly engine: Engine['name'];
  readonly way: string;
  /** Median over rounds. */
  readonly rowsPerSecond: number;
  /** Against the first way of the engine. */
  readonly ratio: number;
  /** Median time of one transaction, and how long it held this process's event loop at most, in milliseconds. */
  readonly transactionMs: number;
  readonly heldMs: number;
  /** What this process's processor spends on a row; PostgreSQL's own work is not in it. */
  readonly cpuMicros: number;
}

export async function inserts(
  { seed, rows, rounds }: InsertsOptions,
  report: (line: string) => void
): Promise<InsertsResult[]> {
  const results: InsertsResult[] = [];
  for (const engine of ENGINES) {
    const ways = engine.name === 'SQLite' ? SQLITE_WAYS : POSTGRES_WAYS;
    const database = await engine.open({ durable: true });
    try {
      const draw = eventSource(seed, engine.name === 'SQLite');
      // Some first: nothing is fast in an empty table as it is in a full one.
      for (let at = 0; at < rows; at += 500) await ways[0]!.insert(database.knex, draw(500));
      const runs = new Map<Way, Run[]>(ways.map((way) => [way, []]));
      for (let round = 0; round < rounds; round++) {
        for (const way of ways) runs.get(way)!.push(await once(database.knex, way, draw(rows)));
        report(`${engine.name}: round ${round + 1} of ${rounds}`);
      }
      await check(database.knex);
      results.push(...summary(engine.name, runs));
    } finally {
      await database.close();
    }
  }
  return results;
}

interface Run {
  readonly rowsPerSecond: number;
  readonly transactionMs: number;
  readonly heldMs: number;
  readonly cpuMicros: number;
}

async function once(knex: Knex, way: Way, rows: ReturnType<ReturnType<typeof eventSource>>): Promise<Run> {
  const times: number[] = [];
  let held = 0;
  let last = performance.now();
  const tick = setInterval(() => {
    held = Math.max(held, performance.now() - last);
    last = performance.now();
  }, 1);
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let at = 0; at < rows.length; at += way.rows) {
    const began = performance.now();
    await way.insert(knex, rows.slice(at, at + way.rows));
    times.push(performance.now() - began);
    // As ingest does between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(tick);
  const cpuMicros = (user + system) / rows.length;
  return { rowsPerSecond: rows.length / seconds, transactionMs: median(times), heldMs: held, cpuMicros };
}

function summary(engine: Engine['name'], runs: ReadonlyMap<Way, readonly Run[]>): InsertsResult[] {
  const medians = [...runs].map(([way, own]) => ({
    engine,
    way: way.name,
    rowsPerSecond: median(own.map(({ rowsPerSecond }) => rowsPerSecond)),
    transactionMs: median(own.map(({ transactionMs }) => transactionMs)),
    heldMs: median(own.map(({ heldMs }) => heldMs)),
    cpuMicros: median(own.map(({ cpuMicros }) => cpuMicros)),
  }));
  return medians.map((one) => ({ ...one, ratio: one.rowsPerSecond / (medians[0]?.rowsPerSecond ?? 1) }));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Every way wrote whole rows: none without an instant, a document or a key. */
async function check(knex: Knex): Promise<void> {
  const full = NAMES.filter((name) => !['name', 'value', 'scroll', 'properties'].includes(name));
  const [row] = (await knex(TABLES.events)
    .where((any) => full.forEach((name) => void any.orWhereNull(name)))
    .count({ n: '*' })) as { n: unknown }[];
  if (Number(row?.n) > 0) throw new Error(`${String(row?.n)} rows are not whole`);
}
