/**
 * Takes the pictures of docs/images from a running demo: npm run demo, then
 *   node scripts/screenshots.mjs [--url http://127.0.0.1:1337] [--out docs/images]
 * Needs Chromium (FORESIGHT_CHROMIUM, or where systems put it). Nothing in the demo is changed.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';

import { root } from './lib.mjs';

const { values: flags } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:1337' },
    out: { type: 'string', default: path.join(root, 'docs', 'images') },
  },
});
/** The demo's own account: playground/src/demo/account.ts. */
const ADMIN = { email: 'admin@example.com', password: 'Foresight-demo-1' };
const ARTICLES = '/admin/content-manager/collection-types/api::article.article';
/** A draft of the demo with something to say: playground/src/world/drafts.ts. */
const DRAFT = 'Why Does the Bus App Lie?';
const WIDTH = 1440;
const LARGEST_BYTES = 250_000;

const executablePath = [
  process.env.FORESIGHT_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== '' && existsSync(file));
if (!executablePath) throw new Error('Chromium is missing: install it, or name it in FORESIGHT_CHROMIUM');

const settled = async (page) => {
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready');
};

/** How to reach each picture's state; the height is where the content makes a natural end. */
const PICTURES = {
  overview: {
    height: 1212,
    open: async (page) => {
      await page.goto('/admin/plugins/foresight');
      await page.locator('figure svg').nth(1).waitFor();
    },
  },
  models: {
    height: 1140,
    open: async (page) => {
      await page.goto('/admin/plugins/foresight/models');
      await page.getByRole('row').filter({ hasText: 'live' }).getByRole('link').first().click();
      await page.locator('figure svg').nth(2).waitFor();
    },
  },
  report: {
    height: 760,
    open: async (page) => {
      await page.goto('/admin/plugins/foresight/models');
      await page.getByRole('row').filter({ hasText: 'live' }).getByRole('link').first().click();
      await page.getByRole('tab', { name: 'How sure is it' }).click();
      await page.locator('figure svg').nth(1).waitFor();
      await page.getByRole('heading', { name: 'Do the ranges hold' }).waitFor();
      // The report to its end, below what the version is.
      await settled(page);
      await page.mouse.move(WIDTH / 2, 400);
      await page.mouse.wheel(0, 5000);
      await page.mouse.move(0, 0);
    },
  },
  events: {
    height: 1100,
    open: async (page) => {
      await page.goto('/admin/plugins/foresight/events');
      await page.locator('figure svg').first().waitFor();
    },
  },
  readers: {
    height: 1100,
    open: async (page) => {
      await page.goto('/admin/plugins/foresight/articles?sort=viewsSoFar:desc');
      await page
        .getByRole('link', { name: /^[\d,]+ ?Who read/ })
        .first()
        .click();
      await page.getByRole('button', { name: '90 days' }).click();
      await page.locator('figure svg').first().waitFor();
    },
  },
  panel: {
    height: 1160,
    open: async (page) => {
      await page.goto(`${ARTICLES}?_q=${encodeURIComponent(DRAFT)}`);
      await page.getByRole('gridcell', { name: DRAFT }).first().click();
      const why = page.getByRole('button', { name: 'Why', exact: true });
      await why.click();
      await page.mouse.move(0, 0);
    },
  },
  widget: {
    height: 900,
    open: async (page) => {
      await page.goto('/admin');
      const title = page.getByText('Worth a look');
      await title.waitFor();
      await settled(page);
      await title.scrollIntoViewIfNeeded();
      await page.mouse.move(WIDTH / 2, 450);
      await page.mouse.wheel(0, 2000);
      await page.mouse.move(0, 0);
    },
  },
};

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
mkdirSync(flags.out, { recursive: true });
let tooLarge = 0;
try {
  const context = await browser.newContext({ baseURL: flags.url, viewport: { width: WIDTH, height: 900 } });
  const page = await context.newPage();
  await page.goto('/admin');
  await page.getByLabel(/^Email/).fill(ADMIN.email);
  await page
    .getByLabel(/^Password/)
    .first()
    .fill(ADMIN.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('heading', { name: /^Hello/ }).waitFor();
  // Strapi's announcement of its own news.
  const close = page.getByRole('button', { name: /dismiss|close/i }).first();
  if (await close.isVisible()) await close.click();

  for (const theme of ['light', 'dark']) {
    await page.evaluate(`localStorage.setItem('STRAPI_THEME', '${theme}')`);
    for (const [name, { height, open }] of Object.entries(PICTURES)) {
      await page.setViewportSize({ width: WIDTH, height });
      await open(page);
      await settled(page);
      await page.waitForTimeout(500); // transitions of Strapi's own
      const file = path.join(flags.out, `${name}-${theme}.png`);
      await page.screenshot({ path: file });
      const { size } = statSync(file);
      if (size > LARGEST_BYTES) tooLarge++;
      console.log(
        `${path.relative(root, file)}  ${Math.round(size / 1000)} kB${size > LARGEST_BYTES ? '  too large' : ''}`
      );
    }
  }
} finally {
  await browser.close();
}
if (tooLarge > 0) process.exitCode = 1;
