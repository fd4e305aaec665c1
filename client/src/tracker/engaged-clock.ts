/** How long somebody who does nothing still counts as reading. */
const IDLE_MS = 30_000;

/**
 * Counts time while the page is visible and focused, up to `IDLE_MS` after each sign of life. It has no timer: every
 * sign adds the time since the one before it.
 *
 * @returns `touch`: the reader did something, came or went; `take`: engaged time since it was last taken, whole ms.
 */
export function createEngagedClock(): readonly [touch: () => void, take: () => number] {
  let engagedMs = 0;
  let lastSign = 0;
  let counts = false;

  const touch = (): void => {
    const now = performance.now();
    if (counts) engagedMs += Math.min(now - lastSign, IDLE_MS);
    lastSign = now;
    counts = !document.hidden && document.hasFocus();
  };
  touch();

  return [
    touch,
    () => {
      touch();
      const taken = engagedMs | 0;
      engagedMs = 0;
      return taken;
    },
  ];
}
