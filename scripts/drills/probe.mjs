/** What the event loop feels while a night's work is done: npm run demo -- --probe in a database of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { root } from '../lib.mjs';
import { commitOf } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { drillsFolder } from './support/kept.mjs';

const READS = ['server/src', 'playground/config', 'playground/src'];

export const help = `probe [--data DIR]
    loads the demo or a real data set, then measures GET /_health while nothing happens and during the nightly job`;

const SECTION = `\`GET /_health\` every 10 ms by the clock, whether or not the last one was answered, from a process of its own: ten
seconds while nothing happens, then during the nightly job. Bars: p99 at most idle + 20 ms, max at most 250 ms, the job at
most 90 s. *Load*: of the whole machine over the last minute; what else ran there is in these figures too.

| data | idle p50 / p99 / max, ms | nightly p50 / p99 / max, ms | nightly job | cores, load | bars | commit |
|---|---|---|---|---|---|---|`;

export const run = async (args) => {
  mkdirSync(drillsFolder, { recursive: true });
  const result = path.join(drillsFolder, 'probe.json');
  rmSync(result, { force: true });
  const demo = path.join(root, 'scripts', 'demo.mjs');
  const own = args.includes('--db') ? [] : ['--reset', '--db', path.join(drillsFolder, 'probe.db')];
  const { status } = spawnSync(process.execPath, [demo, '--probe', '--no-start', ...own, ...args], {
    stdio: 'inherit',
    env: { ...process.env, FORESIGHT_PROBE_FILE: result },
  });
  if (!existsSync(result)) return false;

  const { idle, nightly, nightlyMs, cores, load, kept } = JSON.parse(readFileSync(result, 'utf8'));
  const figures = ({ p50, p99, max }) => [p50, p99, max].map((ms) => ms.toFixed(0)).join(' / ');
  const at = args.indexOf('--data');
  writeDoc('probe', SECTION, [
    at === -1 ? 'demo world' : path.basename(args[at + 1]),
    figures(idle),
    figures(nightly),
    `${(nightlyMs / 1000).toFixed(1)} s`,
    `${cores}, ${load.toFixed(1)}`,
    kept ? 'kept' : 'not kept',
    commitOf(READS),
  ]);
  return status === 0;
};
