/** Every reason there can be, in the real panel at its narrowest, in both languages; docs/reasons.md lists the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser, BrowserContext, Page, Route } from 'playwright-core';

import type { Panel } from '../../server/src/contracts/admin';
import { reasonExamples, REASONS } from '../helpers/reason-examples';

import { chromiumPath, complaintsOf, launch, logIn } from './support/chromium';
import { type Site, startSite } from './support/site';

const ARTICLE = '/admin/content-manager/collection-types/api::article.article';
/** As narrow as the edit view ever makes it. */
const NARROW = 260;

/** Rounds in which every reason is shown once, each time with another of its values. */
const ROUNDS = Math.max(...REASONS.map((feature) => reasonExamples(feature).length));
const reasonsOf = (round: number) => REASONS.flatMap((feature) => reasonExamples(feature)[round] ?? []);

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
const rows = readFileSync(join(__dirname, '../../docs/reasons.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map(flat));
const LANGUAGES = [
  { locale: 'en', why: 'Why', listed: rows.map(([, , english]) => english) },
  { locale: 'fr', why: 'Pourquoi', listed: rows.map(([, , , french]) => french) },
];

const inChromium = chromiumPath ? describe : describe.skip;
if (!chromiumPath) console.log('skipped: Chromium tests (install Chromium, or name it in FORESIGHT_CHROMIUM)');

inChromium('the reasons in Chromium', () => {
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  beforeEach(async () => {
    context = await logIn(browser, site.origin, site.admin);
  });

  afterEach(async () => {
    await context.close();
  });

  const panelOf = (page: Page) =>
    page.locator('aside').filter({ has: page.getByRole('heading', { name: 'Foresight' }) });

  /** The draft's panel as the server answers it; a loaded machine may have to be asked again. */
  let answered: Panel | null = null;
  const answer = async (route: Route): Promise<Panel> => {
    for (let tries = 0; answered === null && tries < 10; tries++) {
      const response = await route.fetch();
      if (response.ok()) answered = ((await response.json()) as { data: Panel }).data;
    }
    if (answered === null) throw new Error('the panel was never answered');
    return answered;
  };

  /** The draft's panel, but for the reasons. */
  const openWith = async (reasons: Panel['reasons']): Promise<Page> => {
    const page = await context.newPage();
    await page.route(/\/foresight\/panel\//, async (route) => {
      await route.fulfill({ json: { data: { ...(await answer(route)), reasons } } });
    });
    await page.goto(`${ARTICLE}/${site.draftId}`);
    return page;
  };

  it.each(LANGUAGES)('are sentences that fit, in "$locale", with every value they can have', async (language) => {
    const { locale, why, listed } = language;
    await context.addInitScript((name) => localStorage.setItem('strapi-admin-language', name), locale);
    const shown: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const reasons = reasonsOf(round);
      const page = await openWith(reasons);
      const complaints = complaintsOf(page);
      const panel = panelOf(page);
      await panel.getByRole('button', { name: why, exact: true }).click();
      await panel.evaluate((element, width) => element.setAttribute('style', `width: ${width}px`), NARROW);
      const items = panel.locator('li').filter({ hasText: /^(Articles like this|Ici, les articles)/ });
      expect(await items.count()).toBe(reasons.length);
      shown.push(...(await items.allTextContents()).map(flat));
      const wide = await items.evaluateAll((all) =>
        all.filter((item) => item.scrollWidth > item.clientWidth).map((item) => item.textContent)
      );
      expect(wide).toEqual([]);
      expect(await panel.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
      await page.close();
    }
    expect(shown.sort()).toEqual([...listed].sort());
  });
});
