import { screen } from '@testing-library/react';

import type { ArticleRow, Overview } from '../../server/src/contracts/admin';
import { queryClient } from '../../admin/src/queryClient';
import { AttentionWidget } from '../../admin/src/widgets/AttentionWidget';

import { article as row, surprise } from './support/fixtures';
import { renderAdmin } from './support/render';
import { serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const article = (title: string, actual: number, expected: number): ArticleRow => ({
  ...row,
  documentId: title,
  title,
  surprise: surprise(actual, expected),
});
const show = (overview: Partial<Overview>) => {
  queryClient.clear();
  serve(() => ({ data: { curvesMissing: null, horizonDays: 7, ...overview } }));
  renderAdmin(<AttentionWidget />);
};

describe('the widget', () => {
  it('names at most three articles, furthest from expectation first, and links to them', async () => {
    show({
      top: [article('Huge', 300, 100), article('Good', 240, 100)],
      flop: [article('Bad', 20, 100), article('Weak', 49, 100)],
    });
    const links = await screen.findAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual(['Bad', 'Huge', 'Good']);
    expect(links[0]).toHaveAttribute(
      'href',
      '/content-manager/collection-types/api::article.article/Bad?plugins[i18n][locale]=en'
    );
    expect(
      screen.getByText(/^Underperforming since .*: 20 views after 24 h, 50–150 expected by then$/)
    ).toBeInTheDocument();
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

  it('says so when nothing stands out', async () => {
    show({ top: [], flop: [] });
    expect(await screen.findByText('No article is far from what was expected.')).toBeInTheDocument();
  });

  it('says what is missing while nothing can be judged', async () => {
    show({ top: [], flop: [], curvesMissing: { missing: 1, days: null } });
    expect(
      await screen.findByText('Too early to say: 1 more article has to finish its first week.')
    ).toBeInTheDocument();
  });
});
