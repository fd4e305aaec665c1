import { createHash, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { ImportPreview, ImportSummary, ImportWishes } from '../contracts/imports';
import { CoreError } from '../core/errors';
import { checkMapping, EMPTY_TALLY, FILE_START } from '../core/import';
import { DAY_MS } from '../core/rollup';
import {
  changeImport,
  findImport,
  forgetImports,
  type ImportProgress,
  type ImportRow,
  type ImportState,
  importsOfFile,
  insertImport,
  listImports,
} from '../repositories/imports';
import { destroySalt } from '../repositories/salts';
import { getService } from '../utils/get-service';
import { createImportFiles, hashOfFile } from './imports/files';
import { inspectFile } from './imports/inspect';
import { previewOf } from './imports/preview';
import { runImport, saltName, Stopped } from './imports/run-import';
import { shapeImport } from './imports/shape';
import { undoImport } from './imports/undo-import';

const LEASE = 'import';
/** How long a command waits for whoever holds the lease, in times a lease lives, and how often it asks. */
const LEASES_WAITED = 1.5;
const ASK_MS = 500;
const TIDY_MS = 60 * 60_000;

const START: ImportProgress = {
  ...FILE_START,
  bytesRead: 0,
  warm: { ...FILE_START, rows: 0 },
  next: { ...FILE_START, rows: 0 },
  tally: EMPTY_TALLY,
  undone: { after: null, events: 0 },
};

/** What may be taken back: whatever brought something and is not under way. */
const UNDOABLE: readonly ImportState[] = ['done', 'failed', 'cancelled', 'paused'];
const CANCELLABLE: readonly ImportState[] = ['uploading', 'ready', 'running', 'paused'];

export interface PerformOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (summary: ImportSummary) => void;
}

/**
 * A site starts with its history: files of events and access logs become events. What each import does is kept in its row,
 * in the transactions that do it; whichever process can goes on with one that shall go on.
 */
export const imports = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;
  const now = () => getService(strapi, 'clock').system();
  const config = () => getService(strapi, 'settings').get();
  const files = createImportFiles(() => path.resolve(strapi.dirs.app.root, config().import.folder));
  let timer: NodeJS.Timeout | null = null;
  let tidiedAt = -Infinity;
  let working: Promise<void> | null = null;
  const closing = new AbortController();

  const shape = (row: ImportRow): ImportSummary => shapeImport(row, files.received(row.key));

  const known = async (key: string): Promise<ImportRow> => {
    const row = await findImport(knex(), key);
    if (row === null) throw new CoreError('NOT_FOUND', { got: key, expected: 'the key of an import' });
    return row;
  };

  /** @throws {CoreError} IMPORT_NOT_POSSIBLE */
  const notPossible = (row: ImportRow, expected: string) =>
    new CoreError('IMPORT_NOT_POSSIBLE', { got: `one that is ${row.state}`, expected });

  /** Change its state, and say so in the journal; somebody else may have changed it meanwhile. */
  const move = async (
    key: string,
    states: readonly ImportState[],
    change: Partial<ImportRow>,
    told?: { readonly code: 'import-started' | 'import-cancelled' | 'import-undone'; readonly by: string }
  ): Promise<ImportRow> => {
    const row = await known(key);
    await strapi.db.transaction(async ({ trx: given }) => {
      const trx = given as unknown as Knex;
      if (!(await changeImport(trx, key, states, { ...change, updatedAt: now() }))) {
        throw notPossible(row, `one that is ${states.join(' or ')}`);
      }
      if (told === undefined) return;
      const detail = { file: row.fileName };
      await getService(strapi, 'journal').audit(trx, {
        code: told.code,
        actor: told.by,
        subject: row.fileName,
        detail,
      });
    });
    return known(key);
  };

  const rowOf = (row: Pick<ImportRow, 'origin' | 'fileName' | 'fileSize' | 'createdBy' | 'state'>): ImportRow => ({
    key: `imp-${randomBytes(12).toString('hex')}`,
    ...row,
    fingerprint: '',
    options: null,
    progress: START,
    failure: null,
    createdAt: now(),
    startedAt: null,
    updatedAt: now(),
    finishedAt: null,
  });

  /** @throws {CoreError} SWITCHED_OFF */
  const refuseWhileOff = (): void => {
    if (getService(strapi, 'settings').isActive('collect')) return;
    throw new CoreError('SWITCHED_OFF', { got: 'collecting is off', expected: 'collecting to be on' });
  };

  /** One at a time: two would bring each other's rows out of order, and nobody could tell whose they are. */
  const refuseWhileAnotherRuns = async (key: string): Promise<void> => {
    const held = (await getService(strapi, 'lease').live(LEASE)) !== null;
    const active = await listImports(knex(), { limit: LIMITS.importsKept, states: ['running', 'undoing'] });
    // One a command began and does not go on with stands in nobody's way.
    const other = active.find((row) => row.key !== key && (held || row.state === 'undoing' || files.isHere(row.key)));
    if (other === undefined) return;
    throw new CoreError('ALREADY_RUNNING', { got: `the import of ${other.fileName}`, expected: 'no other import' });
  };

  const fail = async (row: ImportRow, error: CoreError): Promise<void> => {
    const { got, expected = '' } = error.details as { got: string; expected?: string };
    const failure = { code: error.code, got, expected };
    await changeImport(knex(), row.key, ['running'], {
      ...{ state: 'failed' as const, failure },
      ...{ finishedAt: now(), updatedAt: now() },
    });
    await destroySalt(knex(), saltName(row.key));
  };

  /** Do what an import shall do, to its end or until it is stopped. @throws {CoreError} ALREADY_RUNNING, LEASE_LOST … */
  const perform = (key: string, file: string, { signal = closing.signal, onProgress }: PerformOptions): Promise<void> =>
    getService(strapi, 'lease').withLease(LEASE, async (held, lost) => {
      // What is kept of it may have changed before the lease was had.
      const row = await known(key);
      const run = {
        ...{ row, file, held },
        signal: AbortSignal.any([signal, lost]),
        onProgress: onProgress && ((progress: ImportProgress) => onProgress(shape({ ...row, progress }))),
      };
      try {
        if (row.state === 'undoing') await undoImport(strapi, run);
        else if (row.state === 'running') await runImport(strapi, run);
      } catch (error) {
        if (error instanceof Stopped || signal.aborted) return;
        if (!(error instanceof CoreError) || !FATAL.has(error.code)) throw error;
        await fail(row, error);
      }
      if (row.origin !== 'upload') return;
      const { state } = await known(key);
      if (state !== 'running' && state !== 'paused') await files.remove(key);
    });

  /** Files nobody imports, and those whose import is over. */
  const tidy = async (): Promise<void> => {
    const before = now() - LIMITS.importFileDays * DAY_MS;
    const waiting = await listImports(knex(), {
      ...{ limit: LIMITS.importsKept, states: ['uploading', 'ready', 'paused'] as const },
    });
    for (const { key, updatedAt } of waiting) {
      if (updatedAt >= before) continue;
      const change = { state: 'cancelled' as const, finishedAt: now(), updatedAt: now() };
      await changeImport(knex(), key, ['uploading', 'ready', 'paused'], change);
      await destroySalt(knex(), saltName(key));
    }
    const kept = new Set(['uploading', 'ready', 'running', 'paused']);
    for (const key of await files.keys()) {
      const row = await findImport(knex(), key);
      if (row === null || !kept.has(row.state)) await files.remove(key);
    }
    await forgetImports(knex(), LIMITS.importsKept);
  };

  const look = async (): Promise<void> => {
    if (working !== null || closing.signal.aborted) return;
    if (performance.now() - tidiedAt > TIDY_MS) {
      tidiedAt = performance.now();
      await tidy();
    }
    if (!getService(strapi, 'settings').isActive('collect')) return;
    const waiting = await listImports(knex(), { limit: LIMITS.importsKept, states: ['running', 'undoing'] });
    const next = waiting.reverse().find((row) => row.state === 'undoing' || files.isHere(row.key));
    if (next === undefined || working !== null) return;
    working = perform(next.key, files.fileOf(next.key), {}).finally(() => (working = null));
    await working.catch((error: unknown) => {
      if (error instanceof CoreError && error.code === 'ALREADY_RUNNING') return;
      strapi.log.warn(`[foresight] the import of ${next.fileName} stopped and will go on: ${String(error)}`);
    });
  };

  const lookAgain = (): void => {
    look().catch((error: unknown) => strapi.log.warn(`[foresight] imports not looked for: ${String(error)}`));
  };

  const startable = async (row: ImportRow, file: string, wishes: ImportWishes) => {
    const { options, columns } = await inspectFile(file, wishes, config().timeZone);
    checkMapping(options, columns);
    await refuseWhileAnotherRuns(row.key);
    return { options, startedAt: row.startedAt ?? now() };
  };

  return {
    /** From here on this process goes on with imports whose file is here, after a restart too. */
    begin(): void {
      timer ??= setInterval(lookAgain, LIMITS.importLookMs).unref();
      lookAgain();
    },

    /** The step under way is committed, and no further one begun. */
    async close(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      timer = null;
      closing.abort();
      await working?.catch(() => undefined);
    },

    /** Look now for something to go on with, instead of at the next turn; resolves when it is done. */
    look,

    list: async (): Promise<ImportSummary[]> => (await listImports(knex(), { limit: LIMITS.listItems })).map(shape),

    find: async (key: string): Promise<ImportSummary> => shape(await known(key)),

    /** A file will be uploaded. @throws {CoreError} BODY_TOO_LARGE, SWITCHED_OFF. */
    async expect({ name, size }: { name: string; size: number }, by: string): Promise<ImportSummary> {
      refuseWhileOff();
      const { maxBytes } = config().import;
      if (size > maxBytes) {
        throw new CoreError('BODY_TOO_LARGE', { got: `${size} bytes`, expected: `at most ${maxBytes} bytes` });
      }
      if (size === 0) throw new CoreError('UNREADABLE_FILE', { got: 'an empty file', expected: 'a file with rows' });
      const fileName = path.basename(name);
      const row = rowOf({ state: 'uploading', origin: 'upload', fileName, fileSize: size, createdBy: by });
      await files.create(row.key);
      await insertImport(knex(), row);
      return shape(row);
    },

    /** The next slice of a file; one that was sent before does no harm. The last one makes it ready. */
    async receive(key: string, offset: number, bytes: Uint8Array): Promise<ImportSummary> {
      const row = await known(key);
      if (row.state !== 'uploading') {
        if (row.state === 'ready') return shape(row);
        throw notPossible(row, 'one whose file is on its way');
      }
      const received = await files.write(key, offset, bytes, row.fileSize);
      const state = received === row.fileSize ? 'ready' : 'uploading';
      await changeImport(knex(), key, ['uploading'], { state, updatedAt: now() });
      return shape({ ...row, state });
    },

    /** What would become of an uploaded file. @throws {CoreError} UNREADABLE_FILE, IMPORT_NOT_POSSIBLE. */
    async preview(key: string, wishes: ImportWishes): Promise<ImportPreview> {
      const row = await known(key);
      if (row.state !== 'ready' || !files.isHere(key)) throw notPossible(row, 'one whose file is here and ready');
      return previewOf(strapi, files.fileOf(key), wishes);
    },

    /** The same for a file of this machine. */
    previewFile: (file: string, wishes: ImportWishes): Promise<ImportPreview> => previewOf(strapi, file, wishes),

    /** Begin to take an uploaded file in; it goes on in the background. */
    async start(key: string, wishes: ImportWishes, by: string): Promise<ImportSummary> {
      refuseWhileOff();
      const row = await known(key);
      if (row.state !== 'ready' || !files.isHere(key)) throw notPossible(row, 'one whose file is here and ready');
      const begun = await startable(row, files.fileOf(key), wishes);
      const moved = await move(key, ['ready'], { ...begun, state: 'running' }, { code: 'import-started', by });
      lookAgain();
      return shape(moved);
    },

    pause: async (key: string): Promise<ImportSummary> => shape(await move(key, ['running'], { state: 'paused' })),

    async resume(key: string): Promise<ImportSummary> {
      refuseWhileOff();
      await refuseWhileAnotherRuns(key);
      const row = await move(key, ['paused'], { state: 'running' });
      lookAgain();
      return shape(row);
    },

    /** Take no more of it. What it brought stays until it is undone. */
    async cancel(key: string, by: string): Promise<ImportSummary> {
      const change = { state: 'cancelled' as const, finishedAt: now() };
      const row = await move(key, CANCELLABLE, change, { code: 'import-cancelled', by });
      await destroySalt(knex(), saltName(key));
      await files.remove(key);
      return shape(row);
    },

    /** Remove the events it brought; goes on in the background. */
    async undo(key: string, by: string): Promise<ImportSummary> {
      await refuseWhileAnotherRuns(key);
      const row = await move(key, UNDOABLE, { state: 'undoing' }, { code: 'import-undone', by });
      await destroySalt(knex(), saltName(key));
      lookAgain();
      return shape(row);
    },

    /** Do it here and now: for a command, which has nothing else to do. */
    async perform(key: string, file: string, options: PerformOptions): Promise<ImportSummary> {
      // One that was killed may hold the lease until it has run out.
      const until = performance.now() + LEASES_WAITED * config().jobs.leaseSeconds * 1_000;
      for (;;) {
        try {
          await perform(key, file, options);
          return shape(await known(key));
        } catch (error) {
          const isHeld = error instanceof CoreError && error.code === 'ALREADY_RUNNING';
          if (!isHeld || performance.now() > until || options.signal?.aborted) throw error;
          await pause(ASK_MS);
        }
      }
    },

    /**
     * Begin to take a file of this machine in, or go on with an import of the same file in the same way that did not end.
     *
     * @throws {CoreError} UNREADABLE_FILE, COLUMN_MISSING, ALREADY_RUNNING, SWITCHED_OFF.
     */
    async begun(file: string, wishes: ImportWishes, by: string): Promise<{ summary: ImportSummary; goesOn: boolean }> {
      refuseWhileOff();
      const { size } = await stat(file);
      const row = rowOf({
        ...{ state: 'ready', origin: 'command', fileName: path.basename(file), fileSize: size, createdBy: by },
      });
      const begun = await startable(row, file, wishes);
      const fingerprint = createHash('sha256')
        .update(JSON.stringify([await hashOfFile(file), begun.options]))
        .digest('hex');
      const before = (await importsOfFile(knex(), fingerprint)).find(({ state }) => GOES_ON.has(state));
      if (before !== undefined) {
        await refuseWhileAnotherRuns(before.key);
        await changeImport(knex(), before.key, ['running', 'paused'], { state: 'running', updatedAt: now() });
        return { summary: shape(await known(before.key)), goesOn: true };
      }
      await insertImport(knex(), { ...row, fingerprint });
      const told = { code: 'import-started', by } as const;
      return { summary: shape(await move(row.key, ['ready'], { ...begun, state: 'running' }, told)), goesOn: false };
    },

    tidy,
  };
};

const GOES_ON: ReadonlySet<ImportState> = new Set(['running', 'paused']);
/** What the same file would say again: going on with it makes no sense. */
const FATAL: ReadonlySet<string> = new Set(['UNREADABLE_FILE', 'COLUMN_MISSING']);
