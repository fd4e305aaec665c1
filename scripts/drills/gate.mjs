/** Does the right model go live by itself, and no other? The drill itself: tests/drills/gate. */
import { parseArgs } from 'node:util';

import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';
import { keptResults } from './support/kept.mjs';

const READS = ['server/src/core', 'playground/src/simulator', 'tests/drills/gate', 'tests/drills/simulated-history.ts'];
/** Bars as shares of the worlds. The first is the 95 % bound of a rate of 5 % in 200 worlds. */
const MOST_SAME = 16 / 200;
const LEAST_BETTER = 0.8;
const LEAST_REFRESHED = 0.95;
const MOST_DAMAGED = 0.05;

export const help = `gate [--worlds 200] [--from 1]
    judges candidates that are as good, better, damaged, or better with a guardrail broken, in simulated worlds`;

const SECTION = `Simulated worlds of 600 articles, forests of 20 trees (the product has 100) over the product's columns. Each world has a
live model trained the night before. *Refreshed*: a candidate of the same recipe and quality (another seed, a night more
of data) goes live; bar 95 %. *A/A*: the same candidate under the name of another recipe goes live; bar 16 of 200.
*Challenger*: the same candidate wins as a challenger. *Better*: it goes live in the place of a live model whose NDCG@10 is
5 % lower (a forest whose leaves hold at least 108 rows; the difference measured over the later articles of all
these worlds is in brackets); bar 80 %. *Damaged*: goes live with its labels permuted (everything fitted / the finished
model only), with one of the live model's five strongest columns zeroed (in tonight's data / the finished model's only), or
with half its trees of another forest (of permuted labels / of another world); bar 5 % each. *Guarded*: better than a noisy
live model and would go live, but breaks a guardrail (shifted, pressed together, ever noisier, 33 MB, 12 MB, slow,
another order); goes live, of those it would have been; bar 0.

| worlds | refreshed | A/A | challenger | better | damaged | guarded | bars | commit | duration |
|---|---|---|---|---|---|---|---|---|---|`;

const LIVE = new Set(['refresh-ok', 'recipe-better', 'first-model-beats-baseline']);
const goesLive = (code) => LIVE.has(code);
const count = (results, holds) => results.filter(holds).length;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

const say = ({ unit, refresh, recipe, better, damaged, broken }) => {
  const slipped = Object.entries(damaged).filter(([, code]) => goesLive(code));
  const unguarded = Object.entries(broken).filter(([, decided]) => goesLive(decided.with));
  const names = [...slipped, ...unguarded].map(([name]) => name);
  console.log(
    `world ${unit}: ${refresh}, A/A ${recipe}, better ${better}${names.length ? `; LIVE: ${names.join(', ')}` : ''}`
  );
};

export const run = async (args) => {
  const { values } = parseArgs({ args, options: { worlds: { type: 'string' }, from: { type: 'string' } } });
  const worlds = wholeNumber('worlds', values.worlds ?? '200', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const { requireTs } = await import('../ts.mjs');
  const { runGate, DAMAGES, BROKEN } = requireTs('../tests/drills/gate/index.ts');

  const kept = keptResults('gate', hashOfCode(READS));
  const results = [];
  for (let seed = from; seed < from + worlds; seed++) {
    let result = kept.get(seed);
    if (!result) {
      const started = performance.now();
      const found = runGate(seed);
      result = kept.add(seed, { ...found, seconds: (performance.now() - started) / 1000 });
    }
    results.push(result);
    say(result);
  }

  const refreshed = count(results, ({ refresh }) => goesLive(refresh));
  const same = count(results, ({ recipe }) => goesLive(recipe));
  const challengers = count(results, ({ challengerWon }) => challengerWon);
  const better = count(results, ({ better: code }) => goesLive(code));
  const damaged = DAMAGES.map((name) => count(results, (result) => goesLive(result.damaged[name])));
  const wouldBe = results
    .flatMap(({ broken }) => BROKEN.map((name) => broken[name]))
    .filter(({ without }) => goesLive(without));
  const guarded = count(wouldBe, (decided) => goesLive(decided.with));
  const [own, before] = ['candidate', 'handicapped'].map((name) => mean(results.map(({ ndcg }) => ndcg[name])));
  const passed =
    refreshed >= LEAST_REFRESHED * worlds &&
    same <= MOST_SAME * worlds &&
    better >= LEAST_BETTER * worlds &&
    damaged.every((live) => live <= MOST_DAMAGED * worlds) &&
    guarded === 0;
  const cells = [
    `${from}-${from + worlds - 1}`,
    refreshed,
    same,
    challengers,
    `${better} (${own.toFixed(3)} against ${before.toFixed(3)}, +${((own / before - 1) * 100).toFixed(1)} %)`,
    damaged.join(' / '),
    `${guarded} of ${wouldBe.length}`,
    passed ? 'kept' : 'not kept',
    commitOf(READS),
    `${Math.round(results.reduce((sum, { seconds }) => sum + seconds, 0) / 60)} min`,
  ];
  writeDoc('gate', SECTION, cells);
  console.log(cells.join(' | '));
  return passed;
};
