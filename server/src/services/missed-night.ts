/** A nightly run that succeeded longer ago than this has missed a night: a day and two hours of slack. */
const NIGHT_MS = 26 * 60 * 60_000;

/** Whether a night was missed; a site that never learned has missed one. */
export const isNightMissed = (lastSucceededAt: number | null, now: number): boolean =>
  lastSucceededAt === null || now - lastSucceededAt > NIGHT_MS;
