/** Does a flood of forged documents and addresses leave memory and tables bounded? The drill itself: tests/drills/flood.ts. */
import { setFlagsFromString } from 'node:v8';
import { parseArgs } from 'node:util';
import { runInNewContext } from 'node:vm';

import { commitOf } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';

const READS = ['server/src', 'tests/drills/flood.ts', 'tests/helpers/ingest-site.ts'];
/** Megabytes the heap may grow by from a quarter of the flood to its end. */
const MOST_GROWTH_MB = 50;

export const help = `flood [--events 1000000]
    sends events of ever other forged documents and addresses, and one of a real reader after every 500`;

const SECTION = `Events of ever other documents and addresses that nobody knows, 500 a request, from 2,000 networks, over HTTP into
SQLite; after every request one event of a real reader. *Rows*, *MB*: of the quarantine at its most; bars: its limits.
*Heap*: its growth after collection, from a quarter of the flood to its end; bar 50 MB. *Real*: accepted of those sent;
bar: all. *Sum*: accepted + duplicate + quarantined + rejected = received.

| events | rows | MB | heap | real | sum | bars | commit | duration |
|---|---|---|---|---|---|---|---|---|`;

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { events: { type: 'string' } } });
  const events = wholeNumber('events', values.events ?? '1000000', 500);
  setFlagsFromString('--expose-gc');
  globalThis.gc = runInNewContext('gc');
  const { requireTs } = await import('../ts.mjs');
  const { runFlood, withinBounds } = requireTs('../tests/drills/flood.ts');
  const started = performance.now();
  const found = await runFlood(events, (sent) => {
    if (sent % 100_000 === 0) console.log(`${sent.toLocaleString('en')} events`);
  });
  const passed =
    withinBounds(found) &&
    found.heapGrowthMb <= MOST_GROWTH_MB &&
    found.realAccepted === found.realSent &&
    found.balanced;
  const cells = [
    events.toLocaleString('en'),
    found.rows.toLocaleString('en'),
    (found.bytes / 2 ** 20).toFixed(1),
    `${found.heapGrowthMb.toFixed(0)} MB`,
    `${found.realAccepted} of ${found.realSent}`,
    found.balanced ? 'holds' : 'BROKEN',
    passed ? 'kept' : 'not kept',
    commitOf(READS),
    `${Math.round((performance.now() - started) / 1000)} s`,
  ];
  writeDoc('flood', SECTION, cells);
  console.log(cells.join(' | '));
  return passed;
};
