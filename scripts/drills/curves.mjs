/** Do the bands of views over age hold what they promise? The drill itself: tests/drills/curves.ts. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { commitOf } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';

const READS = [
  'server/src/core',
  'playground/src/simulator',
  'playground/src/readers',
  'tests/drills/curves.ts',
  'tests/drills/real-history.ts',
  'tests/drills/simulated-history.ts',
];
const ARTICLES = 600;
const DESKDROP_DAYS = 14;
/** Pooled over ages, and each age. */
const BARS = { pooled: [0.87, 0.94], age: [0.84, 0.96] };

export const help = `curves [--seeds 2] [--data DIR]
    judges the bands of views over age day by day, on simulated sites and, where DIR (or FORESIGHT_DATA/deskdrop) has it, on Deskdrop`;

const SECTION = `Forecasts at 0 h by models that had not seen the article (rolling origins, 16 weeks), bands fitted each day from what
was known then, judged on the articles published that day. *Pooled*: share of views at the counted ages inside the 90 %
band as it was at publication; bar .87 to .94, each age .84 to .96. *Updated*: of the bands from 1, 6, 24 and 72 h on.
*Outside*: looks from six hours on at which an article was called a surprise. *Ever*: articles called at one look at
least. *Taken back*: calls before the end that were inside the band at the horizon.

| data | articles | pooled | by age | updated at 1 / 6 / 24 / 72 h | outside | ever | taken back | commit | duration |
|---|---|---|---|---|---|---|---|---|---|`;

const share = (part, whole) => (part / whole).toFixed(3).replace(/^0/, '');
const sum = (all, name) => all.reduce((total, each) => total + each[name], 0);

const report = (name, { ages, updated, alarms }, seconds) => {
  const pooled = share(sum(ages, 'inside'), sum(ages, 'articles'));
  const byAge = ages.map(({ ageMinutes, inside, articles }) => `${ageMinutes / 60} h ${share(inside, articles)}`);
  const later = updated.map(({ inside, articles }) => share(inside, articles)).join(' / ');
  const alarm = [
    share(alarms.called, alarms.looks),
    share(alarms.everCalled, alarms.articles),
    share(alarms.takenBack, alarms.early),
  ];
  console.log(`${name}: ${ages[0].articles} articles, pooled ${pooled}, by age ${byAge.join(', ')}`);
  console.log(`  updated ${later}; outside ${alarm[0]} of looks, ever ${alarm[1]}, taken back ${alarm[2]}`);
  writeDoc('curves', SECTION, [
    name,
    `${ages[0].articles}`,
    pooled,
    byAge.join(', '),
    later,
    ...alarm,
    commitOf(READS),
    `${seconds.toFixed(0)} s`,
  ]);
  const within = (value, [low, high]) => value >= low && value <= high;
  return (
    within(sum(ages, 'inside') / sum(ages, 'articles'), BARS.pooled) &&
    ages.every(({ inside, articles }) => within(inside / articles, BARS.age))
  );
};

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { seeds: { type: 'string' }, data: { type: 'string' } } });
  const seeds = wholeNumber('seeds', values.seeds ?? '2', 1);
  const { requireTs } = await import('../ts.mjs');
  const { runCurves } = requireTs('../tests/drills/curves.ts');
  const { simulatedSite } = requireTs('../tests/drills/simulated-history.ts');
  const { historyOf } = requireTs('../tests/drills/real-history.ts');
  const { DEFAULT_WORLD } = requireTs('../playground/src/simulator/index.ts');
  const { readDataSet } = requireTs('../playground/src/readers/index.ts');

  let passed = true;
  const judge = (name, { history, asOf }) => {
    const started = performance.now();
    const result = runCurves(history, asOf);
    passed = report(name, result, (performance.now() - started) / 1000) && passed;
  };
  for (let seed = 1; seed <= seeds; seed++)
    judge(`simulated, seed ${seed}`, simulatedSite(seed, ARTICLES, DEFAULT_WORLD));
  const folder = values.data ?? (process.env.FORESIGHT_DATA && path.join(process.env.FORESIGHT_DATA, 'deskdrop'));
  if (folder && existsSync(folder)) judge('deskdrop', historyOf(await readDataSet(folder), DESKDROP_DAYS));
  else console.log('skipped: Deskdrop (name its folder with --data, or set FORESIGHT_DATA)');
  console.log(passed ? 'passed' : 'MISSED');
  return passed;
};
