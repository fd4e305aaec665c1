/** The real browser: found on the machine, never downloaded. */
import { existsSync } from 'node:fs';

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

import type { Account } from './site';

const CANDIDATES = [
  process.env['FORESIGHT_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Theme = 'light' | 'dark';

export const chromiumPath = CANDIDATES.find((file) => file !== '' && existsSync(file));

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath ?? '', args: ARGS });

/** What the browser complains about and is ours: any exception, and failed requests or messages about the plugin. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    // Two sites and two browsers share two cores here. Who is told to come again does so; what is shown then is looked at.
    if (/status of 503 /.test(message.text())) return;
    // Strapi's own: features of other editions answer 404, and its update check needs the internet.
    const isRequest = message.text().startsWith('Failed to load resource');
    if (!isRequest || url.includes('/foresight')) complaints.push(`${message.text()} ${url}`);
  });
  return complaints;
};

/** Logs in as a person would. Strapi's announcement of its own news is put away, as people do. */
export const logIn = async (
  browser: Browser,
  origin: string,
  { email, password }: Account
): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: origin });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto('/admin');
  await page.getByLabel(/^Email/).fill(email);
  await page
    .getByLabel(/^Password/)
    .first()
    .fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('heading', { name: /^Hello/ }).waitFor();
  await page.close();
  return context;
};

/** Shows every page opened from now on in one of Strapi's themes. */
export const useTheme = async (context: BrowserContext, theme: Theme): Promise<void> => {
  await context.addInitScript((name) => localStorage.setItem('STRAPI_THEME', name), theme);
};
