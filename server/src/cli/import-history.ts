import { existsSync, openSync, readSync, closeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { ImportPreview, ImportSummary, ImportWishes } from '../contracts/imports';
import { importOptions } from '../contracts/imports';
import { IMPORT_FIELDS } from '../core/import/fields';
import { getService } from '../utils/get-service';
import { type Command, Refusal } from './command';
import { withApp } from './load-app';
import { refusing, say, typist } from './plugin-words';

const MODEL = 'FORESITE';
const SHOWN_ROWS = 5;
const LINE_MS = 200;

/** A site starts with its history. */
export const importHistory: Command = {
  name: 'import',
  usage: 'FILE [OPTIONS]',
  summary: 'take events in from a file: CSV, NDJSON, or an access log of nginx or Apache, also with gzip',
  details: [
    '--format csv|ndjson|log   instead of what the file looks like',
    `--map COLUMN=FIELD        as often as needed; fields: ${IMPORT_FIELDS.join(', ')}`,
    '--type TYPE               one type for every row, such as view',
    '--time-zone ZONE          of times that name none, such as Europe/Berlin; the site’s own without it',
    '--overlap                 also rows of times that live tracking covers, which would count twice',
    '--dry-run                 show what would become of the file and stop',
    '--undo KEY                remove what an import brought; its summary names the key',
    'Typed again after it was cut off, it goes on where it was. What is known already counts once. docs/import.md has more.',
  ],
  async run(args) {
    const { file, undo, dryRun, wishes } = readArgs(args);
    const toldToEnd = endSignal();
    if (undo !== undefined) return withApp(process.cwd(), (app) => refusing(() => takeBack(app, undo, toldToEnd)));
    const full = path.resolve(file);
    if (!existsSync(full)) throw new Refusal(`import: there is no file ${full}.`, 2);
    if (isModel(full)) {
      throw new Refusal(`import: ${file} is a model. "npx foresight import-model ${file}" takes it in.`, 2);
    }
    return withApp(process.cwd(), (app) =>
      refusing(async () => {
        const imports = getService(app, 'imports');
        const preview = await imports.previewFile(full, wishes);
        say(previewLines(preview).join('\n'));
        if (preview.problem !== null) {
          const { code, got, expected } = preview.problem;
          throw new Refusal(`${code}: expected ${expected}, got ${got}. --map COLUMN=FIELD says which is which.`, 2);
        }
        if (dryRun) return 0;
        const { summary, goesOn } = await imports.begun(full, wishes, typist());
        say(goesOn ? `Goes on behind row ${count(summary.rows)}.` : `Import ${summary.key} begins.`);
        const progress = progressLine(summary);
        const ended = await imports.perform(summary.key, full, { signal: toldToEnd, onProgress: progress.show });
        progress.end();
        say(summaryLines(ended).join('\n'));
        if (ended.state === 'failed') return 1;
        if (ended.state === 'done') return 0;
        say('It is not done. The same command goes on with it.');
        return 1;
      })
    );
  },
};

interface Args {
  readonly file: string;
  readonly undo: string | undefined;
  readonly dryRun: boolean;
  readonly wishes: ImportWishes;
}

/** @throws {Refusal} */
function readArgs(args: readonly string[]): Args {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (more.length > 0 || (file === undefined) === (values.undo === undefined)) {
    throw new Refusal('import: expected one FILE, or --undo KEY.', 2);
  }
  const mapping = (values.map ?? []).map((text) => {
    const at = text.lastIndexOf('=');
    if (at < 1) throw new Refusal(`import: --map takes COLUMN=FIELD, got "${text}".`, 2);
    return [text.slice(at + 1), text.slice(0, at)] as const;
  });
  const wishes = importOptions.safeParse({
    ...(values.format === undefined ? {} : { format: values.format }),
    ...(mapping.length === 0 ? {} : { mapping: Object.fromEntries(mapping) }),
    ...(values.type === undefined ? {} : { type: values.type }),
    ...(values['time-zone'] === undefined ? {} : { timeZone: values['time-zone'] }),
    overlap: values.overlap ?? false,
  });
  if (!wishes.success) {
    const [issue] = wishes.error.issues;
    throw new Refusal(`import: ${issue?.path.join('.')}: ${issue?.message}`, 2);
  }
  return { file: file ?? '', undo: values.undo, dryRun: values['dry-run'] ?? false, wishes: wishes.data };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        map: { type: 'string', multiple: true },
        type: { type: 'string' },
        'time-zone': { type: 'string' },
        overlap: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        undo: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Refusal(`import: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
}

type App = Parameters<typeof getService>[0];

async function takeBack(app: App, key: string, signal: AbortSignal): Promise<number> {
  const imports = getService(app, 'imports');
  const { state } = await imports.find(key);
  if (state !== 'undoing') await imports.undo(key, typist());
  const ended = await imports.perform(key, '', { signal });
  say(`${count(ended.undoneEvents)} events of ${ended.fileName} removed.`);
  if (ended.state === 'undone') return 0;
  say('It is not done. The same command goes on with it.');
  return 1;
}

/** Aborted when the process is asked to end: the step under way is committed, and no further one begun. */
function endSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

function isModel(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(MODEL.length);
    readSync(handle, head, 0, MODEL.length, 0);
    return head.toString('latin1') === MODEL;
  } catch {
    return false;
  } finally {
    closeSync(handle);
  }
}

const count = (n: number): string => n.toLocaleString('en');
const day = (instant: string | null): string => (instant === null ? 'unknown' : instant.slice(0, 16).replace('T', ' '));

export function previewLines({ options, compressed, rows, sample, estimate, problem }: ImportPreview): string[] {
  const { format, mapping, type, timeZone } = options;
  const mapped = Object.entries(mapping).map(([field, column]) => `${column} = ${field}`);
  const shown = rows.slice(0, SHOWN_ROWS).map(({ line, outcome, at, type: what, target, given, said }) => {
    const becomes =
      outcome === 'event' ? `${what} of ${target}, ${at}` : `${outcome}${said === null ? '' : `: ${said.got}`}`;
    return `  line ${line}  ${given.join(' | ').slice(0, 60)}  →  ${becomes}`;
  });
  return [
    `Read as ${format === 'log' ? 'an access log' : format.toUpperCase()}${compressed ? ', with gzip' : ''}`,
    ...(format === 'log'
      ? []
      : [`Columns: ${mapped.join(', ') || 'none'}${type === null ? '' : `; every row a ${type}`}`]),
    ...(format === 'log' ? [] : [`Times without a zone: ${timeZone}`]),
    ...(problem === null ? shown : []),
    `About ${count(estimate.rows)} rows, from ${day(estimate.firstAt)} to ${day(estimate.lastAt)} (UTC); ` +
      `of the first ${count(sample.rows)}, ${count(sample.events)} become events`,
  ];
}

export function summaryLines(summary: ImportSummary): string[] {
  const { rows, accepted, duplicate, reasons, examples, unmatched, failure, key } = summary;
  const counts: [string, number][] = [
    ['rows', rows],
    ['accepted', accepted],
    ['known already', duplicate],
    ...Object.entries(reasons).sort((a, b) => b[1] - a[1]),
  ];
  const width = Math.max(...counts.map(([name]) => name.length));
  const figures = Math.max(...counts.map(([, n]) => count(n).length));
  return [
    ...counts.map(([name, n]) => `  ${name.padEnd(width)}  ${count(n).padStart(figures)}`),
    ...(examples.length === 0 ? [] : ['Rows to look at:']),
    ...examples.map(({ line, reason, got, expected }) => `  line ${line}  ${reason}: expected ${expected}, got ${got}`),
    ...(unmatched.length === 0 ? [] : ['Addresses that lead to no document:']),
    ...unmatched.slice(0, 10).map(([where, n]) => `  ${count(n).padStart(figures)}  ${where}`),
    ...(failure === null ? [] : [`${failure.code}: expected ${failure.expected}, got ${failure.got}`]),
    ...(accepted > 0 ? [`"npx foresight import --undo ${key}" removes what it brought.`] : []),
  ];
}

/** One line that is written anew, on a terminal only. */
function progressLine(first: ImportSummary) {
  const startedAt = performance.now();
  let shownAt = -Infinity;
  const isTerminal = process.stdout.isTTY === true;
  return {
    show({ rows, share }: ImportSummary): void {
      if (!isTerminal || performance.now() - shownAt < LINE_MS) return;
      shownAt = performance.now();
      const seconds = (shownAt - startedAt) / 1_000;
      const left = share > first.share ? Math.round((seconds * (1 - share)) / (share - first.share)) : null;
      const rate = Math.round((rows - first.rows) / Math.max(seconds, 0.001));
      const text = `${Math.round(100 * share)} %  ${count(rows)} rows  ${count(rate)} a second${left === null ? '' : `  ${left} s left`}`;
      process.stdout.write(`\r\x1b[K${text}`);
    },
    end(): void {
      if (isTerminal) process.stdout.write('\r\x1b[K');
    },
  };
}
