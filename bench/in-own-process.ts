import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const TS = pathToFileURL(path.join(__dirname, '../scripts/ts.mjs')).href;
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Calls an exported function in a process of its own, so that what it takes (memory, the compiler's warming up) is its
 * own: as a peer's is.
 *
 * @param file Absolute path of the TypeScript file.
 * @param ask  Its only argument, as JSON.
 * @returns    What the function returned, by way of JSON.
 */
export function inOwnProcess<T>(file: string, name: string, ask: object): T {
  const code = `import { requireTs } from ${JSON.stringify(TS)};
    const answer = requireTs(${JSON.stringify(file)})[${JSON.stringify(name)}](${JSON.stringify(ask)});
    process.stdout.write(JSON.stringify(answer));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', maxBuffer: MAX_OUTPUT })
  ) as T;
}

/** Runs a peer's script with the system's Python; null where the peer is not installed. */
export const inPython = <T>(script: string, ask: object): T | null =>
  runPeer<T>('/usr/bin/python3', [script, JSON.stringify(ask)], 'ModuleNotFoundError');

/** Runs a peer's script with R, which reads no JSON by itself: `name=value` for each; null where it is not installed. */
export const inR = <T>(script: string, ask: object): T | null =>
  runPeer<T>(
    'Rscript',
    [script, ...Object.entries(ask).map(([name, value]) => `${name}=${String(value)}`)],
    'there is no package'
  );

function runPeer<T>(command: string, args: readonly string[], absent: string): T | null {
  try {
    return JSON.parse(
      execFileSync(command, args, { encoding: 'utf8', maxBuffer: MAX_OUTPUT, stdio: ['ignore', 'pipe', 'pipe'] })
    ) as T;
  } catch (error) {
    const { stderr, code } = error as { stderr?: string; code?: string };
    if (code === 'ENOENT' || stderr?.includes(absent)) return null;
    throw error;
  }
}
