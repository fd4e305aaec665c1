/**
 * npm run drill -- effects [--seeds 20] [--from 1] [--world FILE]
 *
 * Runs a drill over seeds, appends the result to docs/drills.md, and fails when the bar is missed. A seed's result is
 * kept under .tmp/drills as soon as it is there: a drill that was stopped goes on where it stopped, unless the code
 * changed meanwhile.
 *
 * npm run drill -- probe [--data DIR]   is npm run demo -- --probe --no-start.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const READ = ['server/src/core', 'playground/src/simulator', 'tests/drills'];

const hashOfCode = (hash) => {
  const files = git('ls-files', '--cached', '--others', '--exclude-standard', '--', ...READ).split('\n');
  for (const file of [...new Set(files)].sort()) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(file).update(readFileSync(full));
  }
  return hash;
};

/** Commit of the tree, and "+" when files a drill reads have changed since. */
const commit = () => {
  const changed = git('status', '--porcelain', '--', ...READ);
  return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '+'}`;
};

const writeDoc = (line) => {
  const file = path.join(root, 'docs', 'drills.md');
  mkdirSync(path.dirname(file), { recursive: true });
  if (!existsSync(file)) {
    writeFileSync(
      file,
      `# Drills

Written by \`npm run drill\`, never by hand; the newest line is the last.

**effects**: a simulated site of 400 articles with six planted effects; a forest over the product's features at age 0 h is
trained on the older four fifths. *Signs*: seeds in which the Spearman correlation between a feature and its contribution
on the newest fifth has the planted sign for at least 5 of 6 effects. *Null*: seeds in which a random number per article
stays outside the five most important features. Bar: 16 of 20 each. A "+" behind the commit: with changes on top of it.

| drill | seeds | signs right | null outside | by effect | commit | duration |
|---|---|---|---|---|---|---|
`
    );
  }
  appendFileSync(file, `${line}\n`);
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
    `| ${kind} | ${from}-${from + count - 1} | ${signs} of ${count} | ${nulls} of ${count} | ${byEffect.join(', ')} | ${commit()} | ${seconds.toFixed(0)} s |`
  );

  const needed = Math.ceil(count * 0.8);
  const passed = signs >= needed && nulls >= needed;
  console.log(
    `signs right in ${signs} of ${count} seeds, null factor outside the top ${TOP_FEATURES} in ${nulls}: ${passed ? 'passed' : 'MISSED'} (bar ${needed})`
  );
  process.exitCode = passed ? 0 : 1;
};

const probe = () => {
  const demo = path.join(root, 'scripts', 'demo.mjs');
  process.exitCode =
    spawnSync(process.execPath, [demo, '--probe', '--no-start', ...args], { stdio: 'inherit' }).status ?? 1;
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
