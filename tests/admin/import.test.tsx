import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';

import type { ImportPreview, ImportSummary } from '../../server/src/contracts/imports';
import { ImportPage } from '../../admin/src/pages/Import/ImportPage';

import { type Locale, renderAdmin } from './support/render';
import { notifications, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const KEY = `imp-${'a'.repeat(24)}`;
const AT = '2026-03-02T10:00:00.000Z';
const OPTIONS: ImportPreview['options'] = {
  ...{ format: 'csv', delimiter: ',', timeZone: 'UTC', overlap: false },
  mapping: { time: 'when', url: 'page' },
  type: 'view',
};

const summary = (more: Partial<ImportSummary> = {}): ImportSummary => ({
  ...{ key: KEY, state: 'done', origin: 'upload', fileName: 'history.csv', fileSize: 2_000, received: null },
  ...{ options: OPTIONS, createdBy: 'ada@example.com', createdAt: AT, startedAt: AT, updatedAt: AT, finishedAt: AT },
  ...{ failure: null, share: 1, rows: 12, accepted: 7, duplicate: 1, undoneEvents: 0 },
  reasons: { 'unknown-url': 3, invalid: 1 },
  examples: [{ line: 4, reason: 'invalid', got: 'time: string "yesterday"', expected: 'an ISO 8601 time' }],
  unmatched: [['/about', 3]],
  ...{ firstAt: AT, lastAt: AT },
  ...more,
});

const preview = (more: Partial<ImportPreview> = {}): ImportPreview => ({
  ...{ options: OPTIONS, compressed: false, columns: ['when', 'page', 'who'], problem: null },
  rows: [
    {
      ...{ line: 2, given: [AT, '/articles/a'], outcome: 'event', at: AT, type: 'view', target: '/articles/a' },
      said: null,
    },
    {
      ...{ line: 3, given: ['yesterday', '/articles/a'], outcome: 'invalid', at: null, type: null, target: null },
      said: { got: 'time: string "yesterday"', expected: 'an ISO 8601 time' },
    },
  ],
  sample: { rows: 2, events: 1, reasons: { invalid: 1 }, whole: true },
  estimate: { rows: 2, firstAt: AT, lastAt: AT },
  trackedSince: null,
  ...more,
});

const server = (one: ImportSummary | null, seen: ImportPreview = preview()) =>
  serve((url, body) => {
    if (url === '/foresight/imports' && body !== undefined && 'size' in (body as object)) {
      return { data: summary({ state: 'uploading', received: 0, fileSize: 5 }) };
    }
    if (url === '/foresight/imports') return { data: one === null ? [] : [one] };
    if (url.includes('/bytes?')) return { data: summary({ state: 'ready', received: 5 }) };
    if (url.endsWith('/preview')) return { data: seen };
    if (/\/(?:start|pause|resume|cancel|undo)$/.test(url)) return { data: summary({ state: 'running' }) };
    return { data: one };
  });
const show = (path = `/?import=${KEY}`, locale: Locale = 'en') => renderAdmin(<ImportPage />, { path, locale });
const offences = async (): Promise<string[]> => {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id }) => id);
};

it('begins with a file, when there is nothing yet', async () => {
  server(null);
  show('/');
  await screen.findByText('Nothing was imported yet.');
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Events' })).toHaveAttribute('href', '/plugins/foresight/events');
  expect(await offences()).toEqual([]);
});

it('says what went wrong, and asks again', async () => {
  serve(() => {
    throw new TypeError('Failed to fetch');
  });
  show('/');
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});

it('sends a chosen file in slices and shows what it becomes', async () => {
  server(summary({ state: 'ready', received: 5 }));
  show('/');
  await userEvent.upload(
    await screen.findByLabelText('Choose a file', { selector: 'input' }),
    new File(['a,b\n1'], 'h.csv')
  );
  await screen.findByText('view: /articles/a');
  const urls = sent.filter(({ method }) => method === 'POST').map(({ url }) => url);
  expect(urls.slice(0, 2)).toEqual(['/foresight/imports', `/foresight/imports/${KEY}/bytes?offset=0`]);
  expect(await offences()).toEqual([]);
});

it('previews rows with what each becomes, and starts what was shown', async () => {
  server(summary({ state: 'ready', received: 2_000 }));
  show();
  await screen.findByText(/^CSV: 2 rows from .* Of the first 2, 1 becomes an event\.$/);
  const row = (await screen.findByText('Wrong value')).closest('tr') as HTMLElement;
  expect(within(row).getByText('Expected an ISO 8601 time; got time: string "yesterday".')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Start the import' }));
  await waitFor(() => expect(notifications).toEqual([{ type: 'success', message: 'The import has begun' }]));
  expect(sent.find(({ url }) => url.endsWith('/start'))?.body).toEqual({ options: OPTIONS });
});

it('asks anew with another column, and can not be started while one is missing', async () => {
  const problem = { code: 'COLUMN_MISSING', got: 'the columns when, page', expected: 'a column that holds the time' };
  server(summary({ state: 'ready', received: 2_000 }), preview({ problem }));
  show();
  expect(await screen.findByText('A column that is needed is missing or not chosen.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Start the import' })).toBeDisabled();
  await userEvent.click(screen.getByRole('checkbox'));
  await waitFor(() => expect(sent[sent.length - 1]?.body).toEqual({ options: { overlap: true } }));
});

it('says how far it is, and can be paused', async () => {
  server(summary({ state: 'running', share: 0.4, finishedAt: null }));
  show();
  expect(await screen.findByText('40% of the file read')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
  await waitFor(() => expect(sent.some(({ url }) => url.endsWith('/pause'))).toBe(true));
});

it('accounts for every row when it is done, and takes back after one question', async () => {
  server(summary());
  show();
  expect(await screen.findByText('history.csv brought 7 events')).toBeVisible();
  const cells = within(screen.getByRole('grid', { name: 'What became of the rows' }))
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent)
    .slice(2);
  expect(cells).toEqual([
    ...['Taken in', '7', 'Known already', '1', 'Address of no article', '3', 'Wrong value', '1', 'All rows read', '12'],
  ]);
  expect(screen.getByText('Line 4: Wrong value')).toBeVisible();
  expect(screen.getByText('/about')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Take back' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Confirm' }));
  await waitFor(() => expect(sent.some(({ url }) => url.endsWith('/undo'))).toBe(true));
});

it('speaks French', async () => {
  server(summary());
  show(undefined, 'fr');
  expect(await screen.findByText('history.csv a apporté 7 événements')).toBeVisible();
});
