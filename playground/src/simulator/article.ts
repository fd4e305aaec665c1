import { createChance, seedOf, type Chance } from './random';

/** What of an article the simulated readers see. */
export interface SimArticle {
  readonly id: string;
  /** Characters of the title. */
  readonly titleLength: number;
  readonly question: boolean;
  readonly words: number;
  readonly images: number;
  readonly author: string;
  /** Standard normal over authors. */
  readonly authorSkill: number;
  readonly category: string;
  /** A random number per article, 0-1, that changes nothing. */
  readonly noise: number;
  /** First publication, milliseconds since 1970; hour and weekday are read in UTC. */
  readonly publishedAt: number;
  readonly locale: string;
  /** Size of the locale's readership against the main one. */
  readonly audience: number;
}

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

export const isEvening = (at: number): boolean => {
  const hour = new Date(at).getUTCHours();
  return hour >= 17 && hour < 22;
};

export const isWeekday = (at: number): boolean => {
  const day = new Date(at).getUTCDay();
  return day > 0 && day < 6;
};

/** Working hours and evenings; nobody publishes at night. Weights of the hours 0-23. */
const HOURS = Array.from({ length: 24 }, (_, hour) => (hour < 6 || hour > 22 ? 0 : hour >= 17 && hour < 22 ? 1.4 : 1));
const HOURS_CUMULATIVE = HOURS.reduce<number[]>((sums, weight) => [...sums, (sums.at(-1) ?? 0) + weight], []);

/**
 * First publications of `n` articles, spread evenly over the `days` before `end`, oldest first:
 * three quarters on weekdays, a third in the evening, none in the last 20 minutes.
 */
export function schedulePublications(seed: number, n: number, { end, days }: { end: number; days: number }): number[] {
  const random = createChance(seedOf(seed, 'schedule'));
  const start = end - days * DAY_MS;

  return Array.from({ length: n }, (_, index) => {
    for (;;) {
      const day = Math.floor((start + ((index + random.next()) / n) * days * DAY_MS) / DAY_MS) * DAY_MS;
      const at = day + random.pick(HOURS_CUMULATIVE) * HOUR_MS + random.int(HOUR_MS);
      const kept = isWeekday(at) || random.chance(0.85);
      if (kept && at >= start && at <= end - HOUR_MS / 3) return at;
      // The newest slot may offer only night hours of today: then any minute before the end will do.
      if (!kept) continue;
      if (index === n - 1 || index === 0) return Math.max(start, Math.min(at, end - HOUR_MS / 3));
    }
  }).sort((a, b) => a - b);
}

/** Skill of each author: evenly spaced over the normal distribution, dealt by the seed. */
export function dealSkills(seed: number, authors: readonly string[]): Map<string, number> {
  const n = authors.length;
  // Logistic approximation of the normal quantile, within 0.02 between the 5th and 95th percentile.
  const skills = authors.map((_, rank) => Math.log((rank + 0.5) / (n - rank - 0.5)) / 1.702);
  createChance(seedOf(seed, 'skills')).shuffle(skills);
  return new Map(authors.map((author, index) => [author, skills[index] ?? 0]));
}

/** Good authors use more images; images do nothing. The confounder every reason text must survive. */
export const drawImages = (random: Chance, skill: number): number =>
  Math.min(8, random.poisson(Math.exp(0.4 + 0.7 * skill)));

/** Articles without prose, for drills that need only the numbers. */
export function makeSimArticles(
  seed: number,
  n: number,
  {
    end,
    days = 120,
    authors = 12,
    categories = 6,
  }: { end: number; days?: number; authors?: number; categories?: number }
): SimArticle[] {
  const random = createChance(seedOf(seed, 'articles'));
  const names = Array.from({ length: authors }, (_, index) => `author-${index + 1}`);
  const skills = dealSkills(seed, names);

  return schedulePublications(seed, n, { end, days }).map((publishedAt, index) => {
    const author = names[random.int(names.length)] ?? 'author-1';
    const authorSkill = skills.get(author) ?? 0;
    return {
      id: `article-${String(index + 1).padStart(4, '0')}`,
      titleLength: Math.round(Math.min(100, Math.max(18, 52 + 15 * random.normal()))),
      question: random.chance(0.28),
      words: Math.round(Math.min(1500, Math.max(40, 190 * Math.exp(0.6 * random.normal())))),
      images: drawImages(random, authorSkill),
      author,
      authorSkill,
      category: `category-${random.int(categories) + 1}`,
      noise: random.next(),
      publishedAt,
      locale: 'en',
      audience: 1,
    };
  });
}
