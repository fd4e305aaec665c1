/** What does the report cost the nightly training of the ranker? Pure core, on simulated sites: tests/drills/report.ts. */
import { parseArgs } from 'node:util';

import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';
import { keptResults } from './support/kept.mjs';

const READS = [
  'server/src/core',
  'playground/src/simulator',
  'tests/drills/report.ts',
  'tests/drills/simulated-history.ts',
];
/** Processor time the report may add, as a share of training without it. */
const BAR = 0.4;

export const help = `report [--seeds 5] [--from 1]
    trains on simulated sites with the report's details and without, and compares processor time and size`;

const SECTION = `A simulated site of 400 articles; the ranker is judged and fitted with the report's details and without, in turn.
*Extra*: processor time the details add, median of the seeds. *Report*: bytes of the largest stored report. Bar: 40 %.

| drill | seeds | training | with details | extra | report | commit |
|---|---|---|---|---|---|---|`;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { seeds: { type: 'string' }, from: { type: 'string' } } });
  const count = wholeNumber('seeds', values.seeds ?? '5', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const { requireTs } = await import('../ts.mjs');
  const { costOfReport } = requireTs('../tests/drills/report.ts');

  const kept = keptResults('report', hashOfCode(READS, ''));
  const results = [];
  for (let seed = from; seed < from + count; seed++) {
    const result = kept.get(seed) ?? kept.add(seed, costOfReport(seed));
    results.push(result);
    console.log(
      `seed ${seed}: ${result.plainMs.toFixed(0)} ms, with details ${result.detailsMs.toFixed(0)} ms (+${(100 * (result.detailsMs / result.plainMs - 1)).toFixed(0)} %), report ${result.bytes} bytes`
    );
  }
  const extra = median(results.map(({ plainMs, detailsMs }) => detailsMs / plainMs - 1));
  writeDoc('report', SECTION, [
    'report',
    `${from}-${from + count - 1}`,
    `${median(results.map(({ plainMs }) => plainMs)).toFixed(0)} ms`,
    `${median(results.map(({ detailsMs }) => detailsMs)).toFixed(0)} ms`,
    `${(100 * extra).toFixed(0)} %`,
    `${Math.max(...results.map(({ bytes }) => bytes))}`,
    commitOf(READS),
  ]);
  console.log(
    `the report adds ${(100 * extra).toFixed(0)} %: ${extra <= BAR ? 'passed' : 'MISSED'} (bar ${100 * BAR} %)`
  );
  return extra <= BAR;
};
