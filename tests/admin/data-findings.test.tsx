import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { DataCard } from '../../admin/src/findings/DataCard';
import { findingSentence } from '../../admin/src/findings/findingSentence';
import { findingsOfRun } from '../../admin/src/findings/findingsOfRun';
import { LastRunData } from '../../admin/src/findings/LastRunData';
import { Findings } from '../../admin/src/pages/Overview/Findings';
import type { RunSummary } from '../../server/src/contracts/admin';
import { DATA_FINDING_CODES } from '../../server/src/core/features/data-checks';

import { blockedRun, findings, overview, run } from './support/fixtures';
import { renderAdmin, speaking, type Locale } from './support/render';
import { allow, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const runs = (rows: readonly RunSummary[]) =>
  serve(() => ({
    data: rows,
    meta: { pagination: { page: 1, pageSize: 10, pageCount: 1, total: rows.length } },
  }));

beforeEach(() => allow({ canRead: true, canTrain: true }));

describe('what was found in the data', () => {
  it('is one of each kind here', () => {
    expect([...new Set(findings.map(({ code }) => code))]).toEqual([...DATA_FINDING_CODES]);
  });

  it.each(['en', 'fr'] as const)('is said in one whole sentence in %s', (locale: Locale) => {
    const { text, format } = speaking(locale);
    for (const finding of findings) {
      const sentence = findingSentence(finding, text, format);
      expect(sentence).toMatch(/^[^{}]{20,}\.$/);
      expect(sentence).not.toMatch(/\b(?:none|undefined|NaN)\b| {2}/);
    }
  });

  it('comes with how grave it is, what to do, and the entry it is about', () => {
    renderAdmin(<DataCard findings={findings} subtitle="" />);
    const item = screen.getByText(/^One article has 62% of all views/).closest('li') as HTMLElement;
    expect(within(item).getByText('Warning')).toBeInTheDocument();
    expect(within(item).getByText(/Nothing to do if readers came/)).toBeInTheDocument();
    expect(within(item).getByRole('link', { name: 'Bread' })).toHaveAttribute(
      'href',
      expect.stringContaining('/content-manager/collection-types/api::article.article/d1')
    );
    expect(screen.getAllByText('Blocks the training').length).toBeGreaterThan(1);
  });

  it('names five columns and counts the others', () => {
    renderAdmin(<DataCard findings={findings} subtitle="" />);
    expect(screen.getByText(/^7 things are the same for every article: .*mood, 2 others\.$/i)).toBeInTheDocument();
  });

  it('is nothing suspicious where nothing was found', () => {
    renderAdmin(<DataCard findings={[]} subtitle="" />);
    expect(screen.getByText('Nothing suspicious in the data of this training.')).toBeInTheDocument();
  });

  it('is said once, though two kinds of model met it', () => {
    const [ranker] = blockedRun.outcomes;
    const both = { ...blockedRun, outcomes: [ranker!, { ...ranker!, kind: 'performance-text' as const }] };
    expect(findingsOfRun(both)).toEqual(findingsOfRun(blockedRun));
  });
});

describe('the last training', () => {
  it('shows what stopped it, and trains all the same after asking', async () => {
    runs([{ ...run, status: 'queued', outcomes: [] }, blockedRun]);
    renderAdmin(<LastRunData />);
    expect(await screen.findByText(/^One visitor makes 70% of all views/)).toBeInTheDocument();
    // While one is under way, nobody begins another.
    expect(screen.getByRole('button', { name: 'Train despite this' })).toBeDisabled();
  });

  it('is begun once more, despite the findings, only after asking', async () => {
    runs([blockedRun]);
    renderAdmin(<LastRunData />);
    await userEvent.click(await screen.findByRole('button', { name: 'Train despite this' }));
    expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);
    await userEvent.click(await screen.findByRole('button', { name: /confirm/i }));
    await waitFor(() =>
      expect(sent.find(({ method }) => method === 'POST')).toMatchObject({
        url: '/foresight/train',
        body: { despiteFindings: true },
      })
    );
  });

  it.each([
    ['one that succeeded', run, true],
    ['one whose finding nobody can overrule', withBlocking('nothing-counted'), true],
    ['anybody who may not train', blockedRun, false],
  ])('offers no way past of %s', async (_, last, canTrain) => {
    allow({ canRead: true, canTrain });
    runs([last]);
    renderAdmin(<LastRunData />);
    await screen.findByText('Data');
    expect(screen.queryByRole('button', { name: 'Train despite this' })).toBeNull();
  });

  it('is among what is worth doing, but for what is only good to know', () => {
    renderAdmin(
      <Findings findings={[]} top={[]} flop={[]} lastRun={withBlocking('one-visitor', 'constant-columns')} />
    );
    expect(screen.getByText(/^One visitor makes 70%/)).toBeInTheDocument();
    expect(screen.queryByText(/are the same for every article/)).toBeNull();
    expect(screen.queryByText('Nothing needs you today.')).toBeNull();
  });

  it('leaves what is worth doing empty where nothing was found', () => {
    renderAdmin(<Findings findings={[]} top={[]} flop={[]} lastRun={overview.lastRun} />);
    expect(screen.getByText('Nothing needs you today.')).toBeInTheDocument();
  });
});

function withBlocking(...codes: readonly string[]): RunSummary {
  const [ranker] = blockedRun.outcomes;
  return { ...blockedRun, outcomes: [{ ...ranker!, findings: findings.filter(({ code }) => codes.includes(code)) }] };
}
