/** The frame around every drill: results kept per unit, one line in the page per run, help, refusals. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-drill-'));
const doc = path.join(folder, 'drills.md');
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const drill = (...args: string[]) =>
  spawnSync(process.execPath, [path.resolve(__dirname, '../../scripts/drill.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, FORESIGHT_DRILLS_DOC: doc, FORESIGHT_DRILLS_FOLDER: folder },
  });
const keptFile = (): string => path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.jsonl')) ?? '');

it('keeps each seed’s result, goes on with the next one, and writes a line per run', () => {
  expect(drill('effects', '--seeds', '1').status).toBe(0);
  // Were the first seed run again, its result would be another.
  const marked = fs.readFileSync(keptFile(), 'utf8').replace(/"nullRank":\d+/, '"nullRank":77');
  fs.writeFileSync(keptFile(), marked);

  const { stdout, status } = drill('effects', '--seeds', '2');
  expect(status).toBe(0);
  expect(stdout).toMatch(/seed 1: \d of 6 signs, null factor ranks 77/);
  expect(stdout).toMatch(/seed 2: \d of 6 signs, null factor ranks (?!77)/);
  const lines = fs
    .readFileSync(doc, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| effects |'));
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/^\| effects \| 1-2 \| 2 of 2 \| 2 of 2 \| .* \| [0-9a-f]{7,}\+? \| \d+ s \|$/);
});

it('lists the drills, and refuses what it does not know', () => {
  const help = drill('--help');
  expect(help.status).toBe(0);
  for (const name of ['effects', 'probe']) expect(help.stdout).toContain(`  ${name} `);
  expect(drill('effects', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--world FILE') });
  expect(drill('nothing')).toMatchObject({ status: 2, stderr: expect.stringContaining('no drill "nothing"') });
  expect(drill('effects', '--seeds', 'many')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--seeds: expected a whole number >= 1, got "many"'),
  });
});
