/** Does "and if it were otherwise?" have the planted sign, and say what it can't tell? The drill itself: tests/drills/what-if.ts. */
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
  'tests/drills/what-if.ts',
  'tests/drills/simulated-history.ts',
];

export const help = `what-if [--seeds 20] [--from 1] [--world FILE]
    asks about each of the newest articles of simulated sites what a change goes along with`;

const SECTION = `A simulated site of 500 articles. A ranker is trained on what had closed before the newest fifth was published; each
article of that fifth is asked about with another title, length, time, weekday, question mark, random number and number
of images. *Sign*: answers with the planted sign. *Null inside*: intervals for the random number that hold no change.
*Confounded told*: answers about images (they do nothing, good authors use more of them) told as confounded. Bar: 90 % of
the articles of all seeds, each kind for itself. *Truth held*: of planted effects and images, intervals that hold what was
planted; *wrongly told*: planted effects told as confounded.

| drill | seeds | articles | sign | null inside | confounded told | truth held | wrongly told | commit | duration |
|---|---|---|---|---|---|---|---|---|---|`;

const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

export const run = async (args) => {
  const { values } = parseArgs({
    args,
    options: { seeds: { type: 'string' }, from: { type: 'string' }, world: { type: 'string' } },
  });
  const count = wholeNumber('seeds', values.seeds ?? '20', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const worldText = values.world === undefined ? '{}' : readFileSync(values.world, 'utf8');

  const { requireTs } = await import('../ts.mjs');
  const { runWhatIf, PLANTED, BAR } = requireTs('../tests/drills/what-if.ts');
  const { worldFrom } = requireTs('../playground/src/simulator/index.ts');
  const world = worldFrom(JSON.parse(worldText));

  const kept = keptResults('what-if', hashOfCode(READS, worldText));
  const results = [];
  for (let seed = from; seed < from + count; seed++) {
    let result = kept.get(seed);
    if (!result) {
      const started = performance.now();
      const found = runWhatIf(seed, world);
      result = kept.add(seed, { ...found, seconds: (performance.now() - started) / 1000 });
    }
    results.push(result);
    const each = Object.entries(result.tallies).map(([name, { asked, right }]) => `${name} ${right}/${asked}`);
    const { asked, confounded } = result.tallies.images;
    console.log(`seed ${result.unit}: ${each.join(', ')}; images told as confounded ${confounded}/${asked}`);
  }

  const sum = (names, what) =>
    names.reduce((all, name) => all + results.reduce((own, { tallies }) => own + tallies[name][what], 0), 0);
  const signs = PLANTED.map((name) => sum([name], 'right') / sum([name], 'asked'));
  const nulls = sum(['noise'], 'right') / sum(['noise'], 'asked');
  const told = sum(['images'], 'confounded') / sum(['images'], 'asked');
  const known = [...PLANTED, 'images'];
  const seconds = results.reduce((all, result) => all + result.seconds, 0);
  writeDoc('what-if', SECTION, [
    values.world === undefined ? 'what-if' : `what-if, ${path.basename(values.world)}`,
    `${from}-${from + count - 1}`,
    `${sum(['images'], 'asked')}`,
    PLANTED.map((name, at) => `${name} ${percent(signs[at], 1)}`).join(', '),
    percent(nulls, 1),
    percent(told, 1),
    percent(sum(known, 'held'), sum(known, 'asked')),
    percent(sum(PLANTED, 'confounded'), sum(PLANTED, 'asked')),
    commitOf(READS),
    `${seconds.toFixed(0)} s`,
  ]);

  const passed = [...signs, nulls, told].every((share) => share >= BAR);
  console.log(
    `signs ${signs.map((share) => percent(share, 1)).join(', ')}; null inside ${percent(nulls, 1)}; confounded told ${percent(told, 1)}: ${passed ? 'passed' : 'MISSED'} (bar ${percent(BAR, 1)})`
  );
  return passed;
};
