import { AGE_MINUTES } from './counters';

/** Ages counted for an article, in minutes, ascending: those below the horizon, and the horizon itself. */
export const ageLadder = (horizonMinutes: number): number[] => [
  ...AGE_MINUTES.filter((age) => age < horizonMinutes),
  horizonMinutes,
];
