/**
 * An access log with everything logs hold, seeded, and what was planted in it: views by article and day, counted as the
 * lines are written and by nothing of the plugin's.
 */
import { createRandom, type Random } from '../../server/src/core/math/random';

export interface GeneratedLog {
  readonly text: string;
  /** "slug day" -> views that readers made. */
  readonly views: ReadonlyMap<string, number>;
  /** "slug day" -> addresses with their browsers, of which each is a visitor. */
  readonly visitors: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lines by what they are. */
  readonly lines: Readonly<Record<Kind, number>>;
}

type Kind = 'view' | 'robot' | 'asset' | 'request' | 'unmatched' | 'broken';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
];
const ROBOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'python-requests/2.32.0',
  'curl/8.5.0',
];
const REFERRERS = ['-', 'https://www.google.com/', 'https://news.example/a?b=c', 'https://t.co/abc'];
const ASSETS = ['/assets/site.css', '/favicon.ico', '/uploads/harbour.jpg', '/sitemap.xml', '/fonts/a.woff2?v=2'];
const UNMATCHED = ['/', '/about', '/articles/of-long-ago', '/search?q=ferries'];
const REQUESTS = [
  'POST /api/login HTTP/1.1" 200',
  'GET /articles/gone HTTP/1.1" 404',
  'HEAD / HTTP/1.1" 200',
  '-" 408',
];
const ZONES = [
  ['+0000', 0],
  ['+0100', 1],
  ['-0530', -5.5],
] as const;

const pick = <T>(random: Random, all: readonly T[]): T => all[random.int(all.length)] as T;
const two = (n: number): string => String(n).padStart(2, '0');

function stampOf(at: number, [zone, hours]: readonly [string, number]): string {
  const local = new Date(at + hours * 3_600_000);
  const day = `${two(local.getUTCDate())}/${MONTHS[local.getUTCMonth()]}/${local.getUTCFullYear()}`;
  return `[${day}:${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} ${zone}]`;
}

const addressOf = (random: Random): string =>
  random.next() < 0.2 ? `2001:db8::${random.int(500).toString(16)}` : `203.0.${random.int(4)}.${random.int(250)}`;

export function generateLog(options: {
  readonly lines: number;
  readonly seed: number;
  readonly slugs: readonly string[];
  /** Start of the first day, UTC. */
  readonly from: number;
  readonly days: number;
}): GeneratedLog {
  const { lines: count, seed, slugs, from, days } = options;
  const random = createRandom(seed);
  const views = new Map<string, number>();
  const visitors = new Map<string, Set<string>>();
  const lines = { view: 0, robot: 0, asset: 0, request: 0, unmatched: 0, broken: 0 };
  const text: string[] = [];
  const stepMs = (days * 86_400_000) / count;
  for (let n = 0; n < count; n++) {
    // Some lines share their second, as on a busy site.
    const at = Math.floor((from + Math.floor(n / 3) * 3 * stepMs) / 1_000) * 1_000;
    const address = addressOf(random);
    const browser = pick(random, BROWSERS);
    const say = (kind: Kind, request: string, userAgent = browser, referrer = pick(random, REFERRERS)) => {
      lines[kind]++;
      text.push(
        `${address} - - ${stampOf(at, pick(random, ZONES))} "${request} ${random.int(90_000)} "${referrer}" "${userAgent}"`
      );
    };
    const chance = random.next();
    if (chance < 0.4) {
      const slug = pick(random, slugs);
      const query = random.next() < 0.1 ? '?utm_source=letter&x=%22' : '';
      say('view', `GET /articles/${slug}${query} HTTP/1.1" ${random.next() < 0.1 ? 304 : 200}`);
      const cell = `${slug} ${new Date(at).toISOString().slice(0, 10)}`;
      views.set(cell, (views.get(cell) ?? 0) + 1);
      const seen = visitors.get(cell) ?? new Set();
      visitors.set(cell, seen.add(`${address} ${browser}`));
    } else if (chance < 0.55) say('robot', `GET /articles/${pick(random, slugs)} HTTP/1.1" 200`, pick(random, ROBOTS));
    else if (chance < 0.8) say('asset', `GET ${pick(random, ASSETS)} HTTP/1.1" 200`);
    else if (chance < 0.9) say('request', pick(random, REQUESTS));
    else if (chance < 0.99) say('unmatched', `GET ${pick(random, UNMATCHED)} HTTP/1.1" 200`);
    else {
      lines.broken++;
      text.push(`${address} - - ${stampOf(at, ZONES[0])} "GET /articles/`);
    }
  }
  return { text: `${text.join('\n')}\n`, views, visitors, lines };
}
