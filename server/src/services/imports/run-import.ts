import { randomBytes } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../../config/defaults';
import { addOutcomes, type ImportReason, type RowOutcome, type RowStart } from '../../core/import';
import { DAY_MS } from '../../core/rollup';
import { readCoverage, writeCoverage } from '../../repositories/coverage';
import { changeImport, type ImportProgress, type ImportRow } from '../../repositories/imports';
import { destroySalt, saltOf } from '../../repositories/salts';
import { databaseClient } from '../../repositories/supported-databases';
import { getService } from '../../utils/get-service';
import { processRole } from '../../utils/process-role';
import { hashReaders } from '../ingest/readers';
import type { Outcome } from '../ingest/result';
import type { HeldLease } from '../lease';
import { normalPath } from '../publications/site-path';
import { inspectFile } from './inspect';
import { createInterpreter, type Interpreted, isRowEvent, type RowEvent } from './interpret';
import { readRows } from './read-rows';

const NOBODY = { address: '', userAgent: '' };
const BOUNDS = { examples: LIMITS.importExamples, unmatched: LIMITS.importUnmatched };

/** Somebody paused or cancelled it, or another process goes on with it: what was not committed is not done. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export const saltName = (key: string): string => `import:${key}`;

export interface ImportRun {
  readonly row: ImportRow;
  readonly file: string;
  readonly held: HeldLease;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Rows that are read and wait for their transaction, and where the last of them ends. */
interface Batch {
  readonly rows: Interpreted[];
  events: number;
}

/**
 * Take the rest of a file in. Each step is one transaction: some events, the marks of their hours, and how far the import
 * is by then. Wherever it is cut off, rows up to there were done once, and the next run begins behind them.
 *
 * @throws {Stopped}; {CoreError} UNREADABLE_FILE; what the database throws.
 */
export async function runImport(strapi: Core.Strapi, run: ImportRun): Promise<void> {
  const { row, file, held, signal, onProgress } = run;
  const { key, options } = row;
  if (options === null) throw new Stopped();
  const knex = strapi.db.connection as Knex;
  const clock = getService(strapi, 'clock');
  const { timeZone } = getService(strapi, 'settings').get();
  const now = clock.now().getTime();
  const { source, columns } = await inspectFile(file, { ...options, mapping: { ...options.mapping } }, timeZone);
  const salt = await saltOf(
    knex,
    saltName(key),
    randomBytes(32).toString('hex'),
    clock.now().getTime() + LIMITS.importFileDays * DAY_MS
  );
  const spans = await readCoverage(knex);
  const interpret = createInterpreter({ options, columns, spans, salt, siteTimeZone: timeZone, now });
  // A command has an event loop to itself.
  const steps = processRole() === 'command' ? LIMITS.eventsPerInsert : LIMITS.importEventsPerStep;
  const perStep = steps[databaseClient(strapi)];

  let progress = row.progress;
  let { warm, next } = progress;
  let batch: Batch = { rows: [], events: 0 };

  const commit = async (end: RowStart, bytesRead: number): Promise<void> => {
    // Reading them took its time: others have their turn before the transaction, and after it.
    await turn();
    const { rows } = batch;
    const events = rows.filter(isRowEvent);
    const readers = await hashReaders(
      strapi,
      events.map(({ event }) => event),
      true,
      NOBODY,
      now
    );
    const brought = events.map(({ event, occurredAt, doubt, visitor }) => ({
      ...{ event, occurredAt, doubt, importKey: key },
      reader: visitor === undefined ? readers(event) : { visitor, session: null, source: null },
    }));
    let committed = progress;
    await getService(strapi, 'ingest').bring(brought, async (trx, outcomes) => {
      const found = outcomes.values();
      const said = rows.map((one): RowOutcome => {
        if (!isRowEvent(one)) return one;
        return outcomeOf(one, found.next().value);
      });
      const tally = addOutcomes(progress.tally, said, BOUNDS);
      committed = { ...progress, offset: end.offset, line: end.line, bytesRead, warm, next, tally };
      await getService(strapi, 'lease').assertHeld(trx, held);
      const change = { progress: committed, updatedAt: clock.system() };
      if (!(await changeImport(trx, key, ['running'], change))) throw new Stopped();
    });
    progress = committed;
    batch = { rows: [], events: 0 };
    onProgress?.(progress);
    await turn();
    signal.throwIfAborted();
  };

  // Rows from `warm` on are read again to know which equal ones came before; what was done is done.
  const done = progress.tally.rows;
  let number = warm.rows;
  let end: RowStart = { offset: warm.offset, line: warm.line };
  let isHeader = options.format === 'csv' && warm.offset === 0;
  for await (const { rows, bytesRead } of readRows(source, end)) {
    for (const raw of rows) {
      if (isHeader) {
        isHeader = false;
        end = { offset: raw.end, line: raw.nextLine };
        continue;
      }
      if (number % LIMITS.importGeneration === 0 && number > 0 && number >= next.rows + LIMITS.importGeneration) {
        warm = next;
        next = { ...end, rows: number };
      }
      const read = interpret(raw, number);
      number++;
      end = { offset: raw.end, line: raw.nextLine };
      if (number <= done) continue;
      batch.rows.push(read);
      if (isRowEvent(read)) batch.events++;
      if (batch.events >= perStep || batch.rows.length >= LIMITS.importRowsPerStep) await commit(end, bytesRead);
    }
    signal.throwIfAborted();
  }
  await commit(end, row.fileSize);
  await finish(strapi, run, progress);
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** All rows are done: the window they cover is kept, and the salt of their visitors destroyed. */
async function finish(strapi: Core.Strapi, { row, held }: ImportRun, { tally }: ImportProgress): Promise<void> {
  await strapi.db.transaction(async ({ trx }) => {
    const knex = trx as unknown as Knex;
    const at = getService(strapi, 'clock').system();
    await getService(strapi, 'lease').assertHeld(knex, held);
    const isOver = await changeImport(knex, row.key, ['running'], { state: 'done', finishedAt: at, updatedAt: at });
    if (!isOver) throw new Stopped();
    await destroySalt(knex, saltName(row.key));
    const { first, last } = tally;
    if (first !== null && last !== null && tally.accepted > 0) await cover(knex, first, last + 1);
  });
}

/** A stretch that begins at the same instant may be covered already, and longer. */
async function cover(knex: Knex, from: number, to: number): Promise<void> {
  const known = (await readCoverage(knex)).find((span) => span.source === 'import' && span.from === from);
  await writeCoverage(knex, { from, to: Math.max(to, known?.to ?? 0), source: 'import' });
}

/** What became of a row once its document was looked for. */
export function outcomeOf({ line, event, occurredAt }: RowEvent, outcome: Outcome | undefined): RowOutcome {
  const place = { line, at: occurredAt };
  if (typeof outcome === 'string') return { outcome, ...place };
  const { reason, got, expected } =
    outcome === undefined
      ? { reason: 'invalid', got: 'nothing', expected: 'an outcome' }
      : 'doubt' in outcome
        ? outcome.doubt
        : { ...outcome.refusal, reason: 'invalid' };
  const path = reason === 'unknown-url' ? normalPath(event.url ?? '') : null;
  const of = { outcome: reason as ImportReason, ...place };
  return path === null ? { ...of, said: { got, expected } } : { ...of, path };
}
