import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something holds. @throws when it does not within `limitMs`. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { limitMs = 20_000, everyMs = 10 }: { limitMs?: number; everyMs?: number } = {}
): Promise<void> {
  for (const end = performance.now() + limitMs; performance.now() < end;) {
    if (await holds()) return;
    await pause(everyMs);
  }
  throw new Error(`not within ${limitMs} ms: ${what}`);
}
