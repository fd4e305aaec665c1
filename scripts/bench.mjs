/**
 * npm run bench -- inserts [--seed 1] [--rows 5000] [--rounds 15]
 * npm run bench -- ingest [--seed 1] [--rounds 7] [--singles 3000] [--batched 20000] [--full 2000000]
 * npm run bench -- forest [--seeds 5] [--rounds 5]
 * npm run bench -- text [--rounds 5]
 * npm run bench -- predictions [--seeds 5] [--runs 50]
 * npm run bench -- features [--seeds 5]
 *
 * Measures, and writes what it measured into docs/benchmarks.md in place of what stood there. PostgreSQL is measured
 * where FORESIGHT_POSTGRES_URL names one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildPlayground, buildPlugin, install, root } from './lib.mjs';

const [name, ...args] = process.argv.slice(2);
const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

const wholeNumber = (flag, text) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${flag}: expected a whole number >= 1, got "${text}"`);
  return value;
};

/** What a benchmark's result depends on. */
const READ = {
  inserts: ['bench', 'server/src/repositories', 'tests/conformance/scratch-database.ts'],
  ingest: ['bench/ingest', 'bench/ingest.ts', 'bench/inserts', 'server/src', 'playground/config', 'playground/src/api'],
  forest: ['bench', 'server/src/core'],
  text: ['bench', 'server/src/core'],
  predictions: ['bench/predictions', 'bench/predictions.ts', 'server/src/core', 'playground/src/simulator'],
  features: ['bench', 'server/src/core', 'playground/src', 'tests/drills'],
};

/** Commit of the tree, and "+" when files a benchmark reads have changed since. */
const commit = (bench) => {
  const changed = git('status', '--porcelain', '--', ...READ[bench]);
  return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '+'}`;
};

const machine = () => {
  const [cpu] = os.cpus();
  const load = os.loadavg()[0].toFixed(1);
  return `${os.cpus().length} cores (${cpu.model.trim()}), load ${load}, ${process.platform}, Node ${process.version}`;
};

const TITLE =
  '# Benchmarks\n\nWritten by `npm run bench`, never by hand. A "+" behind a commit: with changes on top of it. Figures of one run are\nmeasured in turns and compare with each other; those of different machines and days do not.\n';

/** Writes a section over the one that was there. */
const writeDoc = (bench, text) => {
  const file = path.join(root, 'docs', 'benchmarks.md');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : TITLE;
  const [head, ...sections] = before.split(/^(?=## )/m);
  const others = sections.filter((section) => !section.startsWith(`## ${bench}\n`));
  const parts = [head, ...others, `## ${bench}\n\n${text}\n`].map((part) => part.trim());
  writeFileSync(file, `${parts.join('\n\n')}\n`);
};

const inserts = async () => {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      rows: { type: 'string', default: '5000' },
      rounds: { type: 'string', default: '15' },
    },
  });
  const [seed, rows, rounds] = ['seed', 'rows', 'rounds'].map((flag) => wholeNumber(flag, values[flag]));
  const { requireTs } = await import('./ts.mjs');
  const { inserts: measure } = requireTs('../bench/inserts.ts');
  const results = await measure({ seed, rows, rounds }, (line) => console.log(line));
  const lines = results.map(
    ({ engine, way, rowsPerSecond, ratio, transactionMs, heldMs, cpuMicros }) =>
      `| ${engine} | ${way} | ${Math.round(rowsPerSecond).toLocaleString('en')} | ${ratio.toFixed(2)} | ${transactionMs.toFixed(1)} | ${heldMs.toFixed(1)} | ${cpuMicros.toFixed(0)} |`
  );
  const table = [
    '| database | way | rows/s | ratio | one transaction, ms | event loop held, ms | own CPU, µs a row |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ];
  console.log(table.join('\n'));
  writeDoc(
    'inserts',
    `Events into the real table with its indexes, \`on conflict do nothing\` with the new keys given back, one transaction per
statement, 5 of 100 known already. *Ratio*: against the first line of the same database. *One transaction*: median.
*Held*: the longest stretch in which nothing else of the process ran. *Own CPU*: without the database server's. Medians of ${rounds} rounds of ${rows.toLocaleString('en')} rows each, seed ${seed}.

${machine()}; commit ${commit('inserts')}.

${table.join('\n')}`
  );
};

const ingest = async () => {
  const defaults = { seed: '1', rounds: '7', singles: '3000', batched: '20000', full: '2000000' };
  const options = Object.fromEntries(
    Object.entries(defaults).map(([flag, text]) => [flag, { type: 'string', default: text }])
  );
  const { values } = parseArgs({ args, options });
  const asked = Object.fromEntries(Object.entries(values).map(([flag, text]) => [flag, wholeNumber(flag, text)]));
  await buildPlugin();
  await buildPlayground();
  const { requireTs } = await import('./ts.mjs');
  const { ingest: measure } = requireTs('../bench/ingest.ts');
  const results = await measure(asked, (line) => console.log(line));
  const whole = (value) => Math.round(value).toLocaleString('en');
  const ms = (value) => (value === null ? '' : value.toFixed(1));
  const rates = results.flatMap(({ engine, ways }) =>
    ways.map(
      ({ name, perSecond, p50, p99 }) => `| ${engine} | ${name} | ${whole(perSecond)} | ${ms(p50)} | ${ms(p99)} |`
    )
  );
  const probes = results.flatMap(({ engine, probes: own }) =>
    own.map(
      ({ name, latencies: { requests, p50, p99, max } }) =>
        `| ${engine} | ${name} | ${whole(requests)} | ${ms(p50)} | ${ms(p99)} | ${ms(max)} |`
    )
  );
  const bars = results.flatMap(({ engine, bars: own }) =>
    own.map(
      ({ name, measured, bar, isKept }) =>
        `| ${engine} | ${name} | ${measured.toFixed(2)} | ${bar.toFixed(2)} | ${isKept ? 'kept' : 'not kept'} |`
    )
  );
  const text = `Events over HTTP with a publishable key, each of a network of its own, answered after their commit, into a booted Strapi with
the built plugin. *Single*: one event a request over 64 connections. *Batches*: over 16. *Validated only*: a route of Strapi's, or a middleware before all of Strapi's, for the same bodies,
read and checked, nothing kept. *Full table*: ${whole(asked.full)} rows before. *The limit*: rows of the same table put in from
within, 500 a transaction, by the fastest way of *inserts* below. In turns, medians of ${asked.rounds} rounds of ${whole(asked.singles)} single events
and ${whole(asked.batched)} batched ones, seed ${asked.seed}; the client shares the two cores.

| database | way | events/s | request p50, ms | p99, ms |
|---|---|---|---|---|
${rates.join('\n')}

\`GET /api/articles\` every 50 ms by the clock, answered or not, 40 seconds each. *Hours counted*: half-way
the counting begins that a site does every two minutes, of all that the rounds before have brought, and the probe goes on until
it is done; that row has no bar.

| database | meanwhile | requests | p50, ms | p99, ms | max, ms |
|---|---|---|---|---|---|
${probes.join('\n')}

| database | ratio or time | measured | bar | |
|---|---|---|---|---|
${bars.join('\n')}

${machine()}; commit ${commit('ingest')}.`;
  console.log(`\n${text}`);
  if (process.env.NODOC === undefined) writeDoc('ingest', text);
};

const forest = async () => {
  const options = { seeds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '5' } };
  const { values } = parseArgs({ args, options });
  const [seeds, rounds] = ['seeds', 'rounds'].map((flag) => wholeNumber(flag, values[flag]));
  const data = process.env.FORESIGHT_DATA;
  if (!data) throw new Error('FORESIGHT_DATA: expected a folder with onp/, got nothing');
  // Its threads run what is built.
  await buildPlugin();
  const { requireTs } = await import('./ts.mjs');
  const { forest: measure } = requireTs('../bench/forest.ts');
  const asked = { data, seeds: Array.from({ length: seeds }, (_, i) => i + 1), rounds };
  const { text } = measure(asked, (line) => console.log(line));
  const whole = `${text}\n\n${machine()}; commit ${commit('forest')}.`;
  console.log(`\n${whole}`);
  writeDoc('forest', whole);
};

const text = async () => {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '5' } } });
  const rounds = wholeNumber('rounds', values.rounds);
  const { requireTs } = await import('./ts.mjs');
  const { text: measure } = requireTs('../bench/text.ts');
  const { results, peerVersion } = await measure({ data: process.env.FORESIGHT_DATA, rounds }, (line) =>
    console.log(line)
  );
  const lines = results.map(
    ({ set, way, by, fitSeconds, predictSeconds, documentsPerSecond, peakMegabytes, microF1, macroF1, accuracy }) =>
      `| ${set} | ${way} | ${by} | ${fitSeconds.toFixed(2)} | ${predictSeconds.toFixed(3)} | ${Math.round(documentsPerSecond).toLocaleString('en')} | ${Math.round(peakMegabytes)} | ${microF1.toFixed(4)} | ${macroF1.toFixed(4)} | ${accuracy?.toFixed(4) ?? ''} |`
  );
  const table = [
    '| set | way | by | fit, CPU s | predict, CPU s | texts/s | peak, MB | micro-F1 | macro-F1 | accuracy |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...lines,
  ];
  const peer =
    peerVersion === null
      ? 'scikit-learn is not installed here (Debian: `python3-sklearn`): its rows are left out, and the stop words are those of `natural`, so the figures do not compare with others.'
      : `scikit-learn ${peerVersion}, LinearSVC.`;
  console.log([peer, ...table].join('\n'));
  writeDoc(
    'text',
    `Reuters-21578 ModApte. *Several labels*: 7,058 texts to learn from and 2,742 to judge by, 89 labels, one against the rest.
*8 classes*: 5,069 and 2,017 texts with one topic. Both sides: words of two letters and more in lower case, scikit-learn's English
stop words, words of two texts and more, 1 + ln(count), smoothed idf, length 1; squared hinge, tolerance 1e-4. *Balanced*: errors on
rare labels cost more. *One threshold*: best micro-F1 on the newest fifth of a fit on the rest, then fitted on all. The last rows of
a set are the plugin's own learner, which also calibrates and sets its thresholds on three later parts. *Fit*, *predict*: from texts,
CPU seconds of the process with all its threads, median of ${rounds} rounds in turns after two that do not count (code is compiled in them);
the plugin's own learner once, in a cold process. *Peak*: of the process, all rounds and the texts themselves included.

${peer} ${machine()}; commit ${commit('text')}.

${table.join('\n')}`
  );
};

const features = async () => {
  const { values } = parseArgs({ args, options: { seeds: { type: 'string', default: '5' } } });
  const seeds = wholeNumber('seeds', values.seeds);
  const { requireTs } = await import('./ts.mjs');
  const { features: measure } = requireTs('../bench/features.ts');
  const { text } = measure({ seeds: Array.from({ length: seeds }, (_, i) => i + 1) }, (line) => console.log(line));
  console.log(`\n${text}`);
  writeDoc(
    'features',
    `What columns are worth before anybody has read an article: errors at 0 h over rolling origins, by the ranker's own regression of that
age with 100 trees. Worlds of 400 articles and 120 days, horizon 7 days. *Numbers only*: articles without words. *Idle
words*: the demo's magazine, whose words say no more than their category. *Telling words*: one of four words stands in 60 % of the
texts of the third read most, and in 15 % of the others. Means of ${seeds} seeds; *against the first*: paired, ± the error of the mean.

${machine()}; commit ${commit('features')}.

${text}`
  );
};

const predictions = async () => {
  const options = { seeds: { type: 'string', default: '5' }, runs: { type: 'string', default: '50' } };
  const { values } = parseArgs({ args, options });
  const [seeds, runs] = ['seeds', 'runs'].map((flag) => wholeNumber(flag, values[flag]));
  const data = process.env.FORESIGHT_DATA;
  if (!data) throw new Error('FORESIGHT_DATA: expected a folder with deskdrop/ and onp/, got nothing');
  const { requireTs } = await import('./ts.mjs');
  const { predictions: measure } = requireTs('../bench/predictions.ts');
  const asked = { data, seeds: Array.from({ length: seeds }, (_, i) => i + 1), runs };
  const { text } = await measure(asked, (line) => console.log(line));
  const whole = `${text}\n\n${machine()}; commit ${commit('predictions')}.`;
  console.log(`\n${whole}`);
  writeDoc('predictions', whole);
};

const benches = { inserts, ingest, forest, text, features, predictions };
const bench = benches[name];
if (!bench) {
  console.error(`npm run bench -- NAME: expected one of ${Object.keys(benches).join(', ')}, got ${name ?? 'nothing'}`);
  process.exit(2);
}
try {
  await install();
  await bench();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
