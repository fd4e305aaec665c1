/** Progress for people: one line per step, one line that rewrites itself on a terminal while a step goes on. */
const onTerminal = process.stdout.isTTY === true;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs a step, saying what is done and how long it took. */
export async function step<T>(title: string, work: (tick: (detail: string) => void) => Promise<T>): Promise<T> {
  const started = performance.now();
  let said = 0;
  say(`▸ ${title}`);
  const tick = (detail: string) => {
    const now = performance.now();
    // On a terminal the line is rewritten; elsewhere a line every five seconds keeps logs short.
    if (now - said < (onTerminal ? 200 : 5_000)) return;
    said = now;
    process.stdout.write(onTerminal ? `\r\x1b[K    ${detail}` : `    ${detail}\n`);
  };
  try {
    const result = await work(tick);
    process.stdout.write(onTerminal ? '\r\x1b[K' : '');
    say(`  ${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    process.stdout.write(onTerminal ? '\r\x1b[K' : '');
    throw new Error(`${title}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
