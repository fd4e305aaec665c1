/**
 * The drill `import`: a file of many rows through the plugin's own services into a scratch database. Memory must not grow
 * with the file, and the event loop must have its turn between steps.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { Core } from '@strapi/strapi';

import { configSchema } from '../../server/src/config/schema';
import type { ImportSummary } from '../../server/src/contracts/imports';
import { targetId, type TargetKey } from '../../server/src/core/target';
import { TABLES } from '../../server/src/repositories/tables';
import { imports } from '../../server/src/services/imports';
import { ingest } from '../../server/src/services/ingest';
import { intake } from '../../server/src/services/intake';
import { lease } from '../../server/src/services/lease';
import { visitors } from '../../server/src/services/visitors';
import { pluginHost } from '../conformance/plugin-host';
import type { Engine } from '../conformance/scratch-database';

const ARTICLE = 'api::article.article';
const DOCUMENTS = 500;
const FROM = Date.UTC(2026, 0, 1);
const STEP_MS = 5_000;

export interface ImportDrillResult {
  readonly summary: ImportSummary;
  /** Rows of the events table afterwards. */
  readonly stored: number;
  readonly rowsPerSecond: number;
  /** Largest resident memory in MB, up to a tenth of the file and up to its end. */
  readonly peakAtTenth: number;
  readonly peakAtEnd: number;
  /** What of the processor's time one turn of the event loop took, in milliseconds: 99 of 100 busy ones, and at most. */
  readonly heldP99: number;
  readonly heldMax: number;
}

/** Rows of one event each, in the order of their time; written as they are asked for. */
function* csvOf(rows: number): Generator<string> {
  yield 'timestamp,document_id,visitor,user_agent\n';
  let text = '';
  for (let n = 0; n < rows; n++) {
    const at = new Date(FROM + n * STEP_MS).toISOString();
    text += `${at},d${n % DOCUMENTS},v${n % 9_973},"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n`;
    if (n % 1_000 !== 999) continue;
    yield text;
    text = '';
  }
  yield text;
}

export async function runImportDrill(
  rows: number,
  engine: Engine,
  onProgress: (rows: number) => void = () => undefined
): Promise<ImportDrillResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'foresight-import-drill-'));
  const file = path.join(folder, 'history.csv');
  await pipeline(csvOf(rows), createWriteStream(file));
  const database = await engine.open();
  try {
    const config = configSchema.parse({});
    const client = engine.name === 'SQLite' ? 'sqlite' : 'postgres';
    const settingOf = (name: string, otherwise: unknown) =>
      name === 'database.connection.client' ? client : otherwise;
    const now = FROM + (rows + 1) * STEP_MS;
    const isPublished = ({ documentId }: TargetKey) => Number(documentId.slice(1)) < DOCUMENTS;
    const host = pluginHost(engine, database.knex, (strapi) => {
      Object.assign(strapi, { config: { get: settingOf }, dirs: { app: { root: folder } } });
      return {
        settings: { get: () => config, isActive: () => true },
        clock: { now: () => new Date(now), system: () => now },
        processes: { siteCount: () => 1 },
        publications: {
          isPublished,
          lookUp: async (asked: readonly TargetKey[]) => new Set(asked.filter(isPublished).map(targetId)),
        },
        watch: { types: () => [{ uid: ARTICLE, localized: true }], defaultLocale: () => 'en' },
        visitors: visitors({ strapi }),
        ingest: ingest({ strapi }),
        intake: intake({ strapi }),
        lease: lease({ strapi }),
        imports: imports({ strapi }),
      };
    });
    const service = host.plugin('foresight').service('imports') as ReturnType<typeof imports>;
    return await measured(host, service, file, rows, onProgress);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(
  host: Core.Strapi,
  service: ReturnType<typeof imports>,
  file: string,
  rows: number,
  onProgress: (rows: number) => void
): Promise<ImportDrillResult> {
  let [peakAtTenth, peakAtEnd] = [0, 0];
  const held = watchTurns();
  const { summary: begun } = await service.begun(file, {}, 'drill');
  const started = performance.now();
  const summary = await service.perform(begun.key, file, {
    onProgress: ({ rows: done }) => {
      const rss = process.memoryUsage().rss / 2 ** 20;
      if (done <= rows / 10) peakAtTenth = Math.max(peakAtTenth, rss);
      peakAtEnd = Math.max(peakAtEnd, rss);
      onProgress(done);
    },
  });
  const turns = held.end();
  const seconds = (performance.now() - started) / 1_000;
  const [counted] = (await host.db.connection(TABLES.events).count({ n: '*' })) as { n: unknown }[];
  return {
    summary,
    stored: Number(counted?.n),
    rowsPerSecond: Math.round(summary.rows / seconds),
    ...{ peakAtTenth, peakAtEnd },
    heldP99: turns[Math.floor(0.99 * turns.length)] ?? 0,
    heldMax: turns[turns.length - 1] ?? 0,
  };
}

/** Turns shorter than this are of nobody's concern, and of them there are very many. */
const BUSY_MS = 2;

/**
 * How much of the processor each turn of the event loop takes: unlike the time that passes, it is the same on a machine
 * that others use as well. The garbage collector's threads are in it.
 */
function watchTurns(): { end(): number[] } {
  const turns: number[] = [];
  let ended = false;
  let last = process.cpuUsage();
  const look = (): void => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    if (user + system > BUSY_MS * 1_000) turns.push((user + system) / 1_000);
    if (!ended) setImmediate(look);
  };
  setImmediate(look);
  return {
    end() {
      ended = true;
      // A copy: the turn that is under way is still to be noted.
      return [...turns].sort((a, b) => a - b);
    },
  };
}
