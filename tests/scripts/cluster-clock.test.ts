/** The clock of one process of a test cluster can be set while it runs, in its threads too; nobody else's moves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const HOUR_MS = 3_600_000;
const preload = path.resolve(__dirname, '../helpers/cluster/preload.cjs');
/** Says the time of its main thread and of a worker thread for every line it is sent. */
const script = `
  const { Worker } = require('node:worker_threads');
  const thread = new Worker(
    "require('node:worker_threads').parentPort.on('message', () => require('node:worker_threads').parentPort.postMessage(new Date().getTime()))",
    { eval: true }
  );
  thread.on('message', (there) => console.log(JSON.stringify({ here: Date.now(), there, text: new Date().toISOString() })));
  process.stdin.on('data', () => thread.postMessage('what time is it'));
  process.stdin.on('end', () => process.exit());`;

it('jumps ahead and back', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-clock-'));
  const file = path.join(folder, 'clock');
  const child = spawn(process.execPath, ['--require', preload, '-e', script], {
    env: { ...process.env, FORESIGHT_CLOCK_FILE: file },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ahead = async (): Promise<number[]> => {
    // Longer than a process may go by an old reading of the file.
    await new Promise((resolve) => setTimeout(resolve, 250));
    child.stdin.write('?\n');
    const [line] = (await once(lines, 'line')) as [string];
    const { here, there, text } = JSON.parse(line) as { here: number; there: number; text: string };
    return [here, there, Date.parse(text)].map((time) => Math.round((time - Date.now()) / HOUR_MS) || 0);
  };

  try {
    expect(await ahead()).toEqual([0, 0, 0]);
    fs.writeFileSync(file, String(24 * HOUR_MS));
    expect(await ahead()).toEqual([24, 24, 24]);
    fs.writeFileSync(file, String(-HOUR_MS));
    expect(await ahead()).toEqual([-1, -1, -1]);
  } finally {
    child.kill();
    await once(child, 'exit');
    fs.rmSync(folder, { recursive: true });
  }
});
