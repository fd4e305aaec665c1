/** Is anything a browser may send ever answered with a 5xx? The drill itself: tests/drills/flood.ts. */
import { parseArgs } from 'node:util';

import { commitOf } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';

const READS = ['server/src', 'tests/drills/flood.ts', 'tests/helpers/ingest-site.ts'];
const PER_SEED = 10_000;

export const help = `fuzz [--requests 100000] [--from 1]
    posts random bodies, some nearly right, to the events endpoint`;

const SECTION = `Random bodies for \`POST /events\` over HTTP into SQLite: bytes, cut off JSON, values of any kind, and events with
some of their fields changed. Bar: no 5xx, and the sum of what became of the events holds.

| requests | answers by status | bar | commit | duration |
|---|---|---|---|---|`;

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { requests: { type: 'string' }, from: { type: 'string' } } });
  const requests = wholeNumber('requests', values.requests ?? '100000', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const { requireTs } = await import('../ts.mjs');
  const { runFuzz } = requireTs('../tests/drills/flood.ts');
  const started = performance.now();
  const statuses = {};
  let passed = true;
  for (let sent = 0, seed = from; sent < requests; sent += PER_SEED, seed++) {
    const found = await runFuzz(seed, Math.min(PER_SEED, requests - sent));
    for (const [status, count] of Object.entries(found.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
    if (!found.balanced || Object.keys(found.statuses).some((status) => Number(status) >= 500)) passed = false;
    console.log(`seed ${seed}: ${JSON.stringify(found.statuses)}`);
  }
  const each = Object.entries(statuses).map(([status, count]) => `${status}: ${count.toLocaleString('en')}`);
  writeDoc('fuzz', SECTION, [
    requests.toLocaleString('en'),
    each.join(', '),
    passed ? 'kept' : 'not kept',
    commitOf(READS),
    `${Math.round((performance.now() - started) / 1000)} s`,
  ]);
  console.log(passed ? 'passed' : 'MISSED');
  return passed;
};
