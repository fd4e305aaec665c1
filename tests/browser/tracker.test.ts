/**
 * The tracker in real Chromium, as it is served. Most tests stop the page's clock and move it on by hand, so that what is
 * counted is known to the millisecond however busy the machine is. Headless pages are never hidden by themselves:
 * `hide` and `show` do what the browser does. Losing the focus is real.
 */
import { setTimeout as pause } from 'node:timers/promises';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { documents, foresight } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi, listen } from '../helpers/strapi';
import { until } from '../helpers/until';
import { chromiumPath, launch } from './support/chromium';
import { pageOf, type ReaderSite, startReaderSite } from './support/reader-site';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const ARTICLE = '<article data-foresight-document="doc-a" data-foresight-locale="en">Words.</article>';
const TALL = `${ARTICLE}<div style="height:4000px"></div>`;
/** A clock that stands still is stopped a minute after its beginning, after everything a page does by itself. */
const BEGIN = Date.UTC(2026, 10, 27);
const LATER = BEGIN + 60_000;

/** Pages that break what the tracker lives on, before it comes. */
const throws = '() => { throw new Error("broken"); }';
const BROKEN = {
  'no observers': 'delete window.IntersectionObserver; delete window.MutationObserver;',
  'a beacon and a fetch that throw': `navigator.sendBeacon = window.fetch = ${throws};`,
  'a document that finds nothing': `document.querySelector = document.querySelectorAll = ${throws};`,
  'elements that stand in nothing': 'Element.prototype.closest = null;',
  'JSON that throws': `JSON.stringify = ${throws};`,
  'time that throws': `performance.now = ${throws};`,
  'a history that can not be changed': 'Object.freeze(history);',
  'an element where its queue should be': 'window.foresight = document.createElement("i");',
  'no script element to read': 'Object.defineProperty(document, "currentScript", { value: null });',
};

const GPC = 'Object.defineProperty(navigator, "globalPrivacyControl", { value: true });';
const DNT = 'Object.defineProperty(navigator, "doNotTrack", { value: "1" });';

interface Visit {
  readonly query?: string;
  readonly init?: string;
  readonly html?: string;
  readonly script?: string;
  readonly isCounted: boolean;
}
const VISITS: Readonly<Record<string, Visit>> = {
  'a browser with Global Privacy Control': { init: GPC, isCounted: false },
  'a browser with Do Not Track': { init: DNT, isCounted: false },
  'Do Not Track, where the site honours the other only': { init: DNT, script: 'data-honor="gpc"', isCounted: true },
  'both, where the site honours neither': { init: GPC + DNT, script: 'data-honor="none"', isCounted: true },
  'a preview': { query: '?preview=true', isCounted: false },
  'whoever asks for it': { query: '?x=1&foresight=off', isCounted: false },
  'a page whose site says so': { html: 'data-foresight="off"', isCounted: false },
  'nobody else': { query: '?previous=1', isCounted: true },
};

const inChromium = chromiumPath === undefined ? describe.skip : describe;

inChromium('the tracker', () => {
  let browser: Browser;
  let site: ReaderSite;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  /** @param init runs in the page before anything of it. */
  const open = async (html: string, { at = '/a', init = '' } = {}): Promise<void> => {
    site.show(html);
    if (init !== '') await context.addInitScript(init);
    await page.goto(`${site.origin}${at}`);
  };
  /** With the clock stopped, and moved on by hand from there. */
  const openStopped = async (html: string, options: { at?: string; init?: string } = {}): Promise<void> => {
    await page.clock.install({ time: BEGIN });
    await open(html, options);
    await page.clock.pauseAt(LATER);
  };
  const setHidden = (hidden: boolean): Promise<number> =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      // The event's own time: some pages here break the clock.
      return new Event('now').timeStamp;
    }, hidden);
  const hide = () => setHidden(true);
  const show = () => setHidden(false);
  const say = (...said: unknown[]): Promise<void> =>
    page.evaluate((given) => void (window as unknown as { foresight: unknown[] }).foresight.push(given), said);
  const arrived = (count: number, type?: string) =>
    until(`${count} events of ${type ?? 'any type'}`, () => site.events(type).length >= count);
  const types = () => site.events().map(({ type }) => type);
  /** A frame was drawn: observers were told, the tracker's before this one. */
  const settled = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const observer = new IntersectionObserver(() => {
            observer.disconnect();
            resolve();
          });
          observer.observe(document.documentElement);
        })
    );
  /** Whatever was under way has come in. */
  const quiet = () => pause(250);

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    site = await startReaderSite();
    context = await browser.newContext({ userAgent: FIREFOX, viewport: { width: 800, height: 1000 } });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await context.close();
    await site.close();
  });

  describe('a view', () => {
    it('is sent with document and locale, as text that needs no preflight, and leaves nothing on the device', async () => {
      await open(pageOf(ARTICLE));
      await arrived(1);
      const [view] = site.events();
      expect(view).toEqual({
        eventId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
        type: 'view',
        documentId: 'doc-a',
        locale: 'en',
        referrer: '',
        campaign: false,
      });
      expect(site.received[0]).toMatchObject({ contentType: 'text/plain;charset=UTF-8', key: 'fpk_key_of_the_tests' });
      await hide();
      await arrived(1, 'engagement');
      expect(await context.cookies()).toEqual([]);
      const kept = await page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
      ]);
      expect(kept).toEqual([0, 0, 0, 0]);
    });

    it('takes the document from a meta tag that carries it, also one that comes late; else the address will do', async () => {
      const meta = '<meta data-foresight-document="doc-m" data-foresight-locale="fr" data-foresight-type="api::x.x">';
      await openStopped(pageOf(''), { at: '/late?token=secret#part' });
      expect(await page.evaluate(() => document.title)).toBe('Page');
      await hide();
      await arrived(1);
      expect(site.events()[0]).toMatchObject({ type: 'view', url: '/late' });
      expect(JSON.stringify(site.received)).not.toContain('secret');

      await page.evaluate((html) => {
        history.pushState({}, '', '/other');
        document.head.insertAdjacentHTML('beforeend', html);
      }, meta);
      await show();
      await page.clock.runFor(5_000);
      await arrived(2, 'view');
      expect(site.events('view')[1]).toMatchObject({ documentId: 'doc-m', locale: 'fr', contentType: 'api::x.x' });
    });

    it('is sent once where the tag stands twice', async () => {
      const [tag = ''] = /<script src.*<\/script>/.exec(pageOf('')) ?? [];
      await openStopped(pageOf(`${ARTICLE}${tag}`));
      await hide();
      await arrived(2);
      await quiet();
      expect(types()).toEqual(['view', 'engagement']);
    });

    it('waits until somebody sees the page', async () => {
      await openStopped(pageOf(ARTICLE), {
        init: 'Object.defineProperty(document, "hidden", { value: true, configurable: true });',
      });
      await page.clock.runFor(10_000);
      await quiet();
      expect(site.received).toEqual([]);
      await show();
      await arrived(1);
      expect(types()).toEqual(['view']);
    });

    it('follows a site that changes pages by itself, and never takes the marks of the page before for the new one', async () => {
      await openStopped(pageOf(ARTICLE));
      const go = (address: string, how: 'pushState' | 'replaceState' = 'pushState') =>
        page.evaluate(([to, name]) => history[name as 'pushState']({}, '', to), [address, how]);
      const mark = (documentId: string | null) =>
        page.evaluate((id) => {
          const article = document.querySelector('article');
          if (id === null) article?.removeAttribute('data-foresight-document');
          else article?.setAttribute('data-foresight-document', id);
        }, documentId);

      await go('/a?sorted=1', 'replaceState');
      await go('/a#comments');
      await page.clock.runFor(2_000);
      await go('/b');
      await page.clock.runFor(700);
      await mark('doc-b');
      await page.clock.runFor(3_000);
      await go('/about', 'replaceState');
      await mark(null);
      await page.clock.runFor(4_000);
      await page.goBack();
      await mark('doc-a');
      await page.clock.runFor(4_000);
      await hide();
      await arrived(4, 'view');
      await quiet();
      expect(site.events().map(({ type, documentId, url }) => [type, documentId ?? url])).toEqual([
        ['view', 'doc-a'],
        ['engagement', 'doc-a'],
        ['view', 'doc-b'],
        ['engagement', 'doc-b'],
        ['view', '/about'],
        ['engagement', '/about'],
        ['view', 'doc-a'],
        ['engagement', 'doc-a'],
      ]);
    });

    it('says how its reader came, and nothing of what the addresses hold', async () => {
      site.show(pageOf(ARTICLE));
      await page.goto(`${site.origin}/a?token=secret&utm_source=secret#secret`, {
        referer: `${site.origin}/before?token=secret`,
      });
      await arrived(1);
      await page.evaluate(() => history.replaceState({}, '', '/a'));
      await page.evaluate(() => history.pushState({}, '', '/b?utm_source=secret'));
      await arrived(2, 'view');
      await hide();
      await quiet();
      expect(site.events('view').map(({ referrer, campaign }) => ({ referrer, campaign }))).toEqual([
        { referrer: `${site.origin}/before`, campaign: true },
        { referrer: '/a', campaign: false },
      ]);
      expect(site.events().filter(({ type, referrer }) => type !== 'view' && referrer !== undefined)).toEqual([]);
      expect(JSON.stringify(site.received)).not.toContain('secret');
    });

    it('is of what the site says, where the page does not', async () => {
      await openStopped(pageOf(''));
      await page.evaluate(() => history.pushState({}, '', '/c'));
      await say('view', { documentId: 'doc-c', locale: 'de' });
      await page.clock.runFor(5_000);
      await hide();
      await arrived(2, 'engagement');
      expect(site.events('view').map(({ documentId, url }) => documentId ?? url)).toEqual(['/a', 'doc-c']);
      expect(site.events('engagement').at(-1)).toMatchObject({ documentId: 'doc-c', locale: 'de' });
    });
  });

  describe('engaged time', () => {
    it('is within a tenth of what a reader spent, on the real clock', async () => {
      await open(pageOf(TALL));
      // From when there was something to read.
      const begun = await page.evaluate(() => {
        const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        return loaded?.domInteractive ?? 0;
      });
      for (let step = 1; step <= 8; step++) {
        await page.mouse.move(100 + step, 200);
        await pause(200);
      }
      const left = await hide();
      await pause(1_000);
      const back = await show();
      await page.mouse.wheel(0, 300);
      await pause(1_000);
      const end = await hide();
      await arrived(2, 'engagement');

      const spent = left - begun + (end - back);
      const counted = site.events('engagement').reduce((sum, { value = 0 }) => sum + value, 0);
      console.log(`engaged time: ${counted} ms counted of ${Math.round(spent)} ms spent`);
      expect(Math.abs(counted - spent) / spent).toBeLessThan(0.1);
    });

    it('of several visits to the tab adds up, none is counted twice, and none while it is hidden', async () => {
      await openStopped(pageOf(ARTICLE));
      await hide();
      for (const [away, here] of [
        [600_000, 5_000],
        [1_000, 7_000],
        [3_600_000, 11_000],
      ] as const) {
        await page.clock.runFor(away);
        await show();
        await page.clock.runFor(here);
        await hide();
        await hide();
      }
      await arrived(4, 'engagement');
      expect(
        site
          .events('engagement')
          .map(({ value }) => value)
          .slice(1)
      ).toEqual([5_000, 7_000, 11_000]);
      expect(site.events('view')).toHaveLength(1);
    });

    it('ends half a minute after the last sign of life', async () => {
      await openStopped(pageOf(ARTICLE));
      await hide();
      await show();
      await page.clock.runFor(20_000);
      await page.mouse.move(10, 10);
      await page.mouse.move(50, 50);
      await page.clock.runFor(300_000);
      await hide();
      await arrived(2, 'engagement');
      expect(site.events('engagement')[1]?.value).toBe(50_000);
    });

    it('does not run while another window has the focus', async () => {
      await openStopped(pageOf(ARTICLE));
      await hide();
      await show();
      await page.clock.runFor(2_000);
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
      const other = await context.newPage();
      await other.bringToFront();
      await until('the focus is lost', () => page.evaluate(() => !document.hasFocus()));
      await page.clock.runFor(9_000);
      await page.bringToFront();
      await until('the focus is back', () => page.evaluate(() => document.hasFocus()));
      await page.clock.runFor(3_000);
      await hide();
      await arrived(2, 'engagement');
      expect(site.events('engagement')[1]?.value).toBe(5_000);
    });

    it('comes with the deepest share of the page that was on the screen', async () => {
      await openStopped(pageOf('<article data-foresight-document="doc-a" style="height:4000px">Words.</article>'));
      const scrollTo = async (top: number) => {
        await page.evaluate((y) => window.scrollTo(0, y), top);
        await settled();
        await page.clock.runFor(1_000);
      };
      await scrollTo(1_000);
      await hide();
      await show();
      await scrollTo(2_000);
      await scrollTo(0);
      await hide();
      await arrived(2, 'engagement');
      expect(site.events('engagement').map(({ properties }) => properties)).toEqual([
        { scroll: 0.5 },
        { scroll: 0.75 },
      ]);
    });
  });

  describe('lists', () => {
    const item = (id: string, style = 'height:200px') =>
      `<a href="#${id}" data-foresight-item="${id}" data-foresight-position="${id.slice(-1)}" style="display:block;${style}">${id}</a>`;
    const list = (items: string) =>
      `<div data-foresight-list="signed-receipt" data-foresight-locale="en">${items}</div>`;
    const scrollTo = async (top: number) => {
      await page.evaluate((y) => window.scrollTo(0, y), top);
      await settled();
    };
    /** An item of 200 px that begins at 1,500: at this offset so much of it shows in a window of 1,000. */
    const showing = (share: number) => scrollTo(500 + 200 * share);
    const impressions = () => site.events('impression');

    beforeEach(async () => {
      await openStopped(
        pageOf(`<div style="height:1500px"></div>${list(item('item-1'))}<div style="height:3000px"></div>`)
      );
      await settled();
    });

    it('count an impression after a second of half an item, not before and not for less, and once', async () => {
      await showing(0.45);
      await page.clock.runFor(5_000);
      await showing(0.55);
      await page.clock.runFor(990);
      await showing(0.45);
      await page.clock.runFor(5_000);
      await hide();
      await show();
      await settled();
      await showing(0.55);
      await page.clock.runFor(990);
      await hide();
      await quiet();
      expect(impressions()).toEqual([]);

      // Hidden in between: the second begins anew.
      await show();
      await settled();
      await page.clock.runFor(990);
      await hide();
      await quiet();
      expect(impressions()).toEqual([]);

      await show();
      await settled();
      await page.clock.runFor(1_010);
      await showing(0);
      await showing(1);
      await page.clock.runFor(5_000);
      await hide();
      await arrived(1, 'impression');
      await quiet();
      expect(impressions()).toEqual([
        {
          eventId: expect.any(String),
          type: 'impression',
          documentId: 'item-1',
          locale: 'en',
          properties: { receipt: 'signed-receipt', position: '1' },
        },
      ]);
    });

    it('are found when they come later, and when an element shows another item', async () => {
      await page.evaluate((html) => {
        document.querySelector('[data-foresight-list]')?.insertAdjacentHTML('beforeend', html);
      }, item('item-2'));
      await scrollTo(1_000);
      await page.clock.runFor(250);
      await settled();
      await page.clock.runFor(1_100);
      await page.evaluate(() =>
        document.querySelector('[data-foresight-item]')?.setAttribute('data-foresight-item', 'item-3')
      );
      await settled();
      await page.clock.runFor(250);
      await settled();
      await page.clock.runFor(1_100);
      await hide();
      await arrived(3, 'impression');
      expect(impressions().map(({ documentId }) => documentId)).toEqual(['item-1', 'item-2', 'item-3']);
    });

    it('count clicks on their items', async () => {
      await scrollTo(1_000);
      await page.click('[data-foresight-item]');
      await hide();
      await arrived(1, 'click');
      expect(site.events('click')).toMatchObject([
        { documentId: 'item-1', locale: 'en', properties: { receipt: 'signed-receipt', position: '1' } },
      ]);
    });
  });

  it('tells of clicks on marked elements and on links that lead away, and of what the site says itself', async () => {
    const body = `${ARTICLE}<button data-foresight-click="play">Play</button>
      <a href="https://elsewhere.example/path?q=private" target="_blank">Away</a> <a href="/a#here">Here</a>`;
    site.show(
      pageOf(body).replace(
        '<script src',
        `<script>(window.foresight ||= []).push(['share', 'mastodon'])</script><script src`
      )
    );
    await context.route('https://elsewhere.example/**', (route) => route.abort());
    await page.goto(`${site.origin}/a`);
    await page.click('button');
    await page.click('text=Here');
    await page.click('text=Away');
    await say('conversion', 'newsletter', { value: 12, properties: { plan: 'free' } });
    await say('search', 'ferry '.repeat(20), { properties: { results: 3 } });
    await say('custom', 'comment', { documentId: 'doc-b', locale: 'fr' });
    await say('no such thing');
    await say();
    await hide();
    await arrived(7);
    const told = site.events().filter(({ type }) => !['view', 'engagement'].includes(type));
    expect(told.map(({ eventId, ...rest }) => (expect(eventId).toBeDefined(), rest))).toEqual([
      { type: 'share', documentId: 'doc-a', locale: 'en', name: 'mastodon' },
      { type: 'click', documentId: 'doc-a', locale: 'en', name: 'play' },
      { type: 'click', documentId: 'doc-a', locale: 'en', name: 'outbound', properties: { to: 'elsewhere.example' } },
      {
        type: 'conversion',
        documentId: 'doc-a',
        locale: 'en',
        name: 'newsletter',
        value: 12,
        properties: { plan: 'free' },
      },
      {
        type: 'search',
        documentId: 'doc-a',
        locale: 'en',
        name: 'ferry '.repeat(20).slice(0, 64),
        properties: { results: 3 },
      },
      { type: 'custom', documentId: 'doc-b', locale: 'fr', name: 'comment' },
    ]);
  });

  describe('who agreed', () => {
    it('is known by the id the site gives, from then on and until it is taken back; what was read before stays anonymous', async () => {
      await openStopped(pageOf(ARTICLE));
      await hide();
      await show();
      await page.clock.runFor(3_000);
      await say('consent', 'reader-1');
      await page.clock.runFor(2_000);
      await say('consent');
      await say('custom', 'after');
      await hide();
      await arrived(5);
      await quiet();
      const engaged = site.events('engagement').filter(({ value = 0 }) => [3_000, 2_000].includes(value));
      expect(engaged.map(({ value, visitorId, consent }) => [value, visitorId, consent])).toEqual([
        [3_000, undefined, undefined],
        [2_000, 'reader-1', true],
      ]);
      expect(site.events('custom')[0]).not.toHaveProperty('visitorId');
    });

    it.each([
      ['data-visitor-id="reader-1" data-consent="true"', 'reader-1'],
      ['data-visitor-id="reader-1" data-consent="false"', undefined],
      ['data-visitor-id="reader-1"', undefined],
    ])('%s', async (script, visitorId) => {
      await open(pageOf(ARTICLE, { script }));
      await hide();
      await arrived(1);
      expect(site.events()[0]?.visitorId).toBe(visitorId);
    });
  });

  it('leaves alone who wants to be, previews and editors, as far as the site wants it, and nobody else', async () => {
    const counted = await Promise.all(
      Object.entries(VISITS).map(async ([name, { query = '', init = '', isCounted: _, ...attributes }], at) => {
        const own = `/visit-${at}`;
        site.show(pageOf(`<article data-foresight-document="doc-${at}">Words.</article>`, attributes), own);
        const visit = await context.newPage();
        await visit.addInitScript(init);
        await visit.goto(`${site.origin}${own}${query}`);
        await visit.mouse.move(10, 10);
        await visit.close();
        return [name, `doc-${at}`] as const;
      })
    );
    const expected = Object.values(VISITS).filter(({ isCounted }) => isCounted).length;
    await arrived(expected, 'view');
    await quiet();
    const read = new Set(site.events().map(({ documentId }) => documentId));
    expect(counted.map(([name, documentId]) => [name, read.has(documentId)])).toEqual(
      Object.entries(VISITS).map(([name, { isCounted }]) => [name, isCounted])
    );
  });

  it('leaves alone an editor who looks at the page in a frame of the CMS', async () => {
    site.show('<!doctype html><iframe src="/framed"></iframe>', '/entry');
    await open(pageOf(ARTICLE), { at: '/entry' });
    await page.frameLocator('iframe').locator('article').waitFor();
    await page.close();
    await quiet();
    expect(site.received).toEqual([]);
  });

  describe('delivery', () => {
    it('is complete when the tab is closed', async () => {
      await open(pageOf(ARTICLE));
      await say('conversion', 'newsletter');
      await page.mouse.move(10, 10);
      await page.close();
      await arrived(3);
      expect(types().sort()).toEqual(['conversion', 'engagement', 'view']);
    });

    it('is tried again with the same ids when the server fails, and not when it refuses', async () => {
      const answered = (count: number) =>
        until(`${count} requests`, async () => {
          await page.clock.runFor(60_000);
          return site.received.length >= count;
        });
      site.answer(503, 429, 200, 400);
      await openStopped(pageOf(ARTICLE));
      await answered(3);
      expect(new Set(site.received.map(({ events }) => events[0]?.eventId)).size).toBe(1);

      await say('custom', 'refused');
      await answered(4);
      await quiet();
      await page.clock.runFor(60_000);
      await quiet();
      expect(site.received.map(({ status }) => status)).toEqual([503, 429, 200, 400]);
    });

    it('goes another way when the browser takes no beacon', async () => {
      await open(pageOf(ARTICLE), { init: 'navigator.sendBeacon = () => false;' });
      await hide();
      await arrived(2);
      expect(types()).toEqual(['view', 'engagement']);
    });

    it('stays below 60 KB a request, whatever there is to say, and loses none of it', async () => {
      await openStopped(pageOf(ARTICLE));
      await page.evaluate(() => {
        const properties = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`p${at}`, '€'.repeat(250)]));
        for (let n = 0; n < 40; n++) {
          (window as unknown as { foresight: unknown[] }).foresight.push(['custom', `n${n}`, { properties }]);
        }
      });
      await until('forty events', async () => {
        await page.clock.runFor(1_000);
        return site.events('custom').length >= 40;
      });
      expect(Math.max(...site.received.map(({ bytes }) => bytes))).toBeLessThan(60_000);
      expect(site.events('custom').map(({ name }) => name)).toEqual(Array.from({ length: 40 }, (_, n) => `n${n}`));
    });
  });

  it('makes no broken page worse', async () => {
    site.show(pageOf(`${TALL}<button data-foresight-click="x">x</button>`));
    const complained = await Promise.all(
      Object.entries(BROKEN).map(async ([name, breaking]) => {
        const broken = await context.newPage();
        const heard: string[] = [];
        broken.on('pageerror', (error) => heard.push(error.message));
        const rethrow = `addEventListener('unhandledrejection', ({ reason }) => setTimeout(() => { throw reason; }));`;
        await broken.addInitScript(`${rethrow} ${breaking}`);
        await broken.goto(`${site.origin}/a`);
        await broken.mouse.move(30, 30);
        await broken.evaluate(async () => {
          document.getElementsByTagName('button')[0]?.click();
          history.pushState({}, '', '/next');
          const { foresight: queue } = window as unknown as { foresight?: { push?(said: unknown): void } };
          queue?.push?.(null);
          for (const value of [true, false, true]) {
            Object.defineProperty(document, 'hidden', { value, configurable: true });
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
          }
          await new Promise((resolve) => setTimeout(resolve, 50));
        });
        return [name, new URL(broken.url()).pathname, heard];
      })
    );
    expect(complained).toEqual(Object.keys(BROKEN).map((name) => [name, '/next', []]));
  });

  describe('with Strapi', () => {
    let booted: BootedStrapi;
    let strapi: string;

    beforeAll(async () => {
      booted = await bootStrapi();
      strapi = `http://127.0.0.1:${await listen(booted)}`;
    });
    afterAll(() => booted.stop());

    it('is loaded from another origin with its integrity hash, and what it tells is stored', async () => {
      const { app } = booted;
      const { documentId } = await documents(app, 'api::article.article').create({
        locale: 'en',
        status: 'published',
        data: { title: 'Tracked', slug: 'tracked', body: 'Words. '.repeat(30) },
      });
      await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
      const [key] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
      const { data } = await (await fetch(`${strapi}/api/foresight/tracker.json`)).json();
      site.show(
        `<!doctype html><script src="${strapi}${data.path}" integrity="${data.integrity}" crossorigin="anonymous"
          data-key="${key?.publishableKey}" defer></script><p data-foresight-document="${documentId}" data-foresight-locale="en">Words.`
      );
      await page.goto(`${site.origin}/articles/tracked`, { referer: 'https://www.google.com/' });
      await page.mouse.move(10, 10);
      await say('consent', 'reader-1');
      await say('conversion', 'newsletter');
      await page.close();

      const rows = () => app.db.connection('foresight_events').where('target_document_id', documentId).orderBy('id');
      await until('four events are stored', async () => (await rows()).length === 4);
      const stored = (await rows()) as { type: string; visitor: string; bot: unknown; source_type: string }[];
      expect(stored.find(({ type }) => type === 'view')?.source_type).toBe('search');
      expect(stored.map(({ type }) => type).sort()).toEqual(['conversion', 'engagement', 'engagement', 'view']);
      expect(stored.map(({ bot }) => Boolean(bot))).toEqual([false, false, false, false]);
      expect(new Set(stored.map(({ visitor }) => visitor)).size).toBe(2);
    });
  });
});
