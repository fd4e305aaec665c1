import type { Progress } from '../worker/context';

/**
 * Writes the newest progress at most once per interval, whatever comes in: a task reports every tree, the row in the
 * database needs no more than an eye can follow. `finish` waits for a write under way and makes no other.
 */
export function createProgressWriter(write: (progress: Progress) => Promise<void>, intervalMs: number) {
  let newest: Progress | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const flush = () => {
    const progress = newest;
    newest = null;
    timer = null;
    if (progress === null) return;
    // Progress is a courtesy: a write that fails costs the run nothing.
    writing = write(progress).catch(() => undefined);
    timer = setTimeout(flush, intervalMs);
    timer.unref();
  };

  return {
    report(progress: Progress): void {
      newest = progress;
      if (timer === null) flush();
    },

    async finish(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      newest = null;
      await writing;
    },
  };
}
