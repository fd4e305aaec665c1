import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';

import type { Panel } from '../../server/src/contracts/admin';
import { ForesightPanel } from '../../admin/src/panels/ForesightPanel';
import { queryClient } from '../../admin/src/queryClient';

import { surprise, tooEarly } from './support/fixtures';
import { renderAdmin } from './support/render';
import { allow, fillForm, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const schema = {
  uid: 'api::article.article',
  kind: 'collectionType',
  options: { draftAndPublish: true },
  attributes: {
    title: { type: 'string' },
    slug: { type: 'uid' },
    description: { type: 'text' },
    body: { type: 'richtext' },
  },
};
const draft: Panel = {
  watched: true,
  locale: 'en',
  state: 'draft',
  firstPublishedAt: null,
  forecast: {
    expectedViews: 1130,
    interval: { low: 912, high: 1388, level: 0.9 },
    percentile: 0.7,
    viewsSoFar: 0,
    ageHours: 0,
    horizonDays: 7,
    scoredAt: '2026-11-22T03:00:00.000Z',
  },
  reasons: [
    { feature: 'images', value: 3, effect: 0.12 },
    { feature: 'titleWords', value: 14, effect: -0.08 },
  ],
  source: { modelVersion: 'ranker-12', fallback: null, reason: null },
  missingLabels: null,
  topics: [{ label: 'Food', probability: 0.8 }],
  currentCategory: 'Travel',
  usualViews: 700,
  came: [],
  curve: [],
  outlook: [],
  surprise: null,
  curvesMissing: null,
  seo: { siteHosts: ['example.com'], otherTitles: [], language: 'en' },
};

/** The content manager calls a panel as a function and draws what it returns; this does the same. */
const Host = ({ documentId }: { documentId: string | undefined }) => {
  const description = ForesightPanel({
    model: 'api::article.article',
    collectionType: 'collection-types',
    activeTab: 'draft',
    ...(documentId ? { documentId, document: { documentId, id: 1, locale: 'en', updatedAt: '2026-11-22' } } : {}),
  });
  return description ? (
    <aside>
      <h2>{description.title}</h2>
      {description.content}
    </aside>
  ) : (
    <p>no panel</p>
  );
};
const form = (values: object) => fillForm({ values, schema, components: {} });
const show = (panel: Panel | Error, documentId: string | undefined = 'd1') => {
  queryClient.clear();
  serve(() => {
    if (panel instanceof Error) throw panel;
    return { data: panel };
  });
  return renderAdmin(<Host documentId={documentId} />);
};
const showUnsaved = () => {
  queryClient.clear();
  serve(() => ({ data: draft }));
  return renderAdmin(<Host documentId={undefined} />);
};

const longTitle = 'A title that is much longer than any search engine will ever show to anybody in one line';

beforeEach(() => {
  localStorage.clear();
  allow({ canRead: true });
  form({
    title: longTitle,
    slug: 'a-title',
    description: '',
    body: '# Big\n\n#### Small\n\n![](/a.png)\n\nOne line of text.',
  });
  Element.prototype.scrollIntoView = () => undefined;
});

describe('the panel', () => {
  it('says one sentence, then shows the range, then folds the rest', async () => {
    const { container } = show(draft);
    expect(
      await screen.findByText('Likely to do better than 7 in 10 of your articles: 910–1,400 views in the first week.')
    ).toBeInTheDocument();
    expect(screen.getByRole('img', { name: /^Likely 910–1,400 views.*usually reach about 700$/ })).toBeInTheDocument();
    expect(screen.queryByText(/with 3 images/)).toBeNull();
    expect(screen.getByText('Reads more like “Food” (80%) than “Travel”.')).toBeInTheDocument();

    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });

  it('tells what speaks for it and what holds it back when asked, by keyboard too', async () => {
    show(draft);
    const why = await screen.findByRole('button', { name: 'Why' });
    why.focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('Articles like this with 3 images did about 12% better here.')).toBeInTheDocument();
    expect(
      screen.getByText('Articles like this with a title of 14 words did about 8% worse here.')
    ).toBeInTheDocument();
  });

  it('leaves the column alone for a type that is not watched', async () => {
    show({ ...draft, watched: false });
    expect(await screen.findByText('no panel')).toBeInTheDocument();
  });

  it('leaves it alone, and asks nothing, for those who may not see forecasts', () => {
    allow({});
    show(draft);
    expect(screen.getByText('no panel')).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('leaves it alone for a type without a text', () => {
    fillForm({ values: {}, schema: { ...schema, attributes: { amount: { type: 'integer' } } }, components: {} });
    showUnsaved();
    expect(screen.getByText('no panel')).toBeInTheDocument();
  });

  it('gives advice on an entry that was never saved, and says that a forecast comes with saving', () => {
    showUnsaved();
    expect(screen.getByText('Save to see a forecast.')).toBeInTheDocument();
    expect(screen.getByText('First things to improve')).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('keeps the advice when the forecast fails, and offers another try', async () => {
    show(new Error('down'));
    expect(
      await screen.findByText('The forecast could not be loaded.', undefined, { timeout: 5000 })
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
    expect(screen.getByText('First things to improve')).toBeInTheDocument();
  });

  const published: Panel = {
    ...draft,
    state: 'published',
    forecast: { ...draft.forecast!, ageHours: 30, viewsSoFar: 640 },
    came: [
      { ageHours: 0, views: 0 },
      { ageHours: 6, views: 200 },
      { ageHours: 24, views: 620 },
      { ageHours: 30, views: 640 },
    ],
    curve: [
      { ageHours: 6, actual: 200, expected: 150, low: 80, high: 300 },
      { ageHours: 24, actual: 620, expected: 350, low: 180, high: 525 },
      { ageHours: 168, actual: null, expected: 800, low: 400, high: 1600 },
    ],
    outlook: [{ ageHours: 168, expected: 1130, low: 912, high: 1388 }],
    surprise: surprise(620, 350),
  };

  it('shows what came against what was expected once published, and since when it differs', async () => {
    const { container } = show(published);
    expect(await screen.findByText('640 views after 30 h; likely 910–1,400 in the first week.')).toBeInTheDocument();
    expect(screen.getByText(/^Overperforming since Nov 3, 2026$/)).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: /^Overperforming since .*: 620 views after 24 h, 180–530 expected by then$/ })
    ).toBeInTheDocument();
    // The range of the first forecast, and the one that is likely now.
    expect(container.querySelectorAll('figure > svg > path[fill-opacity]')).toHaveLength(1);
    expect(container.querySelectorAll('figure > svg > path[stroke-dasharray]')).toHaveLength(2);
  });

  it('shows the views alone, and what is missing, while there is nothing to compare with', async () => {
    show({
      ...published,
      curve: [],
      outlook: [],
      surprise: tooEarly('few-articles'),
      curvesMissing: { missing: 23, days: 12 },
    });
    expect(
      await screen.findByText(
        'Too early to say: 23 more articles have to finish their first week, about 12 days at the present pace.'
      )
    ).toBeInTheDocument();
    expect(screen.getByRole('img', { name: '640 views after 30 h' })).toBeInTheDocument();
  });
});

describe('the advice', () => {
  const items = () => within(screen.getAllByRole('list')[0] as HTMLElement).getAllByRole('listitem');

  it('shows three things first and folds the rest by group', () => {
    showUnsaved();
    expect(items()).toHaveLength(3);
    expect(screen.getByRole('button', { name: /^More advice/ })).toHaveAttribute('aria-expanded', 'false');
  });

  it('follows what is typed, saved or not', async () => {
    const { rerender } = showUnsaved();
    expect(screen.getByText(/may be cut off/)).toBeInTheDocument();
    rerender(<></>);
    form({ title: 'How to bake bread without kneading it', slug: 'a', description: '', body: 'One line.' });
    showUnsaved();
    await waitFor(() => expect(screen.queryByText(/may be cut off/)).toBeNull());
  });

  it('goes to the field only when asked', async () => {
    const title = document.createElement('input');
    title.name = 'title';
    document.body.append(title);
    showUnsaved();
    expect(title).not.toHaveFocus();

    const advice = screen.getByText(/may be cut off/).closest('li') as HTMLElement;
    await userEvent.click(within(advice).getByRole('button', { name: 'Go to “Title”' }));
    expect(title).toHaveFocus();
    title.remove();
  });

  it('is put away for this entry, says so, and can be shown again', async () => {
    showUnsaved();
    await userEvent.click(screen.getByRole('button', { name: /^Not relevant here: The title is .* characters wide/ }));
    expect(screen.queryByText(/may be cut off/)).toBeNull();
    expect(screen.getByText('1 put away')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Show again' }));
    expect(screen.getByText(/may be cut off/)).toBeInTheDocument();
  });

  it('asks for a text when there is none', () => {
    form({ title: '', body: '' });
    showUnsaved();
    expect(screen.getByText('Write a title and some text to get advice.')).toBeInTheDocument();
  });
});
