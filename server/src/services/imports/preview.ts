import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../../config/defaults';
import type { ImportPreview, ImportWishes } from '../../contracts/imports';
import { CoreError } from '../../core/errors';
import {
  checkMapping,
  type ImportOptions,
  type ImportReason,
  type RawRow,
  readLogLine,
  type RowOutcome,
  withoutAddresses,
} from '../../core/import';
import { readCoverage } from '../../repositories/coverage';
import { getService } from '../../utils/get-service';
import { type Inspected, inspectFile } from './inspect';
import { createInterpreter, type Interpreted, isRowEvent } from './interpret';
import { readerOf } from './read-rows';
import { outcomeOf } from './run-import';

const NOBODY = { visitor: null, session: null, source: null };
const SHOWN_LENGTH = 200;
const SHOWN_FIELDS = 30;

/**
 * What would become of a file's first rows, and how much of it there is. Nothing is stored. Without a mapping that works
 * the rows are shown as they are, and `problem` says what is missing.
 *
 * @throws {CoreError} UNREADABLE_FILE
 */
export async function previewOf(strapi: Core.Strapi, file: string, wishes: ImportWishes): Promise<ImportPreview> {
  const { timeZone } = getService(strapi, 'settings').get();
  const inspected = await inspectFile(file, wishes, timeZone);
  const { options, columns, rows, whole, source } = inspected;
  const problem = problemOf(inspected);
  const spans = await readCoverage(strapi.db.connection as Knex);
  const now = getService(strapi, 'clock').now().getTime();
  const interpret = createInterpreter({ options, columns, spans, salt: '', siteTimeZone: timeZone, now });
  const read = problem === null ? rows.map(interpret) : [];
  const outcomes = await foresee(strapi, read);
  const reasons: Partial<Record<ImportReason, number>> = {};
  for (const { outcome } of outcomes) {
    if (outcome !== 'accepted' && outcome !== 'duplicate') reasons[outcome] = (reasons[outcome] ?? 0) + 1;
  }
  const times = outcomes.flatMap(({ at }) => at ?? []);
  const last = problem === null ? lastTime(inspected, interpret) : null;
  const tracking = spans.find((span) => span.source === 'tracking');

  return {
    options: { ...options, mapping: { ...options.mapping } },
    compressed: source.compressed,
    columns: [...columns],
    problem,
    rows: rows.slice(0, LIMITS.importShownRows).map((row, at) => {
      const event = read[at];
      const outcome = outcomes[at];
      const isEvent = event !== undefined && isRowEvent(event);
      return {
        line: row.line,
        given: givenOf(row, options),
        outcome: outcome === undefined || outcome.outcome === 'duplicate' ? 'invalid' : eventOr(outcome.outcome),
        at: outcome?.at == null ? null : new Date(outcome.at).toISOString(),
        type: isEvent ? event.event.type : null,
        target: isEvent ? (event.event.documentId ?? event.event.url ?? null) : null,
        said: outcome?.said ?? null,
      };
    }),
    sample: {
      rows: outcomes.length,
      events: outcomes.filter(({ outcome }) => outcome === 'accepted').length,
      reasons: reasons as Record<ImportReason, number>,
      whole,
    },
    estimate: {
      rows: inspected.estimatedRows,
      firstAt: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
      lastAt: whole && times.length > 0 ? new Date(Math.max(...times)).toISOString() : last,
    },
    trackedSince: tracking === undefined ? null : new Date(tracking.from).toISOString(),
  };
}

const eventOr = (outcome: Exclude<RowOutcome['outcome'], 'duplicate'>): 'event' | ImportReason =>
  outcome === 'accepted' ? 'event' : outcome;

function problemOf({ options, columns }: Inspected): ImportPreview['problem'] {
  try {
    checkMapping(options, columns);
    return null;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const { got, expected } = error.details as { got: string; expected: string };
    return { code: error.code, got, expected };
  }
}

/** Documents of the sample are looked up as those of a step are, some at a time. */
async function foresee(strapi: Core.Strapi, read: readonly Interpreted[]): Promise<RowOutcome[]> {
  const events = read.filter(isRowEvent);
  const outcomes = await getService(strapi, 'ingest').foresee(
    events.map(({ event, occurredAt, doubt }) => ({ event, occurredAt, doubt, reader: NOBODY, importKey: '' }))
  );
  const found = outcomes.values();
  return read.map((one) => (isRowEvent(one) ? outcomeOf(one, found.next().value) : one));
}

/** A row as it stands in the file, shortened; of a log line without who asked. */
function givenOf({ fields }: RawRow, { format }: ImportOptions): string[] {
  if (format !== 'log') return fields.slice(0, SHOWN_FIELDS).map((text) => text.slice(0, SHOWN_LENGTH));
  const [text = ''] = fields;
  const read = readLogLine(text);
  if (!read.ok) return [withoutAddresses(text).slice(0, SHOWN_LENGTH)];
  const { method, target, status } = read.line;
  return [`${method || '-'} ${target.slice(0, SHOWN_LENGTH)} ${status}`];
}

/** When the last row of a file happened, where that is cheap to know. */
function lastTime(
  { lastLine, options: { format, delimiter } }: Inspected,
  interpret: (row: RawRow, rowNumber: number) => Interpreted
): string | null {
  if (lastLine === null) return null;
  // Beyond the first row, so that no header is taken for one.
  const reader = readerOf(format, delimiter, { offset: 1, line: 1 });
  const [row] = [...reader.push(Buffer.from(lastLine)), ...reader.end()];
  if (row === undefined) return null;
  const read = interpret(row, Number.MAX_SAFE_INTEGER);
  const at = isRowEvent(read) ? read.occurredAt : read.at;
  return at === null ? null : new Date(at).toISOString();
}
