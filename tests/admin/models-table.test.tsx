import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { ModelSummary } from '../../server/src/contracts/admin';
import { ModelKindPanel } from '../../admin/src/pages/Models/ModelKindPanel';
import { ImportButton } from '../../admin/src/pages/Models/ImportButton';

import { renderAdmin } from './support/render';
import { allow, notifications, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const version = (over: Partial<ModelSummary> & Pick<ModelSummary, 'versionNumber' | 'status'>): ModelSummary => ({
  id: `id-${over.versionNumber}`,
  modelVersion: `ranker-${over.versionNumber}`,
  kind: 'ranker',
  alias: null,
  algorithm: 'forest',
  trainedAt: '2026-11-22T03:00:00.000Z',
  asOf: '2026-11-22T03:00:00.000Z',
  promotedAt: null,
  retiredAt: null,
  rows: 400,
  articles: 100,
  artifactBytes: 10,
  decisionCode: 'refresh-ok',
  decisionValues: { articles: 60, model: 0.41, live: 0.42 },
  decision: 'in English',
  headline: { metric: 'rmse', model: 0.41, baseline: 0.5, better: 'lower' },
  ...over,
});

const live = version({ versionNumber: 3, status: 'live', alias: 'live', promotedAt: '2026-11-20T03:00:00.000Z' });
const retired = version({
  versionNumber: 2,
  status: 'retired',
  promotedAt: '2026-11-10T03:00:00.000Z',
  retiredAt: '2026-11-20T03:00:00.000Z',
});
const broken = version({ versionNumber: 1, status: 'bytes-missing' });

const show = (models: readonly ModelSummary[] | Error) => {
  serve((url) => {
    if (models instanceof Error) throw models;
    return { data: url.endsWith('/models') ? models : {} };
  });
  return renderAdmin(<ModelKindPanel kind="ranker" />);
};
const row = async (name: string) => (await screen.findByText(name)).closest('tr') as HTMLElement;

beforeEach(() => allow({ canRead: true, canPromote: true }));

describe('the list of versions', () => {
  it('shows that it loads', () => {
    show([live]);
    expect(screen.getByText('Loading')).toHaveAttribute('role', 'status');
  });

  it('says what to do when there is none', async () => {
    show([]);
    expect(await screen.findByText(/nightly run, or now with “Train now”/)).toBeInTheDocument();
  });

  it('says what the server said when it failed, and offers another try', async () => {
    show(new Error('The database is locked'));
    expect(await screen.findByText(/The database is locked/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('says in words how good a version is, and why it went live', async () => {
    show([live, retired, broken]);
    const cells = within(await row('ranker-3'));
    expect(cells.getByText('live')).toBeInTheDocument();
    expect(cells.getByText('Errors 18% smaller than those of the best simple guess.')).toBeInTheDocument();
    expect(cells.getByText(/^Went live: the same recipe on newer data. On 60 later articles/)).toBeInTheDocument();
  });

  it('falls back to the server’s sentence for a decision it does not know', async () => {
    show([
      version({ versionNumber: 9, status: 'candidate', decisionCode: 'brand-new', decision: 'Said by the server.' }),
    ]);
    expect(await screen.findByText('Said by the server.')).toBeInTheDocument();
  });

  it('offers nothing for the live version and cannot promote one without bytes', async () => {
    show([live, retired, broken]);
    expect(within(await row('ranker-3')).queryByRole('button')).toBeNull();
    expect(within(await row('ranker-1')).getByRole('button', { name: 'Make live' })).toBeDisabled();
  });

  it('promotes after saying what will happen, and only then', async () => {
    show([live, retired]);
    await userEvent.click(within(await row('ranker-2')).getByRole('button', { name: 'Make live' }));
    expect(await screen.findByText(/ranker-2 answers from now on, and ranker-3 retires/)).toBeInTheDocument();
    expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);

    const dialog = within(screen.getByRole('alertdialog'));
    await userEvent.type(dialog.getByLabelText(/^Why/), '  The editors\nmissed it ');
    await userEvent.click(dialog.getByRole('button', { name: 'Make live' }));
    await waitFor(() => expect(notifications).toEqual([{ type: 'success', message: 'ranker-2 is live' }]));
    const body = { reason: 'The editors missed it' };
    expect(sent).toContainEqual({ method: 'POST', url: '/foresight/models/id-2/promote', body });
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  it('asks for a reason by keyboard alone, and sends nothing without one', async () => {
    show([live, { ...retired, alias: 'previous' }]);
    (await screen.findByRole('button', { name: 'Roll back' })).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = within(await screen.findByRole('alertdialog'));
    const field = dialog.getByLabelText(/^Why/);
    await waitFor(() => expect(field).toHaveFocus());
    await userEvent.keyboard('no{Tab}{Tab}{Enter}');
    expect(await dialog.findByText('Say in a few words why.')).toBeInTheDocument();
    expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);

    field.focus();
    await userEvent.keyboard('t as good{Tab}{Tab}{Enter}');
    const body = { reason: 'not as good' };
    await waitFor(() =>
      expect(sent).toContainEqual({ method: 'POST', url: '/foresight/models/kinds/ranker/roll-back', body })
    );
  });

  it('says what the gate held against a version before somebody overrules it', async () => {
    const kept = {
      ...version({ versionNumber: 4, status: 'candidate' }),
      decisionCode: 'guardrail-top-changed',
      decisionValues: { got: 9, limit: 7 },
    };
    show([live, kept]);
    await userEvent.click(within(await row('ranker-4')).getByRole('button', { name: 'Make live' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(
      dialog.getByText(/^It did not go live by itself\. Waits for a person: .* 9 of the ten articles/)
    ).toBeInTheDocument();
  });

  it('holds nothing against a version that was live, or that was brought from elsewhere', async () => {
    const imported = version({
      versionNumber: 4,
      status: 'candidate',
      decisionCode: 'imported',
      decisionValues: { by: 'Ada', from: 'ranker-9' },
    });
    show([live, retired, imported]);
    for (const name of ['ranker-2', 'ranker-4']) {
      await userEvent.click(within(await row(name)).getByRole('button', { name: 'Make live' }));
      const dialog = within(await screen.findByRole('alertdialog'));
      expect(dialog.queryByText(/by itself/)).toBeNull();
      await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    }
  });

  it('says who chose a version, and why, also where none was asked for', async () => {
    const byHand = (versionNumber: number, decisionValues: ModelSummary['decisionValues']) =>
      version({ versionNumber, status: 'retired', decisionCode: 'promoted', decisionValues });
    show([byHand(5, { by: 'Ada', why: 'for the {fair}' }), byHand(4, { by: 'Ada' })]);
    expect(await screen.findByText('Went live: Ada chose it. Reason given: for the {fair}')).toBeInTheDocument();
    expect(screen.getByText('Went live: Ada chose it. Reason given: none')).toBeInTheDocument();
  });

  it('hides promoting and rolling back from those who may not', async () => {
    allow({ canRead: true, canPromote: false });
    show([live, retired]);
    await row('ranker-2');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('marks where rolling back leads, as the server has it', async () => {
    show([live, { ...retired, alias: 'previous' }, broken]);
    expect(within(await row('ranker-2')).getByText('Rolling back leads here')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Roll back' }));
    expect(await screen.findByText(/ranker-2 answers again, and ranker-3 retires/)).toBeInTheDocument();
  });
});

describe('a version from a file', () => {
  const { alias, ...rest } = retired;
  const imported = { ...rest, alias, id: 'id-8', modelVersion: 'ranker-8' };
  const file = new File(['bytes'], 'foresight-ranker-3.model');
  const choose = () => userEvent.upload(screen.getByLabelText('File of a version'), file, { applyAccept: false });

  it('is sent and told to be a candidate', async () => {
    serve(() => ({ data: imported, meta: { isNew: true } }));
    renderAdmin(<ImportButton />);
    await choose();
    await waitFor(() => expect(notifications[0]?.message).toMatch(/^ranker-8 is here, as a candidate/));
    const [{ method, url, body } = { method: '', url: '', body: null }] = sent;
    expect([method, url, (body as FormData).get('file')]).toEqual(['POST', '/foresight/models/import', file]);
  });

  it('is told to be known when the very same one is here', async () => {
    serve(() => ({ data: imported, meta: { isNew: false } }));
    renderAdmin(<ImportButton />);
    await choose();
    await waitFor(() => expect(notifications[0]?.message).toBe('This version is here already: it is ranker-8'));
  });

  it('is not offered to those who may not', () => {
    allow({ canRead: true, canPromote: false });
    renderAdmin(<ImportButton />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
