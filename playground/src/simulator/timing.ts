import { DAY_MS, HOUR_MS } from './article';
import type { Chance } from './random';

/** Share of a day's traffic by hour, relative to the busiest: morning, lunch and evening peaks. */
const HOURLY = [
  0.18, 0.12, 0.08, 0.07, 0.08, 0.15, 0.35, 0.6, 0.8, 0.75, 0.7, 0.75, 0.85, 0.78, 0.7, 0.68, 0.7, 0.75, 0.85, 0.95, 1,
  0.9, 0.6, 0.35,
] as const;

/** Two thirds of an article's views come in its first day and a half, a tail over weeks. Mean ages in days. */
const DECAY = [
  { share: 0.55, meanDays: 0.6 },
  { share: 0.33, meanDays: 2 },
  { share: 0.12, meanDays: 14 },
] as const;

const drawAge = (random: Chance): number => {
  const which = random.next();
  const phase = which < DECAY[0].share ? DECAY[0] : which < DECAY[0].share + DECAY[1].share ? DECAY[1] : DECAY[2];
  return -Math.log(1 - random.next()) * phase.meanDays * DAY_MS;
};

/** Traffic at an instant relative to the busiest hour of a weekday. */
export const trafficAt = (at: number, weekend: number): number => {
  const day = Math.floor(at / DAY_MS + 4) % 7; // 1970-01-01 was a Thursday; 0 = Sunday
  const hour = Math.floor(at / HOUR_MS) % 24;
  return (HOURLY[hour] ?? 1) * (day === 0 || day === 6 ? weekend : 1);
};

/** When one view of an article happens: decay with age, thinned by the hour and the weekday. */
export function drawViewTime(random: Chance, publishedAt: number, weekend: number): number {
  let at = publishedAt;
  for (let attempt = 0; attempt < 12; attempt++) {
    at = publishedAt + 1_000 + drawAge(random);
    if (random.chance(trafficAt(at, weekend))) break;
  }
  return Math.round(at);
}
