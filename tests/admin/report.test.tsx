/** A ranker's report as people read it: sentences first, one part at a time, and two versions side by side. */
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useLocation } from 'react-router-dom';

import type { LearningCurve, RankerReport } from '../../server/src/contracts/admin';
import { contestVerdict } from '../../admin/src/format/contestVerdict';
import { ModelKindPanel } from '../../admin/src/pages/Models/ModelKindPanel';
import { RankerReportView } from '../../admin/src/pages/Models/RankerReportView';
import { biasOf } from '../../admin/src/plots/CalibrationPlot';
import { trendOf } from '../../admin/src/plots/PeriodPlot';
import { steps } from '../../admin/src/plots/steps';
import { decades } from '../../admin/src/plots/charts/decades';
import fr from '../../admin/src/translations/fr.json';
import { leftInEnglish, textsBelow } from '../helpers/left-in-english';

import { comparison, liveRanker, overview, rankerDetail, reportDetails } from './support/fixtures';
import { renderAdmin } from './support/render';
import { allow, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const report = rankerDetail.ranker as RankerReport;
const Address = () => <output data-testid="address">{useLocation().search}</output>;
const show = (over: Partial<RankerReport> = {}, path = '/', locale: 'en' | 'fr' = 'en') =>
  renderAdmin(
    <main>
      <RankerReportView report={{ ...report, ...over }} />
      <Address />
    </main>,
    { path, locale }
  );
const address = () => screen.getByTestId('address').textContent;

const accessibilityOffences = async (container: Element) => {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

beforeAll(() => {
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  const box = { x: 0, y: 0, top: 0, left: 0, right: 600, bottom: 300, width: 600, height: 300 };
  Element.prototype.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
});
beforeEach(() => allow({ canRead: true, canPromote: true }));

describe('the report of a version', () => {
  it('opens with two sentences anybody understands', () => {
    show();
    expect(
      screen.getByText(
        'In the last 8 weeks, views expected before publishing were within a factor of 1.6 for half of 60 articles; the simple guess was within 1.9.'
      )
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Over all ages its errors are 18% smaller than those of the best simple guess (90% range: 14% to 22%). Chance does not explain that.'
      )
    ).toBeInTheDocument();
  });

  it.each([
    ['right', 'Errors are neither growing nor falling from week to week'],
    ['sure', 'The ranges promise too much at 0 h: more articles end outside than should'],
    ['sure', 'At 0 h, what was expected is what came, from low to high'],
    ['matters', 'Without “Words in the title” its errors would be 12% larger'],
    ['more', 'More articles would help: with twice as many, errors fell by 7%'],
    ['groups', 'Clearly ahead of the simple guess in 1 of 3 groups, clearly behind in none'],
    ['groups', 'Too few judged articles in more than one language.'],
  ])('says under "%s": %s', async (part, finding) => {
    const { container } = show({}, `/?part=${part}`);
    expect(screen.getByText(finding)).toBeInTheDocument();
    expect(await accessibilityOffences(container)).toEqual([]);
  });

  it('keeps the part and the age in the address', async () => {
    show({}, '/?kind=ranker');
    await userEvent.click(screen.getByRole('tab', { name: 'How sure is it' }));
    expect(address()).toBe('?kind=ranker&part=sure');
  });

  it('shows the calibration of the age in the address', () => {
    show({}, '/?part=sure&age=24');
    expect(screen.getByText('At 24 h, what was expected is what came, from low to high')).toBeInTheDocument();
  });

  it.each(['right', 'sure', 'matters', 'more', 'groups'])(
    'gives the numbers of every plot under "%s" as a table',
    async (part) => {
      const { container } = show({}, `/?part=${part}`);
      const figures = [...container.querySelectorAll('figure')];
      expect(figures.length).toBeGreaterThan(0);
      for (const figure of figures) {
        const own = within(figure as HTMLElement);
        expect(own.getByRole('img').getAttribute('aria-label')!.length).toBeGreaterThan(40);
        await userEvent.click(own.getByRole('button', { name: 'Show as table' }));
        expect(own.getAllByRole('row').length).toBeGreaterThan(1);
      }
    }
  );

  it('says how many articles it would take, or that more would hardly help', () => {
    const learning = reportDetails.learning as LearningCurve;
    show({}, '/?part=more').unmount();
    const hardly = { ...learning, verdict: 'hardly', nextArticles: null } as const;
    show({ details: { ...reportDetails, learning: hardly } }, '/?part=more');
    expect(screen.getByText(/^More articles would hardly help/)).toBeInTheDocument();
    expect(screen.getByText(/^What 100 articles can teach is learned/)).toBeInTheDocument();
  });

  it('of an earlier build still shows what it has, and nothing it has not', async () => {
    const earlier = { ...report };
    delete (earlier as { details?: unknown }).details;
    renderAdmin(<RankerReportView report={earlier} />, { path: '/?part=sure' });
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['How right is it', 'What matters']);
    expect(screen.getByText(/^Furthest ahead at 0 h/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'What matters' }));
    expect(screen.getByText(/^It leans most on/)).toBeInTheDocument();
  });

  it.each(['right', 'sure', 'matters', 'more', 'groups'])('is French under "%s"', (part) => {
    const groups = reportDetails.categories.map((group) => ({ ...group, name: group.name && 'Pain' }));
    const details = { ...reportDetails, categories: groups };
    const { container } = show({ details }, `/?part=${part}`, 'fr');
    expect(leftInEnglish(textsBelow(container), 'fr', fr)).toEqual([]);
  });
});

describe('what is read off the figures', () => {
  const figure = (low: number, high: number) => ({ value: (low + high) / 2, low, high });

  it('is sure only where the interval leaves out no difference', () => {
    const verdict = (low: number, high: number) =>
      contestVerdict({
        guess: { rmse: figure(1, 1), spearman: null, ndcgAt10: null },
        difference: { rmse: figure(low, high), spearman: null, ndcgAt10: null },
      })?.outcome;
    expect(verdict(-0.2, -0.1)).toBe('better-sure');
    expect(verdict(-0.2, 0.1)).toBe('better-unsure');
    expect(verdict(0.1, 0.2)).toBe('worse-sure');
    expect(verdict(-0.1, 0.2)).toBe('worse-unsure');
    expect(verdict(-0.1, 0.1)).toBe('same');
  });

  it('is a trend only where chance does not explain it', () => {
    expect([null, figure(-0.1, 0.1), figure(0.05, 0.1), figure(-0.2, -0.1)].map(trendOf)).toEqual([
      'unknown',
      'steady',
      'growing',
      'falling',
    ]);
  });

  it('is off only where the whole range lies on one side', () => {
    const bin = (predicted: number, low: number, high: number) => ({ rows: 9, predicted, actual: figure(low, high) });
    expect(biasOf([bin(5, 4, 6), bin(5, 5.5, 6), bin(5, 4, 4.5)])).toEqual({ low: 1, high: 1 });
  });

  it('has axes with round steps around everything', () => {
    for (const values of [
      [0, 0.07],
      [-0.3, 0.1],
      [0.66, 0.9, 1],
      [5, 5],
    ]) {
      const ticks = steps(values);
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values));
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
      expect(ticks.length).toBeLessThanOrEqual(8);
    }
    expect(decades([3, 420])).toEqual([1, 10, 100, 1000]);
    expect(decades([1, 1])).toEqual([1, 10]);
  });
});

describe('two versions', () => {
  const models = [liveRanker, comparison.second];
  const showModels = (path: string, over: (url: string) => unknown = () => undefined) => {
    serve((url) => {
      const given = over(url);
      if (given !== undefined) return given;
      if (url.includes('/compare/')) return { data: comparison };
      if (url === '/foresight/overview') return { data: overview };
      return { data: models };
    });
    return renderAdmin(
      <>
        <ModelKindPanel kind="ranker" />
        <Address />
      </>,
      { path }
    );
  };

  it('are picked in the table, the choice being in the address', async () => {
    showModels('/?kind=ranker');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Compare ranker-3' }));
    expect(screen.getByText('Pick a second version in the table below.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Compare ranker-2' }));
    expect(address()).toBe('?kind=ranker&compare=ranker-3&compare=ranker-2');
    expect(
      await screen.findByText(
        'ranker-3 is ahead: errors 10% smaller on 60 shared articles, and chance does not explain that'
      )
    ).toBeInTheDocument();
    expect(sent.some(({ url }) => url === '/foresight/models/ranker-3/compare/ranker-2')).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Stop comparing' }));
    expect(address()).toBe('?kind=ranker');
  });

  it('are compared by an address alone, and can be used by everybody', async () => {
    const { container } = showModels('/?compare=ranker-3&compare=ranker-2');
    await screen.findByText(/^ranker-3 is ahead/);
    expect(await accessibilityOffences(container)).toEqual([]);
  });

  it.each([
    ['bytes-gone', 'One of the two is no longer kept: only its report is left.'],
    ['other-target', 'The two expect different things: views over another time, or counted otherwise.'],
  ])('say why they can’t be compared (%s)', async (obstacle, said) => {
    showModels('/?compare=ranker-3&compare=ranker-2', (url) =>
      url.includes('/compare/') ? { data: { ...comparison, contest: null, obstacle } } : undefined
    );
    expect(await screen.findByText(said)).toBeInTheDocument();
  });
});

describe('before the first version', () => {
  const showNone = (totals: Partial<(typeof overview)['totals']>) => {
    serve((url) =>
      url === '/foresight/overview'
        ? { data: { ...overview, totals: { ...overview.totals, ...totals } } }
        : { data: [] }
    );
    renderAdmin(<ModelKindPanel kind="ranker" />);
  };

  it('it says how many articles are missing and when they are there', async () => {
    showNone({ closedLabels: 37, enoughAt: '2026-12-24T12:00:00.000Z' });
    expect(await screen.findByText('23 more finished articles until the first version')).toBeInTheDocument();
    expect(screen.getByText('37 of 60 finished articles')).toBeInTheDocument();
    expect(screen.getByText(/^At the present pace that is on Dec 24, 2026/)).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
  });

  it('it says so when nothing is published any more', async () => {
    showNone({ closedLabels: 37, enoughAt: null });
    expect(await screen.findByText(/^Nothing was published in the last four weeks/)).toBeInTheDocument();
  });
});
