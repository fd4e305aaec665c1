import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { Route, Routes } from 'react-router-dom';

import type { Overview, RunSummary } from '../../server/src/contracts/admin';
import { ArticlesPage } from '../../admin/src/pages/Articles/ArticlesPage';
import { ModelPage } from '../../admin/src/pages/Models/ModelPage';
import { ModelsPage } from '../../admin/src/pages/Models/ModelsPage';
import { OverviewPage } from '../../admin/src/pages/Overview/OverviewPage';
import { configSnippet } from '../../admin/src/pages/Settings/configSnippet';
import { SettingsPage } from '../../admin/src/pages/Settings/SettingsPage';

import { article, liveRanker, overview, rankerDetail, run, settings, textDetail, tooEarly } from './support/fixtures';
import { renderAdmin } from './support/render';
import { allow, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const page = (rows: readonly unknown[]) => ({
  data: rows,
  meta: { pagination: { page: 1, pageSize: 20, pageCount: 1, total: rows.length } },
});

/** A server with everything in place; `over` answers first. */
const server = (over: (url: string) => unknown = () => undefined) =>
  serve((url) => {
    const given = over(url);
    if (given !== undefined) return given;
    if (url === '/foresight/overview') return { data: overview };
    if (url === '/foresight/runs') return page([run]);
    if (url === '/foresight/articles') return page([article]);
    if (url === '/foresight/settings') return { data: settings };
    if (url === '/foresight/recompute') return { data: null };
    if (url === '/foresight/models') return { data: [liveRanker] };
    if (url === '/foresight/models/t1') return { data: textDetail };
    if (url.startsWith('/foresight/models/')) return { data: rankerDetail };
    throw new Error(`no answer for ${url}`);
  });

/** Colours need a real browser; the landmarks around the page are Strapi's. */
const accessibilityOffences = async (container: Element) => {
  const { violations } = await axe.run(container, {
    rules: {
      'color-contrast': { enabled: false },
      'link-in-text-block': { enabled: false },
      region: { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

beforeAll(() => {
  // jsdom knows no pointers, watches nothing and scrolls nothing.
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  global.ResizeObserver = Observer;
  global.IntersectionObserver = Observer as unknown as typeof IntersectionObserver;
  Element.prototype.hasPointerCapture = () => false;
  Element.prototype.scrollIntoView = () => undefined;
  // jsdom lays nothing out: every element is as large as a plot, so that plots draw.
  const box = { x: 0, y: 0, top: 0, left: 0, right: 600, bottom: 300, width: 600, height: 300 };
  Element.prototype.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
});
beforeEach(() => {
  allow({ canRead: true, canTrain: true, canPromote: true });
  Object.assign(window, { strapi: { backendURL: 'https://cms.example.com' } });
});

describe('the overview', () => {
  it('says first whether all is well, then what to do, then what was learned', async () => {
    server();
    const { container } = renderAdmin(<OverviewPage />);

    expect(await screen.findByText('All is well: 2 models are live.')).toBeInTheDocument();
    expect(screen.getByText('20% more than the 100 usual by this time on this weekday.')).toBeInTheDocument();
    expect(screen.getByText(/^No event has arrived for 30 hours/)).toBeInTheDocument();
    expect(screen.getByText('Errors 18% smaller than those of the best simple guess.')).toBeInTheDocument();
    // Worth doing, and better than expected.
    expect(screen.getAllByRole('link', { name: 'Bread without kneading' })).toHaveLength(2);
    expect(
      screen.getByText('2.0 times the views expected by then: show it where more readers pass.')
    ).toBeInTheDocument();
    expect(await screen.findByText('1 min 30 s')).toBeInTheDocument();
    expect(await accessibilityOffences(container)).toEqual([]);
  });

  it('says how much is missing while it learns', async () => {
    const learning: Overview = {
      ...overview,
      health: { status: 'learning', code: 'labels-missing', values: { missing: 23 } },
      totals: { ...overview.totals, closedLabels: 37 },
      models: overview.models.map(({ kind }) => ({ kind, live: null })),
      traffic: [],
      today: { ...overview.today, expectedViews: null },
      findings: [],
      top: [],
    };
    server((url) => (url === '/foresight/overview' ? { data: learning } : undefined));
    renderAdmin(<OverviewPage />);

    expect(await screen.findByText(/23 more finished articles needed before the first forecast/)).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    expect(screen.getByText('Nothing needs you today.')).toBeInTheDocument();
    expect(screen.getByText('The plot begins once two full days have been counted.')).toBeInTheDocument();
  });

  it('shows a health code it does not know as its status', async () => {
    server((url) =>
      url === '/foresight/overview'
        ? { data: { ...overview, health: { status: 'degraded', code: 'from-the-future', values: {} } } }
        : undefined
    );
    renderAdmin(<OverviewPage />);
    expect(await screen.findByText('Something needs attention.')).toBeInTheDocument();
  });

  it('gives the numbers of a plot as a table', async () => {
    server();
    renderAdmin(<OverviewPage />);
    const figure = (await screen.findByText('The last seven days were as usual')).closest('figure') as HTMLElement;

    await userEvent.click(within(figure).getByRole('button', { name: 'Show as table' }));
    // A row per full day, and the heading: the running day is left out.
    expect(within(figure).getAllByRole('row')).toHaveLength(overview.traffic.length);
  });
});

describe('training', () => {
  it('picks up a run that is under way, says which step it is at, and offers no second one', async () => {
    const running: RunSummary = {
      ...run,
      status: 'running',
      finishedAt: null,
      durationMs: null,
      outcomes: [],
      progress: { step: 'evaluating', done: 3, total: 8 },
    };
    server((url) =>
      url === '/foresight/runs' ? page([running]) : url === '/foresight/runs/r1' ? { data: running } : undefined
    );
    renderAdmin(<ModelsPage />);

    expect(await screen.findByText('Testing itself on later articles')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Training …' })).toBeDisabled();
  });

  it('starts on demand', async () => {
    server((url) => (url === '/foresight/train' ? { data: run } : undefined));
    renderAdmin(<ModelsPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Train now' }));

    await waitFor(() => expect(sent).toContainEqual({ method: 'POST', url: '/foresight/train', body: {} }));
  });

  it('is not offered to those who may not', async () => {
    allow({ canRead: true });
    server();
    renderAdmin(<ModelsPage />);
    await screen.findByText('ranker-3');
    expect(screen.queryByRole('button', { name: 'Train now' })).toBeNull();
  });
});

describe('a version', () => {
  const show = (id: string) =>
    renderAdmin(
      <Routes>
        <Route path="/models/:id" element={<ModelPage />} />
      </Routes>,
      { path: `/models/${id}` }
    );

  it('shows a ranker beside the simple guesses, with its features in words', async () => {
    server();
    const { container } = show('m3');
    expect(
      await screen.findByText('Furthest ahead at 0 h: errors 18% smaller than the best simple guess')
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'What matters' }));
    expect(screen.getByText('It leans most on: Words in the title (30%)')).toBeInTheDocument();
    expect(await accessibilityOffences(container)).toEqual([]);
  });

  it('shows a text classifier class by class', async () => {
    server();
    const { container } = show('t1');
    expect(await screen.findByText('bread, salt')).toBeInTheDocument();
    expect(screen.getByText('Complement naive Bayes')).toBeInTheDocument();
    expect(await accessibilityOffences(container)).toEqual([]);
  });
});

describe('the articles', () => {
  it('asks for what the URL says and draws the expected range', async () => {
    server();
    const { container } = renderAdmin(<ArticlesPage />, {
      path: '/?page=2&sort=surprise:asc&_q=bread&locale=en&performance=over',
    });
    expect(await screen.findByRole('img', { name: 'Expected 100–400 views, 240 came' })).toBeInTheDocument();
    expect(sent[0]).toEqual({
      method: 'GET',
      url: '/foresight/articles',
      body: expect.objectContaining({
        params: { page: 2, pageSize: 20, sort: 'surprise:asc', search: 'bread', locale: 'en', performance: 'over' },
      }),
    });
    expect(await accessibilityOffences(container)).toEqual([]);
  });

  it('sorts by a column, and the other way round at the second click', async () => {
    server();
    renderAdmin(<ArticlesPage />);
    const button = await screen.findByRole('button', { name: 'Sort by Views' });
    await userEvent.click(button);
    await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ params: { sort: 'viewsSoFar:desc' } }));
    await userEvent.click(await screen.findByRole('button', { name: 'Sort by Views' }));
    await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ params: { sort: 'viewsSoFar:asc' } }));
  });

  it('keeps the asked result in the URL, and leaves out what is no result', async () => {
    server();
    renderAdmin(<ArticlesPage />, { path: '/?performance=splendid' });
    const result = await screen.findByRole('combobox', { name: 'Against expectation' });
    expect(sent.at(-1)?.body).toMatchObject({
      params: expect.not.objectContaining({ performance: expect.anything() }),
    });
    result.focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(await screen.findByRole('option', { name: 'Worse than expected' }));
    await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ params: { performance: 'under' } }));
  });

  it('says where each stands: since when, by which views, or why it is too early', async () => {
    const standing = [article, { ...article, documentId: 'd2', title: 'New', surprise: tooEarly('young') }];
    server((url) => (url === '/foresight/articles' ? page(standing) : undefined));
    renderAdmin(<ArticlesPage />);
    expect(
      await screen.findByText(/^Overperforming since .*: 241 views after 24 h, 60–180 expected by then$/)
    ).toBeInTheDocument();
    expect(screen.getByText('Too early to say: an article is judged once it is six hours old.')).toBeInTheDocument();
  });

  it('says what to do when there is none', async () => {
    server((url) => (url === '/foresight/articles' ? page([]) : undefined));
    renderAdmin(<ArticlesPage />);
    expect(await screen.findByText(/Publish one of a watched type/)).toBeInTheDocument();
  });
});

const counted = {
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-02T00:00:00.000Z',
  requestedBy: 'ada@example.com',
  requestedAt: '2026-11-03T00:00:00.000Z',
  status: 'done',
  markedHours: 12,
  waitingHours: 0,
  finishedAt: '2026-11-03T00:01:00.000Z',
};

describe('the settings', () => {
  it('show what is watched, what is left out and why, and how to change what is learned', async () => {
    server();
    const { container } = renderAdmin(<SettingsPage />);
    expect(await screen.findByText('Text: intro, body')).toBeInTheDocument();
    expect(screen.getByText('Draft and publish is off.')).toBeInTheDocument();
    expect(screen.getByText('view × 1')).toBeInTheDocument();
    expect(await accessibilityOffences(container)).toEqual([]);
  });

  it('count days again only after asking, and say how it went last', async () => {
    server((url) => (url === '/foresight/recompute' ? { data: counted } : undefined));
    renderAdmin(<SettingsPage />);
    expect(
      await screen.findByText(/asked for by ada@example.com, was counted again \(12 hours of articles\)\.$/)
    ).toBeInTheDocument();
    const start = screen.getByRole('button', { name: 'Count again' });
    expect(start).toBeDisabled();
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-01' } });
    fireEvent.change(screen.getByLabelText('Until'), { target: { value: '2026-11-02' } });
    await userEvent.click(start);
    expect(await screen.findByText('Count these days again?')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    const [from, to] = ['2026-11-01T00:00:00', '2026-11-03T00:00:00'].map((day) => new Date(day).toISOString());
    await waitFor(() =>
      expect(sent).toContainEqual({ method: 'POST', url: '/foresight/recompute', body: { from, to } })
    );
  });

  it('give a configuration that holds the values of now', () => {
    const snippet = configSnippet(settings);
    const config = new Function(
      `return (${snippet.replace(/[^]*export default \(\) => \(/, '(').replace(/;$/, '')})`
    )() as {
      foresight: { config: { timeZone: string; weights: object; horizonDays: number } };
    };
    expect(config.foresight.config).toMatchObject({ timeZone: 'Europe/Berlin', weights: { view: 1 }, horizonDays: 7 });
  });
});
