/**
 * npm run drill -- effects [--seeds 20] [--from 1] [--world FILE]
 *
 * Runs a drill over seeds, appends the result to docs/drills.md, and fails when the bar is missed. A seed's result is
 * kept under .tmp/drills as soon as it is there: a drill that was stopped goes on where it stopped, unless the code
 * changed meanwhile.
 *
 * npm run drill -- probe [--data DIR]   is npm run demo -- --probe --no-start --reset in a database of its own: loads
 * the data, then measures GET /_health while nothing happens and during the nightly job.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { install, root } from './lib.mjs';

const [name, ...args] = process.argv.slice(2);
const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

const wholeNumber = (flag, text, low) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low)
    throw new Error(`--${flag}: expected a whole number >= ${low}, got "${text}"`);
  return value;
};

/** What a drill's result depends on. */
const READ = {
  effects: ['server/src/core', 'playground/src/simulator', 'tests/drills'],
  probe: ['server/src', 'playground/config', 'playground/src'],
};

const hashOfCode = (hash) => {
  const files = git('ls-files', '--cached', '--others', '--exclude-standard', '--', ...READ.effects).split('\n');
  for (const file of [...new Set(files)].sort()) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(file).update(readFileSync(full));
  }
  return hash;
};

/** Commit of the tree, and "+" when files a drill reads have changed since. */
const commit = (drill) => {
  const changed = git('status', '--porcelain', '--', ...READ[drill]);
  return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '+'}`;
};

const SECTIONS = {
  effects: `A simulated site of 400 articles with six planted effects; a forest over the product's features at age 0 h is
trained on the older four fifths. *Signs*: seeds in which the Spearman correlation between a feature and its contribution
on the newest fifth has the planted sign for at least 5 of 6 effects. *Null*: seeds in which a random number per article
stays outside the five most important features. Bar: 16 of 20 each.

| drill | seeds | signs right | null outside | by effect | commit | duration |
|---|---|---|---|---|---|---|`,
  probe: `\`GET /_health\` every 10 ms by the clock, whether or not the last one was answered, from a process of its own: ten
seconds while nothing happens, then during the nightly job. Bars: p99 at most idle + 20 ms, max at most 250 ms, the job at
most 90 s. *Load*: of the whole machine over the last minute; what else ran there is in these figures too.

| data | idle p50 / p99 / max, ms | nightly p50 / p99 / max, ms | nightly job | cores, load | bars | commit |
|---|---|---|---|---|---|---|`,
};

/** Appends a line to a drill's table. */
const writeDoc = (drill, line) => {
  const file = path.join(root, 'docs', 'drills.md');
  mkdirSync(path.dirname(file), { recursive: true });
  const title =
    '# Drills\n\nWritten by `npm run drill`, never by hand; the newest line of a table is its last. A "+" behind a commit: with\nchanges on top of it.\n';
  let text = existsSync(file) ? readFileSync(file, 'utf8') : title;
  if (!text.includes(`\n## ${drill}\n`)) text = `${text.trimEnd()}\n\n## ${drill}\n\n${SECTIONS[drill]}\n`;
  const lines = text.split('\n');
  let end = lines.indexOf(`## ${drill}`);
  while (!lines[end].startsWith('|')) end++;
  while (lines[end]?.startsWith('|')) end++;
  lines.splice(end, 0, line);
  writeFileSync(file, lines.join('\n'));
};

const effects = async () => {
  const { values } = parseArgs({
    args,
    options: { seeds: { type: 'string' }, from: { type: 'string' }, world: { type: 'string' } },
  });
  const count = wholeNumber('seeds', values.seeds ?? '20', 1);
  const from = wholeNumber('from', values.from ?? '1', 0);
  const worldText = values.world === undefined ? '{}' : readFileSync(values.world, 'utf8');

  // In a clone without packages only: a drill must not change what is installed.
  if (!existsSync(path.join(root, 'node_modules', '@swc', 'core'))) await install();
  const { requireTs } = await import('./ts.mjs');
  const { runEffects, NEEDED_SIGNS, TOP_FEATURES } = requireTs('../tests/drills/effects.ts');
  const { worldFrom } = requireTs('../playground/src/simulator/index.ts');
  const world = worldFrom(JSON.parse(worldText));

  const inputs = hashOfCode(createHash('sha256')).update(worldText).digest('hex');
  const folder = path.join(root, '.tmp', 'drills');
  mkdirSync(folder, { recursive: true });
  const kept = path.join(folder, `effects-${inputs.slice(0, 16)}.jsonl`);
  const known = new Map(
    (existsSync(kept) ? readFileSync(kept, 'utf8').split('\n').filter(Boolean) : []).map((line) => {
      const result = JSON.parse(line);
      return [result.seed, result];
    })
  );

  const results = [];
  for (let seed = from; seed < from + count; seed++) {
    let result = known.get(seed);
    if (!result) {
      const started = performance.now();
      result = { ...runEffects(seed, world), seconds: (performance.now() - started) / 1000 };
      appendFileSync(kept, `${JSON.stringify(result)}\n`);
    }
    results.push(result);
    const each = Object.entries(result.correlations).map(([effect, rho]) => `${effect} ${rho.toFixed(2)}`);
    console.log(
      `seed ${seed}: ${result.rightSigns} of 6 signs, null factor ranks ${result.nullRank} (${each.join(', ')})`
    );
  }

  const signs = results.filter(({ rightSigns }) => rightSigns >= NEEDED_SIGNS).length;
  const nulls = results.filter(({ nullRank }) => nullRank > TOP_FEATURES).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const mean = (effect) => results.reduce((sum, { correlations }) => sum + correlations[effect], 0) / results.length;
  const byEffect = Object.keys(results[0].correlations).map((effect) => `${effect} ${mean(effect).toFixed(2)}`);
  const kind = values.world === undefined ? 'effects' : `effects, ${path.basename(values.world)}`;
  writeDoc(
    'effects',
    `| ${kind} | ${from}-${from + count - 1} | ${signs} of ${count} | ${nulls} of ${count} | ${byEffect.join(', ')} | ${commit('effects')} | ${seconds.toFixed(0)} s |`
  );

  const needed = Math.ceil(count * 0.8);
  const passed = signs >= needed && nulls >= needed;
  console.log(
    `signs right in ${signs} of ${count} seeds, null factor outside the top ${TOP_FEATURES} in ${nulls}: ${passed ? 'passed' : 'MISSED'} (bar ${needed})`
  );
  process.exitCode = passed ? 0 : 1;
};

const probe = () => {
  const folder = path.join(root, '.tmp', 'drills');
  mkdirSync(folder, { recursive: true });
  const result = path.join(folder, 'probe.json');
  rmSync(result, { force: true });
  const demo = path.join(root, 'scripts', 'demo.mjs');
  const own = args.includes('--db') ? [] : ['--reset', '--db', path.join(folder, 'probe.db')];
  const { status } = spawnSync(process.execPath, [demo, '--probe', '--no-start', ...own, ...args], {
    stdio: 'inherit',
    env: { ...process.env, FORESIGHT_PROBE_FILE: result },
  });
  process.exitCode = status ?? 1;
  if (!existsSync(result)) return;
  const { idle, nightly, nightlyMs, cores, load, kept } = JSON.parse(readFileSync(result, 'utf8'));
  const figures = ({ p50, p99, max }) => [p50, p99, max].map((ms) => ms.toFixed(0)).join(' / ');
  const at = args.indexOf('--data');
  const data = at === -1 ? 'demo world' : path.basename(args[at + 1]);
  writeDoc(
    'probe',
    `| ${data} | ${figures(idle)} | ${figures(nightly)} | ${(nightlyMs / 1000).toFixed(1)} s | ${cores}, ${load.toFixed(1)} | ${kept ? 'kept' : 'not kept'} | ${commit('probe')} |`
  );
};

const drills = { effects, probe };
const drill = drills[name];
if (!drill) {
  console.error(`npm run drill -- NAME: expected one of ${Object.keys(drills).join(', ')}, got ${name ?? 'nothing'}`);
  process.exit(2);
}
try {
  await drill();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
