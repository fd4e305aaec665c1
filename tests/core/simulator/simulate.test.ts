import fc from 'fast-check';

import {
  DEFAULT_WORLD,
  makeSimArticles,
  simulate,
  type SimArticle,
  type SimEvent,
  type WorldEffects,
} from '../../../playground/src/simulator';

const END = Date.UTC(2026, 2, 1, 12);
const DAYS = 60;
const DAY_MS = 86_400_000;

const run = (articles: readonly SimArticle[], seed = 1, world: WorldEffects = DEFAULT_WORLD) =>
  simulate({ seed, articles, end: END, days: DAYS, world });
const some = (n: number, seed = 1) => makeSimArticles(seed, n, { end: END, days: DAYS });
const viewsOf = (events: readonly SimEvent[], id: string) =>
  events.filter(({ type, bot, article }) => type === 'view' && !bot && article === id).length;
const human = (events: readonly SimEvent[]) => events.filter(({ bot }) => !bot);

describe('simulate', () => {
  it('gives the same events for the same seed and others for another', () => {
    const articles = some(20);

    expect(run(articles, 7)).toEqual(run(articles, 7));
    expect(run(articles, 7)).not.toEqual(run(articles, 8));
  });

  it('lets nothing happen before an article is published or after the end, in time order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 12 }), (seed, n) => {
        const articles = some(n, seed);
        const publishedAt = new Map(articles.map((article) => [article.id, article.publishedAt]));
        const events = run(articles, seed);

        expect(events.every(({ at, article }) => at >= (publishedAt.get(article) ?? Infinity) && at <= END)).toBe(true);
        expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
      }),
      { numRuns: 20 }
    );
  });

  it('leaves the views of the others as they were when an article is added', () => {
    const articles = some(12);
    const without = articles.slice(0, -1);
    const added = { ...(articles.at(-1) as SimArticle), category: articles[0]?.category ?? '' };

    const before = run(without);
    const after = run([...without, added]);

    for (const { id } of without) expect(viewsOf(after, id)).toBe(viewsOf(before, id));
  });

  it('moves expected views by the planted size, and by nothing for images and noise', () => {
    const [first] = some(1) as [SimArticle];
    const quiet = { ...DEFAULT_WORLD, residual: 0, growth: 0, baseViews: 2_000 };
    const article = { ...first, question: false, images: 0, noise: 0.1, publishedAt: END - 50 * DAY_MS };
    const ratio = (change: Partial<SimArticle>) => {
      const of = (each: SimArticle) =>
        viewsOf(simulate({ seed: 3, articles: [each], end: END, days: DAYS, world: quiet }), each.id);
      return of({ ...article, ...change }) / of(article);
    };

    // About 2,000 views: counting noise of 3 % on the ratio.
    expect(Math.log(ratio({ question: true }))).toBeCloseTo(DEFAULT_WORLD.effects.questionTitle, 0.5);
    expect(Math.log(ratio({ titleLength: article.titleLength + 30 }))).toBeCloseTo(
      2 * DEFAULT_WORLD.effects.titleLength,
      0.5
    );
    expect(Math.log(ratio({ images: 8, noise: 0.9 }))).toBeCloseTo(0, 0.5);
  });

  it('has most views come in the first three days', () => {
    const articles = some(40).filter(({ publishedAt }) => publishedAt < END - 30 * DAY_MS);
    const publishedAt = new Map(articles.map((article) => [article.id, article.publishedAt]));
    const views = human(run(articles)).filter(({ type }) => type === 'view');
    const early = views.filter(({ at, article }) => at - (publishedAt.get(article) ?? 0) < 3 * DAY_MS);

    expect(early.length / views.length).toBeGreaterThan(0.6);
    expect(early.length / views.length).toBeLessThan(0.95);
  });

  it('marks bots by what their user agents say, and has them do nothing but view', () => {
    const events = run(some(30));
    const bots = events.filter(({ bot }) => bot);

    expect(bots.length).toBeGreaterThan(0);
    expect(bots.every(({ type, userAgent }) => type === 'view' && /bot/i.test(userAgent))).toBe(true);
    expect(human(events).some(({ userAgent }) => /bot/i.test(userAgent))).toBe(false);
  });

  it('gives every session one visitor and at most half an hour between two views', () => {
    const sessions = new Map<string, SimEvent[]>();
    for (const event of human(run(some(40))).filter(({ type }) => type === 'view')) {
      sessions.set(event.session, [...(sessions.get(event.session) ?? []), event]);
    }

    for (const events of sessions.values()) {
      expect(new Set(events.map(({ visitor }) => visitor)).size).toBe(1);
      events
        .slice(1)
        .forEach(({ at }, index) => expect(at - (events[index]?.at ?? 0)).toBeLessThanOrEqual(30 * 60_000));
    }
    expect([...sessions.values()].some(({ length }) => length > 1)).toBe(true);
  });

  it('reaches the size of the demo world: 60,000 events of 300 articles over 120 days, median about 100 views a week', () => {
    const articles = makeSimArticles(5, 330, { end: END, days: 120 });
    const events = simulate({ seed: 5, articles, end: END, days: 120, world: DEFAULT_WORLD });
    const weeks = articles
      .filter(({ publishedAt }) => publishedAt < END - 7 * DAY_MS)
      .map(({ id, publishedAt }) =>
        viewsOf(
          events.filter(({ at }) => at - publishedAt <= 7 * DAY_MS),
          id
        )
      )
      .sort((a, b) => a - b);

    expect(events.length).toBeGreaterThanOrEqual(60_000);
    expect(weeks[weeks.length >> 1]).toBeGreaterThan(70);
    expect(weeks[weeks.length >> 1]).toBeLessThan(140);
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(['view', 'engagement', 'click', 'share', 'conversion'])
    );
  });
});
