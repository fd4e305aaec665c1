/** Does the forest find what was planted in a simulated site, and nothing else? The drill itself: tests/drills/effects.ts. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';
import { keptResults } from './support/kept.mjs';

const READS = [
  'server/src/core',
  'playground/src/simulator',
  'tests/drills/effects.ts',
  'tests/drills/simulated-history.ts',
];
/** Share of the seeds that must pass. */
const BAR = 0.8;

export const help = `effects [--seeds 20] [--from 1] [--world FILE]
    trains on simulated sites and looks whether planted effects are found with their sign, and noise is not`;

const SECTION = `A simulated site of 400 articles with six planted effects; a forest over the product's features at age 0 h is
trained on the older four fifths. *Signs*: seeds in which the Spearman correlation between a feature and its contribution
on the newest fifth has the planted sign for at least 5 of 6 effects. *Null*: seeds in which a random number per article
stays outside the five most important features. Bar: 16 of 20 each.

| drill | seeds | signs right | null outside | by effect | commit | duration |
|---|---|---|---|---|---|---|`;

const say = ({ unit, rightSigns, nullRank, correlations }) => {
  const each = Object.entries(correlations).map(([effect, rho]) => `${effect} ${rho.toFixed(2)}`);
  console.log(`seed ${unit}: ${rightSigns} of 6 signs, null factor ranks ${nullRank} (${each.join(', ')})`);
};

export const run = async (args) => {
  const { values } = parseArgs({
    args,
    options: { seeds: { type: 'string' }, from: { type: 'string' }, world: { type: 'string' } },
  });
  const count = wholeNumber('seeds', values.seeds ?? '20', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const worldText = values.world === undefined ? '{}' : readFileSync(values.world, 'utf8');

  const { requireTs } = await import('../ts.mjs');
  const { runEffects, NEEDED_SIGNS, TOP_FEATURES } = requireTs('../tests/drills/effects.ts');
  const { worldFrom } = requireTs('../playground/src/simulator/index.ts');
  const world = worldFrom(JSON.parse(worldText));

  const kept = keptResults('effects', hashOfCode(READS, worldText));
  const results = [];
  for (let seed = from; seed < from + count; seed++) {
    let result = kept.get(seed);
    if (!result) {
      const started = performance.now();
      const found = runEffects(seed, world);
      result = kept.add(seed, { ...found, seconds: (performance.now() - started) / 1000 });
    }
    results.push(result);
    say(result);
  }

  const signs = results.filter(({ rightSigns }) => rightSigns >= NEEDED_SIGNS).length;
  const nulls = results.filter(({ nullRank }) => nullRank > TOP_FEATURES).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const mean = (effect) => results.reduce((sum, { correlations }) => sum + correlations[effect], 0) / results.length;
  const byEffect = Object.keys(results[0].correlations).map((effect) => `${effect} ${mean(effect).toFixed(2)}`);
  writeDoc('effects', SECTION, [
    values.world === undefined ? 'effects' : `effects, ${path.basename(values.world)}`,
    `${from}-${from + count - 1}`,
    `${signs} of ${count}`,
    `${nulls} of ${count}`,
    byEffect.join(', '),
    commitOf(READS),
    `${seconds.toFixed(0)} s`,
  ]);

  const needed = Math.ceil(count * BAR);
  const passed = signs >= needed && nulls >= needed;
  console.log(
    `signs right in ${signs} of ${count} seeds, null factor outside the top ${TOP_FEATURES} in ${nulls}: ${passed ? 'passed' : 'MISSED'} (bar ${needed})`
  );
  return passed;
};
