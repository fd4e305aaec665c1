/** The page Events as operators and site builders meet it: a real site's events, keys and quarantine, in a real browser. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { offences } from './support/accessibility';
import { chromiumPath, complaintsOf, launch, logIn, type Theme, useTheme } from './support/chromium';
import { type Site, startSite } from './support/site';

const EVENTS = '/admin/plugins/foresight/events';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

const inChromium = chromiumPath ? describe : describe.skip;
if (!chromiumPath) console.log('skipped: Chromium tests (install Chromium, or name it in FORESIGHT_CHROMIUM)');

inChromium('the page Events in Chromium', () => {
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  /** A site of its own, which shows one page at every address. */
  let readers: Server;
  let shown = '';
  const readersOrigin = () => `http://127.0.0.1:${(readers.address() as AddressInfo).port}`;

  beforeAll(async () => {
    readers = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(shown);
    });
    await new Promise<void>((resolve) => readers.listen(0, '127.0.0.1', resolve));
    site = await startSite();
    browser = await launch();
    context = await logIn(browser, site.origin, site.admin);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await new Promise((resolve) => readers.close(resolve));
  });

  beforeEach(async () => {
    page = await context.newPage();
    complaints = complaintsOf(page);
  });

  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const open = (section: string, more = '') => page.goto(`${EVENTS}?section=${section}${more}`);
  const visible = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const confirm = async (title: string | RegExp) => {
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(title).waitFor();
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  let key = '';
  let last = 0;
  /** Events as a browser sends them, each with an id of its own. */
  const send = (events: readonly object[], origin = 'https://site.example') =>
    fetch(`${site.origin}/api/foresight/events`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'User-Agent': BROWSER, Origin: origin },
      body: JSON.stringify({
        key,
        events: events.map((event) => ({ eventId: `browser-events-${++last}`.padEnd(20, '0'), ...event })),
      }),
    });
  const keyRow = (name: string) => page.getByRole('row').filter({ hasText: name });

  it('says whether events arrive, what became of all of them, and shows them by type and hour', async () => {
    await page.goto('/admin/plugins/foresight');
    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.waitForURL(`**${EVENTS}`);
    await visible(/(since then|from .* to )/);
    await visible(/^The sum holds: [\d,]+ = /);
    await page
      .getByRole('img', { name: /^[\d,]+ events in 48 hours, 100% of them of the kind “view”: view [\d,]+\.$/ })
      .waitFor();
    await page.getByRole('button', { name: '7 days' }).click();
    await page.waitForURL('**hours=168');
    await visible(/ events in 168 hours/);
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByRole('grid').first().waitFor();
  });

  it('makes a key for one origin, changes it, replaces it and revokes what it replaced', async () => {
    await open('keys');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Name/).fill('Test site');
    await dialog.getByLabel(/^For pages of/).fill('not an origin');
    await dialog.getByText(/^Not an origin: not, an, origin$/).waitFor();
    await dialog.getByLabel(/^For pages of/).fill(`${readersOrigin()}/a/page`);
    expect(await offences(page, '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: 'Make a key' }).click();
    await keyRow('Test site').getByText(readersOrigin()).waitFor();

    await keyRow('Test site').getByRole('button', { name: 'Change' }).click();
    await dialog.getByLabel(/^Name/).fill('Blog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await keyRow('Blog').waitFor();

    await keyRow('Blog').getByRole('button', { name: 'Replace' }).click();
    await dialog.getByText(/^A new key with the same name and origins is made/).waitFor();
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await keyRow('Blog').nth(1).waitFor();
    const old = keyRow('Blog').filter({ hasText: 'taken until' });
    await old.getByRole('button', { name: 'Revoke' }).click();
    await confirm('Revoke “Blog”?');
    await keyRow('Blog').getByText('revoked', { exact: true }).waitFor();
    key = /fpk_[\w-]{24}/.exec((await keyRow('Blog').filter({ hasText: 'Replace' }).textContent()) ?? '')?.[0] ?? '';
    expect(key).not.toBe('');
  });

  it('has a snippet that works as it stands, and hears what comes in and what is refused, with what to do', async () => {
    await open('test');
    await visible('Waiting for an event …');
    await page.getByRole('combobox', { name: 'Key' }).click();
    await page.getByRole('option', { name: /^Blog/ }).click();
    for (const kind of ['Next.js', 'Nuxt', 'Astro', 'With consent', 'Plain HTML']) {
      await page.getByRole('tab', { name: kind }).click();
      expect(await page.getByRole('group', { name: kind }).textContent()).toContain(key);
    }
    await page.getByRole('checkbox', { name: 'Only these bytes (integrity hash)' }).click();
    shown = (await page.getByRole('group', { name: 'Plain HTML' }).textContent()) ?? '';
    expect(shown).toContain('integrity="sha384-');

    const own = await browser.newContext({ userAgent: BROWSER });
    const reader = await own.newPage();
    await reader.goto(readersOrigin());
    await visible(/^Taken in: view, “.+”\.$/);
    await own.close();

    await send([{ type: 'view', documentId: site.publishedId }], 'https://elsewhere.example');
    await visible('The publishable key is not for pages of this origin. The page was of elsewhere.example.');
    await visible('Add the origin of the page to the key, under Keys.');
    await send([{ type: 'view', url: `${readersOrigin()}/about-us` }], readersOrigin());
    await visible('In quarantine: The address leads to no entry (/about-us).');
    await visible(/^Map the address with urls in config\/plugins\.ts/);
  });

  it('shows the newest events live, of one type and of one article, and rests when paused', async () => {
    await open('live');
    const rows = page.getByRole('grid', { name: 'Newest events' }).getByRole('row');
    await rows.nth(1).waitFor();
    await send(
      [{ type: 'conversion', name: 'newsletter', documentId: site.publishedId, locale: 'en', value: 12 }],
      readersOrigin()
    );
    await visible('“newsletter”, value 12');
    await page.getByRole('combobox', { name: 'Kind of event' }).click();
    await page.getByRole('option', { name: 'conversion' }).click();
    await page.waitForURL('**type=conversion');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await page.getByRole('button', { name: /^Only events of / }).click();
    await page.waitForURL(`**documentId=${site.publishedId}**`);

    await page.getByRole('button', { name: 'Pause' }).click();
    await visible('Paused');
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/foresight/stream')) asked++;
    });
    await page.waitForTimeout(2_500);
    expect(asked).toBe(0);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForRequest(/foresight\/stream/);
    expect(await page.content()).not.toMatch(/visitor"|session"/);
  });

  it('lets whoever may decide on what waits: by reason and path, row by row, replayed or discarded', async () => {
    const unknown = (n: number) => ({ type: 'view', url: `${readersOrigin()}/nowhere/${n}` });
    await send([1, 2, 3].map(unknown), readersOrigin());
    await open('quarantine');
    await visible(/^\d+ events wait for a decision$/);
    await page.getByRole('link', { name: 'The address leads to no entry' }).click();
    await page.waitForURL('**reason=unknown-url');
    await page.getByLabel('Path on the site').fill('/nowhere/1');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.waitForURL('**url=%2Fnowhere%2F1');
    await page.getByRole('button', { name: 'Replay the one that fits' }).click();
    await visible('No event was taken in; 0 were known already, 1 wait on');
    await page.getByRole('button', { name: 'Details of the event about /nowhere/1' }).click();
    await visible('the address of a document');

    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('checkbox', { name: 'Select the event about /nowhere/2' }).click();
    await page.getByRole('button', { name: 'Discard 1 selected' }).click();
    await confirm('Discard 1 event?');
    await visible('1 event was discarded');
    await page.getByText('/nowhere/2').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Discard all \d+ that fit$/ }).click();
    await confirm(/^Discard \d+ events\?$/);
    await visible('The quarantine is empty: nothing waits for a decision.');
  });

  it('says who read an article, from the table of articles', async () => {
    await page.goto('/admin/plugins/foresight/articles?pageSize=10');
    await page
      .getByRole('link', { name: /Who read “/ })
      .nth(4)
      .click();
    await page.waitForURL('**/articles/api%3A%3Aarticle.article/**');
    await visible(/^[\d,]+ views of about [\d,]+ visitors/);
    await page.locator('figure svg').first().waitFor();
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    await page.getByRole('grid').first().waitFor();
    expect(await offences(page, 'main')).toEqual([]);
  });

  it('counts days again from the settings, after asking, and says how that went', async () => {
    await page.goto('/admin/settings/foresight');
    await visible('Nothing was ever counted again.');
    await page.getByLabel('From').fill('2026-01-01');
    await page.getByLabel('Until').fill('2026-01-02');
    await page.getByRole('button', { name: 'Count again' }).click();
    await confirm('Count these days again?');
    await page.getByText(/was counted again \(\d+ hours? of articles\)\.$/).waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Publishable keys' }).click();
    await page.waitForURL(`**${EVENTS}?section=keys`);
  });

  describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
    beforeEach(() => useTheme(context, theme));

    it.each(['arriving', 'live', 'quarantine', 'keys', 'test'])(
      'the section %s can be used by everybody',
      async (section) => {
        await send([{ type: 'view', url: `${readersOrigin()}/again/${theme}` }], readersOrigin());
        await open(section);
        await page.getByRole('tabpanel').first().waitFor();
        await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
        expect(await offences(page, 'main')).toEqual([]);
      }
    );
  });

  it.each(['arriving', 'live', 'quarantine', 'keys', 'test'])('the section %s fits 1,024 pixels', async (section) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await open(section);
    await page.getByRole('tabpanel').first().waitFor();
    await page.waitForTimeout(1_000);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBe(0);
  });

  describe('the page Import history', () => {
    const LONG_AGO = Date.now() - 40 * 86_400_000;
    const row = (at: number, time = new Date(LONG_AGO + at * 60_000).toISOString()) =>
      `${time},${site.publishedId},r-${at}`;
    const history = () =>
      [
        'when,document,reader',
        ...Array.from({ length: 120 }, (_, at) => (at === 7 ? row(at, 'yesterday') : row(at))),
      ].join('\n');
    const choose = async (name: string, text: string) => {
      await page.goto('/admin/plugins/foresight/import');
      await page.locator('input[type=file]').waitFor({ state: 'attached' });
      await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    };

    it('shows what a file becomes, takes it in, accounts for every row, and takes it back', async () => {
      await choose('history.csv', history());
      await visible(/^CSV: 120 rows from .* Of the first \d+, \d+ become events\.$/);
      await visible('Wrong value');
      expect(await offences(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: 'Start the import' }).click();
      await page.getByText('history.csv brought 119 events').first().waitFor({ timeout: 60_000 });
      await visible('Line 9: Wrong value');
      expect(await offences(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: 'Take back' }).click();
      await confirm('Take this import back?');
      await page.getByText('history.csv was taken back: 119 events removed').first().waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Import another file' }).click();
      await visible('Imports');
      await visible('history.csv');
    });

    it('says of a file that is none what is wrong, in the dark theme and on a small screen as well', async () => {
      await useTheme(context, 'dark');
      await page.setViewportSize({ width: 1024, height: 768 });
      await choose('notes.csv', 'Some notes of a meeting.\nNothing else.');
      await visible(/notes\.csv can’t be imported|needed is missing or not chosen/);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      );
      expect(wide).toBe(0);
      expect(await offences(page, 'main')).toEqual([]);
      complaints.splice(0, complaints.length, ...complaints.filter((said) => !/status of 4\d\d/.test(said)));
      await page.getByRole('button', { name: 'Discard the file' }).click();
      await confirm('Discard this file?');
      await useTheme(context, 'light');
    });
  });
});
