/** Are problems planted in a simulated site found, and clean sites left alone? The drill itself: tests/drills/data-checks. */
import { parseArgs } from 'node:util';

import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';
import { keptResults } from './support/kept.mjs';

const READS = [
  'server/src/core',
  'playground/src/simulator',
  'tests/drills/data-checks',
  'tests/drills/simulated-history.ts',
];
/** Share of planted problems to find, and of clean sites that may be warned of; nothing may block a clean one. */
const FOUND = 0.95;
const WARNED = 0.1;

export const help = `data-checks [--seeds 30] [--from 1]
    plants problems in the data of simulated sites, and looks whether the checks find them and leave clean sites alone`;

const SECTION = `Simulated sites of 300 articles. *Found*: each problem of tests/drills/data-checks/plants.ts put into each site, one at a
time, and said with its code and severity (bar 95 %). *Clean sites*: the same without a problem; how many would be blocked
(bar 0), how many are warned of (bar 10 %). An "info" is no alarm.

| drill | seeds | found | least found | clean sites blocked | clean sites warned of | commit | duration |
|---|---|---|---|---|---|---|---|`;

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { seeds: { type: 'string' }, from: { type: 'string' } } });
  const count = wholeNumber('seeds', values.seeds ?? '30', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);

  const { requireTs } = await import('../ts.mjs');
  const { checkSeed } = requireTs('../tests/drills/data-checks/check-seed.ts');

  const kept = keptResults('data-checks', hashOfCode(READS));
  const results = [];
  for (let seed = from; seed < from + count; seed++) {
    let result = kept.get(seed);
    if (!result) {
      const started = performance.now();
      const found = checkSeed(seed);
      result = kept.add(seed, { ...found, seconds: (performance.now() - started) / 1000 });
    }
    results.push(result);
    const missed = Object.keys(result.found).filter((name) => !result.found[name]);
    const alarms = result.alarms.map(({ code, severity }) => `${severity} ${code}`);
    console.log(
      `seed ${seed}: missed ${missed.join(', ') || 'nothing'}; clean site: ${alarms.join(', ') || 'nothing'}`
    );
  }

  const names = Object.keys(results[0].found);
  const foundOf = (name) => results.filter(({ found }) => found[name]).length;
  const found = names.reduce((sum, name) => sum + foundOf(name), 0);
  const worst = names.reduce((least, name) => (foundOf(name) < foundOf(least) ? name : least));
  const sitesWith = (severity) =>
    results.filter(({ alarms }) => alarms.some((one) => one.severity === severity)).length;
  const [blocked, warned] = [sitesWith('blocking'), sitesWith('warning')];
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  writeDoc('data-checks', SECTION, [
    'data-checks',
    `${from}-${from + count - 1}`,
    `${found} of ${names.length * count}`,
    `${worst}: ${foundOf(worst)} of ${count}`,
    `${blocked} of ${count}`,
    `${warned} of ${count}`,
    commitOf(READS),
    `${seconds.toFixed(0)} s`,
  ]);
  const passed = found >= FOUND * names.length * count && blocked === 0 && warned <= WARNED * count;
  console.log(
    `found ${found} of ${names.length * count} (least: ${worst}, ${foundOf(worst)} of ${count}); of ${count} clean sites ${blocked} blocked, ${warned} warned of: ${passed ? 'passed' : 'MISSED'}`
  );
  return passed;
};
