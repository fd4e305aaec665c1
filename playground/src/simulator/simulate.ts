import { DAY_MS, type SimArticle } from './article';
import { expectedLogViews } from './expected-views';
import { createChance, seedOf } from './random';
import { createReadership, type Reader } from './readers';
import { drawViewTime } from './timing';
import type { WorldEffects } from './world';

export interface SimEvent {
  readonly type: 'view' | 'engagement' | 'click' | 'conversion' | 'share';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly article: string;
  readonly locale: string;
  readonly visitor: string;
  readonly session: string;
  readonly userAgent: string;
  readonly bot: boolean;
  /** Which goal a conversion reached. */
  readonly name?: string;
  /** Engaged milliseconds. */
  readonly value?: number;
}

export interface SimulateOptions {
  readonly seed: number;
  readonly articles: readonly SimArticle[];
  /** Last instant of the world; nothing happens after it. */
  readonly end: number;
  readonly days: number;
  readonly world: WorldEffects;
}

interface View {
  at: number;
  readonly article: SimArticle;
  readonly reader: Reader;
  session: string;
}

const SESSION_GAP_MS = 30 * 60_000;
/** A reader who comes back within so long often read both in one sitting. */
const SITTING_MS = 14 * 60 * 60_000;

const BOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
] as const;

/** Everything readers and bots do in the world, oldest first. Equal options give equal events. */
export function simulate({ seed, articles, end, days, world }: SimulateOptions): SimEvent[] {
  const span = { from: end - days * DAY_MS, to: end };
  const views = drawViews(seed, articles, span, world);
  seat(seed, views);

  const events = views.flatMap((view) => (view.at <= end ? [humanView(view)] : []));
  const extra = createChance(seedOf(seed, 'extras'));
  for (const view of views) {
    if (view.at <= end) events.push(...followUps(extra, view, world).filter(({ at }) => at <= end));
  }
  events.push(...botViews(seed, articles, views.length, end, world));
  return events.sort((a, b) => a.at - b.at || (a.article < b.article ? -1 : 1));
}

function drawViews(
  seed: number,
  articles: readonly SimArticle[],
  span: { from: number; to: number },
  world: WorldEffects
) {
  const readership = createReadership(seed, [...new Set(articles.map(({ category }) => category))].sort(), world);
  const views: View[] = [];
  for (const article of articles) {
    // One stream per article: adding an article leaves the others' readers as they were.
    const random = createChance(seedOf(seed, `${article.id}|${article.locale}`));
    const residual = world.residual * random.normal();
    const mean = Math.exp(expectedLogViews(article, world, span) + readership.appeal(article.category) + residual);
    for (let left = random.poisson(mean); left > 0; left--) {
      const at = drawViewTime(random, article.publishedAt, world.weekend);
      views.push({ at, article, reader: readership.draw(random, article.category), session: '' });
    }
  }
  return views;
}

/** Brings a reader's neighbouring views together into sittings and names the sessions. Changes `views` in place. */
function seat(seed: number, views: View[]): void {
  const random = createChance(seedOf(seed, 'sessions'));
  const byReader = new Map<string, View[]>();
  for (const view of views.sort((a, b) => a.at - b.at)) {
    const list = byReader.get(view.reader.visitor);
    if (list) list.push(view);
    else byReader.set(view.reader.visitor, [view]);
  }
  for (const [visitor, list] of byReader) {
    let sitting = 0;
    let before = -Infinity;
    for (const view of list) {
      const next = before + 40_000 + random.int(400_000);
      const joins = view.at - before < SITTING_MS && random.chance(0.6) && next < view.at;
      if (joins && next > view.article.publishedAt) view.at = next;
      if (view.at - before > SESSION_GAP_MS) sitting++;
      view.session = `${visitor}-${sitting}`;
      before = Math.max(before, view.at);
    }
  }
}

const about = ({ article, reader, session }: View) => ({
  article: article.id,
  locale: article.locale,
  visitor: reader.visitor,
  session,
  userAgent: reader.userAgent,
  bot: false,
});

const humanView = (view: View): SimEvent => ({ type: 'view', at: view.at, ...about(view) });

/** What a reader does after opening an article: reads, clicks on, shares, signs up. */
function followUps(random: ReturnType<typeof createChance>, view: View, world: WorldEffects): SimEvent[] {
  const events: SimEvent[] = [];
  // 230 words a minute; most read a part of it.
  const wholeMs = (view.article.words / 230) * 60_000;
  const dwellMs = Math.round(Math.min(20 * 60_000, wholeMs * Math.exp(0.6 * random.normal() - 0.5)) + 2_000);
  if (random.chance(world.engaged)) {
    events.push({ type: 'engagement', at: view.at + dwellMs, value: dwellMs, ...about(view) });
  }
  if (random.chance(0.07)) events.push({ type: 'click', at: view.at + Math.round(dwellMs / 2), ...about(view) });
  if (random.chance(0.008)) events.push({ type: 'share', at: view.at + dwellMs, ...about(view) });
  if (random.chance(view.reader.converts)) {
    events.push({ type: 'conversion', name: 'newsletter', at: view.at + dwellMs + 5_000, ...about(view) });
  }
  return events;
}

/** Crawlers: they come often, know no decay, and say what they are. */
function botViews(
  seed: number,
  articles: readonly SimArticle[],
  views: number,
  end: number,
  world: WorldEffects
): SimEvent[] {
  const random = createChance(seedOf(seed, 'bots'));
  return Array.from({ length: articles.length === 0 ? 0 : random.poisson(views * world.bots) }, () => {
    const article = articles[random.int(articles.length)] as SimArticle;
    const which = random.int(BOTS.length);
    const at = article.publishedAt + Math.round(random.next() * (end - article.publishedAt));
    const visitor = `crawler-${which + 1}`;
    return {
      type: 'view' as const,
      at,
      article: article.id,
      locale: article.locale,
      visitor,
      session: `${visitor}-${Math.floor(at / DAY_MS)}`,
      userAgent: BOTS[which] ?? BOTS[0],
      bot: true,
    };
  });
}
