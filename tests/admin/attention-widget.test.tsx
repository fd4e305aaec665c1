import { screen } from '@testing-library/react';

import type { ArticleRow, Overview } from '../../server/src/contracts/admin';
import { queryClient } from '../../admin/src/queryClient';
import { AttentionWidget } from '../../admin/src/widgets/AttentionWidget';

import { renderAdmin } from './support/render';
import { serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const article = (title: string, viewsSoFar: number, expectedByNow: number): ArticleRow => ({
  documentId: title,
  contentType: 'api::article.article',
  locale: 'en',
  title,
  firstPublishedAt: '2026-11-22T03:00:00.000Z',
  ageHours: 30,
  expectedViews: 2 * expectedByNow,
  low: expectedByNow,
  high: 4 * expectedByNow,
  viewsSoFar,
  expectedByNow,
  closed: false,
  surprise: Math.log(viewsSoFar / expectedByNow),
});
const show = (overview: Pick<Overview, 'top' | 'flop'>) => {
  queryClient.clear();
  serve(() => ({ data: { ...overview, horizonDays: 7 } }));
  renderAdmin(<AttentionWidget />);
};

describe('the widget', () => {
  it('names at most three articles, furthest from expectation first, and links to them', async () => {
    show({
      top: [article('Huge', 300, 100), article('Good', 150, 100)],
      flop: [article('Bad', 20, 100), article('Weak', 80, 100)],
    });
    const links = await screen.findAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual(['Bad', 'Huge', 'Good']);
    expect(links[0]).toHaveAttribute(
      'href',
      '/content-manager/collection-types/api::article.article/Bad?plugins[i18n][locale]=en'
    );
    expect(screen.getByText('20 views after 30 h, 100 expected by then')).toBeInTheDocument();
    expect(screen.getByText('3.0 times as many')).toBeInTheDocument();
  });

  it('shows both ends, even where one is further from expectation than the other', async () => {
    show({
      top: [article('Huge', 900, 100), article('Big', 800, 100), article('Good', 700, 100)],
      flop: [article('Weak', 70, 100)],
    });
    const links = await screen.findAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual(['Huge', 'Big', 'Weak']);
  });

  it('counts a finished article over its horizon, however old it is', async () => {
    show({ top: [{ ...article('Old', 300, 100), ageHours: 240, closed: true }], flop: [] });
    expect(await screen.findByText('300 views in its first week, 100 expected')).toBeInTheDocument();
  });

  it('says so when nothing stands out', async () => {
    show({ top: [], flop: [] });
    expect(await screen.findByText('No article is far from what was expected.')).toBeInTheDocument();
  });
});
