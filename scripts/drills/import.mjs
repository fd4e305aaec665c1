/** Does a file of a million rows come in with flat memory? The drill itself: tests/drills/import.ts. */
import { parseArgs } from 'node:util';

import { commitOf } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';

const READS = ['server/src', 'tests/drills/import.ts'];
/** Megabytes of resident memory the end may need more than the first tenth: what the heap does between collections. */
const MOST_GROWTH_MB = 60;

export const help = `import [--rows 1000000]
    takes a CSV of so many events in, on SQLite and, where FORESIGHT_POSTGRES_URL names one, PostgreSQL`;

const SECTION = `A CSV of events of 500 documents, one row each, through the plugin's services in one process. *Peak*: largest
resident memory up to a tenth of the file and up to its end, the process's own included; bar: 60 MB more at most. *Held*:
the processor's time that one turn of the event loop took, 99 of 100 busy ones and at most. *Rows*: accepted and stored of those in the file; bar: all.

| database | rows | rows a second | peak at 10 % | peak at 100 % | held | bars | commit | duration |
|---|---|---|---|---|---|---|---|---|`;

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { rows: { type: 'string' } } });
  const rows = wholeNumber('rows', values.rows ?? '1000000', 1_000);
  const { requireTs } = await import('../ts.mjs');
  const { runImportDrill } = requireTs('../tests/drills/import.ts');
  const { ENGINES } = requireTs('../tests/conformance/scratch-database.ts');
  let passed = true;
  for (const engine of ENGINES) {
    const started = performance.now();
    let told = 0;
    const found = await runImportDrill(rows, engine, (done) => {
      if (done - told < rows / 10) return;
      told = done;
      console.log(`${engine.name}: ${done.toLocaleString('en')} rows`);
    });
    const { summary, stored, peakAtTenth, peakAtEnd } = found;
    const isAll = summary.state === 'done' && summary.accepted === rows && stored === rows;
    const kept = isAll && peakAtEnd <= peakAtTenth + MOST_GROWTH_MB;
    passed &&= kept;
    const cells = [
      engine.name,
      `${stored.toLocaleString('en')} of ${rows.toLocaleString('en')}`,
      found.rowsPerSecond.toLocaleString('en'),
      `${peakAtTenth.toFixed(0)} MB`,
      `${peakAtEnd.toFixed(0)} MB`,
      `${found.heldP99.toFixed(0)} ms, ${found.heldMax.toFixed(0)} ms`,
      kept ? 'kept' : 'not kept',
      commitOf(READS),
      `${Math.round((performance.now() - started) / 1000)} s`,
    ];
    writeDoc('import', SECTION, cells);
    console.log(cells.join(' | '));
  }
  return passed;
};
