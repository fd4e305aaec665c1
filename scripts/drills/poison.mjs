/** Does forged traffic from a few networks move the most read articles? The drill itself: tests/drills/poison.ts. */
import { parseArgs } from 'node:util';

import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';
import { keptResults } from './support/kept.mjs';

const READS = ['server/src', 'playground/src/simulator', 'tests/drills/poison.ts', 'tests/helpers/ingest-site.ts'];
/** Places an article of the top ten may move. */
const MOST_MOVED = 1;

export const help = `poison [--seeds 8] [--from 1]
    sends forged views from a few networks among a simulated site's readers, and looks how far the top ten move`;

const SECTION = `A simulated site of 200 articles whose readers have networks: two thirds one of their own, 3 % an office, the others
a hundred of mobile carriers. Into its last four weeks forged views are mixed, 5 % of all, for some of the most read
articles, spread over the week in which they count. Everything goes through ingest and counting. *Moved*: places the
farthest of the ten most read articles moved, the most over all seeds; in brackets if every view counted. Bar, for the
scenes marked *: 1. *Quarantined*: of the forged views, with the reason. *Real*: views of real readers that count.

| scene | seeds | moved | quarantined | real | bar | commit | duration |
|---|---|---|---|---|---|---|---|`;

const sum = (values) => values.reduce((total, value) => total + value, 0);

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { seeds: { type: 'string' }, from: { type: 'string' } } });
  const seeds = wholeNumber('seeds', values.seeds ?? '8', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const { requireTs } = await import('../ts.mjs');
  const { runPoison, SCENES } = requireTs('../tests/drills/poison.ts');

  const kept = keptResults('poison', hashOfCode(READS));
  let passed = true;
  for (const scene of SCENES) {
    const results = [];
    for (let seed = from; seed < from + seeds; seed++) {
      const unit = `${scene.name}|${seed}`;
      let result = kept.get(unit);
      if (!result) {
        const started = performance.now();
        const found = await runPoison(seed, scene);
        result = kept.add(unit, { ...found, seconds: (performance.now() - started) / 1000 });
      }
      results.push(result);
      console.log(`${scene.name}, seed ${seed}: moved ${result.moved} (${result.movedUnprotected})`);
    }
    const moved = Math.max(...results.map((result) => result.moved));
    const unprotected = Math.max(...results.map(({ movedUnprotected }) => movedUnprotected));
    const reasons = [...new Set(results.flatMap(({ quarantined }) => Object.keys(quarantined)))];
    const inQuarantine = reasons.map((reason) => {
      const part = sum(results.map(({ quarantined }) => quarantined[reason] ?? 0)) / sum(results.map((r) => r.forged));
      return `${Math.round(100 * part)} % ${reason}`;
    });
    const held = moved <= MOST_MOVED;
    if (scene.judged && !held) passed = false;
    writeDoc('poison', SECTION, [
      `${scene.name}${scene.judged ? ' *' : ''}`,
      `${from}-${from + seeds - 1}`,
      `${moved} (${unprotected})`,
      inQuarantine.join(', ') || '0 %',
      `${(100 * (sum(results.map(({ honestCounted }) => honestCounted)) / results.length)).toFixed(1)} %`,
      scene.judged ? (held ? 'kept' : 'not kept') : '',
      commitOf(READS),
      `${Math.round(sum(results.map(({ seconds }) => seconds)))} s`,
    ]);
  }
  console.log(passed ? 'passed' : 'MISSED');
  return passed;
};
