import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useLocation } from 'react-router-dom';

import type { JournalEntry } from '../../server/src/contracts/admin';
import { SectionNav } from '../../admin/src/components/SectionNav';
import { ActivityPage } from '../../admin/src/pages/Activity/ActivityPage';
import { readActivityQuery } from '../../admin/src/pages/Activity/useActivityQuery';
import fr from '../../admin/src/translations/fr.json';
import { leftInEnglish, textsBelow } from '../helpers/left-in-english';

import { journal, processes } from './support/fixtures';
import { type Locale, renderAdmin } from './support/render';
import { allow, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const answer = (entries: readonly JournalEntry[]) => ({
  data: entries,
  meta: { pagination: { page: 1, pageSize: 20, pageCount: 1, total: entries.length } },
});
const server = (entries: readonly JournalEntry[] = journal, living = processes) =>
  serve((url) => (url === '/foresight/processes' ? { data: living } : answer(entries)));
const Address = () => <output>{useLocation().search}</output>;
const show = (path = '/', locale: Locale = 'en') =>
  renderAdmin(
    <>
      <ActivityPage />
      <Address />
    </>,
    { path, locale }
  );
/** The cells of an entry's row, as text. */
const rowOf = async (sentence: string | RegExp): Promise<string[]> => {
  const row = (await screen.findByText(sentence)).closest('tr') as HTMLElement;
  return within(row)
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent ?? '');
};

beforeAll(() => {
  // jsdom knows no pointers, lays nothing out and scrolls nothing.
  Element.prototype.hasPointerCapture = () => false;
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  global.ResizeObserver = Observer;
  global.IntersectionObserver = Observer as unknown as typeof IntersectionObserver;
  Element.prototype.scrollIntoView = () => undefined;
});
beforeEach(() => allow({ canRead: true, canJournal: true }));

describe('the activity page', () => {
  it('says what people changed, and who', async () => {
    server();
    show();
    const [what, by] = await rowOf('ranker-3 went live, in place of ranker-2.');
    expect([what, by]).toEqual(['Changed by somebodyranker-3 went live, in place of ranker-2.', 'editor@example.com']);
    for (const sentence of [
      'topic-1 went live.',
      'Rolled back to ranker-2 from ranker-3.',
      'Foresight was switched off.',
      'The key “Main site” was revoked.',
      'ranker-3 was exported to a file.',
      'ranker-4 was imported from a file, where it was called ranker-12.',
      'A training was started.',
    ]) {
      expect(screen.getByText(sentence)).toBeInTheDocument();
    }
  });

  it('says what happened, how serious it is, and in the server’s own words why', async () => {
    server();
    show();
    const [what, by] = await rowOf('Counting what readers did failed after 3 tries.');
    expect([what, by]).toEqual(['SeriousCounting what readers did failed after 3 tries.no space', 'the system']);
    expect(screen.getByText('no space')).toHaveAttribute('lang', 'en');
    for (const sentence of [
      'Redis (10.0.0.7:6379) could not be reached from web 41.',
      'The thread that trains died over the task “train”. The next task got a new one.',
      'The clock of web 41 jumped back by 1 h 0 min; the database’s clock is used.',
      'The bytes of ranker-3 are missing or damaged; the simple guess answers.',
      'A run was taken over from web 40, because its process was gone.',
      'A run was given up: 3 processes died over it.',
    ]) {
      expect(screen.getByText(sentence)).toBeInTheDocument();
    }
  });

  it('says how long something lasted, that it goes on, or that nobody saw it end', async () => {
    server();
    show();
    const lasted = async (sentence: RegExp) => (await rowOf(sentence))[3];
    expect(await lasted(/^Redis/)).toBe('42 s');
    expect(await lasted(/^The database could/)).toBe('2 h 5 min');
    expect(await lasted(/^The clock of web 41 is 1 min 30 s ahead of/)).toBe('going on');
    // Its process is no longer there to say so.
    expect(await lasted(/^The clock of gone 7 is 1 s ahead of/)).toBe('end not seen');
    expect(await lasted(/^A run was given up/)).toBe('');
  });

  it('shows the processes when there are several, and which runs an older version', async () => {
    server();
    show();
    const card = (await screen.findByRole('heading', { name: 'Processes' })).closest('section') as HTMLElement;
    expect(
      within(card)
        .getAllByRole('row')
        .map((row) => row.textContent)
    ).toEqual([
      'ProcessDoesVersionAlive since',
      expect.stringMatching(/^web, process 41answers this pageanswers requests0\.1\.0older version/),
      expect.stringMatching(/^jobs, process 7only does jobs0\.2\.0/),
    ]);
  });

  it('shows no processes when there is one', async () => {
    server(journal, processes.slice(0, 1));
    show();
    await screen.findByText('topic-1 went live.');
    expect(screen.queryByRole('heading', { name: 'Processes' })).toBeNull();
  });

  it('shows one kind, named in the address, and begins at the first page', async () => {
    server();
    show('/?page=3');
    await screen.findByText('topic-1 went live.');
    await userEvent.click(screen.getByRole('combobox', { name: 'Show' }));
    await userEvent.click(await screen.findByRole('option', { name: 'What happened by itself' }));
    await waitFor(() => expect(document.querySelector('output')).toHaveTextContent('?kind=incident'));
    expect(sent[sent.length - 1]).toMatchObject({
      url: '/foresight/journal',
      body: { params: { page: 1, pageSize: 20, kind: 'incident' } },
    });
  });

  it('says that nothing happened yet, at all or of a kind', async () => {
    server([], []);
    const { unmount } = show();
    expect(await screen.findByText(/^Nothing yet\. What people change here/)).toBeInTheDocument();
    unmount();
    show('/?kind=audit');
    expect(await screen.findByText('Nothing of this kind yet.')).toBeInTheDocument();
  });

  it('says what went wrong when it can’t be loaded, and tries again', async () => {
    let broken = true;
    serve((url) => {
      if (url === '/foresight/processes') return { data: [] };
      if (broken) throw new Error('out of reach');
      return answer(journal);
    });
    show();
    expect(await screen.findByText(/^This could not be loaded/)).toBeInTheDocument();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('topic-1 went live.')).toBeInTheDocument();
  });

  it('says a code it does not know as a word', async () => {
    server([{ ...(journal[0] as JournalEntry), code: 'from-the-future' as JournalEntry['code'] }], []);
    show();
    expect(await screen.findByText('From the future')).toBeInTheDocument();
  });

  it('can be used by everybody', async () => {
    server();
    const { container } = show();
    await screen.findByText('topic-1 went live.');
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it('is in French for who reads French', async () => {
    server();
    const { container } = show('/', 'fr');
    await screen.findByText('Foresight a été activé.');
    for (const detail of container.querySelectorAll('[lang="en"]')) detail.remove();
    expect(leftInEnglish(textsBelow(container), 'fr', fr)).toEqual([]);
  });
});

describe('the sections', () => {
  const links = () => screen.getAllByRole('link').map((link) => link.textContent);

  it.each([
    [{ canRead: true, canJournal: true }, ['Overview', 'Articles', 'Models', 'Events', 'Activity']],
    [{ canRead: true }, ['Overview', 'Articles', 'Models', 'Events']],
    [{ canJournal: true }, ['Activity']],
  ])('with the rights %j are %j', (rights, expected) => {
    allow(rights);
    renderAdmin(<SectionNav />);
    expect(links()).toEqual(expected);
  });
});

describe('the query of the activity page', () => {
  it.each([
    ['', { page: 1, pageSize: 20, kind: '' }],
    ['?page=3&pageSize=50&kind=audit', { page: 3, pageSize: 50, kind: 'audit' }],
    ['?page=-1&pageSize=7&kind=everything', { page: 1, pageSize: 20, kind: '' }],
    ['?page=two', { page: 1, pageSize: 20, kind: '' }],
  ])('%s', (search, expected) => {
    expect(readActivityQuery(new URLSearchParams(search))).toEqual(expected);
  });
});
