import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { ErasureSummary, ExportVisitor, VisitorFound } from '../../server/src/contracts/visitors';
import { PrivacyCard } from '../../admin/src/pages/Settings/PrivacyCard';

import { renderAdmin } from './support/render';
import { allow, notifications, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const ID = 'customer-4711';
const FOUND: VisitorFound = {
  events: 42,
  quarantined: 2,
  firstAt: '2026-09-03T10:00:00.000Z',
  lastAt: '2026-11-20T10:00:00.000Z',
};
const erasure = (more: Partial<ErasureSummary> = {}): ErasureSummary => ({
  id: 'a'.repeat(24),
  status: 'done',
  requestedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T10:01:00.000Z',
  erasedUntil: '2026-11-20T10:00:50.000Z',
  found: 42,
  events: 42,
  quarantined: 0,
  ...more,
});
const page = (next: string | null): ExportVisitor['Response'] => ({ data: [], meta: { ...FOUND, next } });

const server = (over: (url: string, body: unknown) => unknown = () => undefined) =>
  serve((url, body) => {
    const given = over(url, body);
    if (given !== undefined) return given;
    if (url === '/foresight/visitors/erasures') return { data: [] };
    if (url === '/foresight/visitors/look-up') return { data: FOUND };
    if (url === '/foresight/visitors/erase') return { data: erasure({ status: 'queued', events: 0 }) };
    if (url === '/foresight/visitors/export')
      return page((body as { after?: string }).after === undefined ? '7.key' : null);
    throw new Error(`no answer for ${url}`);
  });

const saved: { name: string; content: Blob }[] = [];
beforeAll(() => {
  let last: Blob | null = null;
  URL.createObjectURL = (content: Blob) => {
    last = content;
    return 'blob:here';
  };
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = function () {
    if (last !== null) saved.push({ name: this.download, content: last });
  };
});
beforeEach(() => {
  saved.length = 0;
  allow({ canConfigure: true, canVisitors: true });
});

const lookUp = async (id = ID) => {
  await userEvent.type(await screen.findByRole('textbox', { name: 'Visitor id' }), id);
  await userEvent.click(screen.getByRole('button', { name: 'Look up' }));
};
const textOf = (content: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(content);
  });

describe('the card of what is kept about a visitor', () => {
  it('is there for who may, and for nobody else', async () => {
    server();
    allow({ canConfigure: true });
    const { container } = renderAdmin(<PrivacyCard />);
    expect(container.textContent).toBe('');
    expect(sent).toEqual([]);
  });

  it('says how much there is, and forgets it once another id is typed', async () => {
    server();
    renderAdmin(<PrivacyCard />);
    expect(await screen.findByText('Nobody has been erased so far.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Look up' })).toBeDisabled();
    await lookUp();
    const said = '42 events from Sep 3, 2026 to Nov 20, 2026, and 2 in quarantine.';
    expect(await screen.findByText(said)).toBeInTheDocument();
    // In the body, and in no address.
    expect(sent).toContainEqual({ method: 'POST', url: '/foresight/visitors/look-up', body: { visitorId: ID } });
    expect(sent.map(({ url }) => url).join()).not.toContain(ID);
    await userEvent.type(screen.getByRole('textbox', { name: 'Visitor id' }), '2');
    expect(screen.queryByText(said)).not.toBeInTheDocument();
  });

  it.each([
    [{ events: 0, quarantined: 0, firstAt: null, lastAt: null }, 'Nothing is kept under this id.'],
    [{ events: 0, quarantined: 1, firstAt: null, lastAt: null }, '1 event is in quarantine, and nothing else.'],
    [{ ...FOUND, events: 1, quarantined: 0, lastAt: FOUND.firstAt }, '1 event on Sep 3, 2026.'],
  ])('says it of %j', async (found, said) => {
    server((url) => (url === '/foresight/visitors/look-up' ? { data: found } : undefined));
    renderAdmin(<PrivacyCard />);
    await lookUp();
    expect(await screen.findByText(said)).toBeInTheDocument();
    expect(screen.queryAllByRole('button', { name: 'Export' })).toHaveLength(
      found.events + found.quarantined > 0 ? 1 : 0
    );
  });

  it('saves every page in one file, whose name tells nothing', async () => {
    server();
    renderAdmin(<PrivacyCard />);
    await lookUp();
    await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]!.name).toMatch(/^foresight-visitor-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(await textOf(saved[0]!.content))).toMatchObject({ visitorId: ID, entries: [] });
    expect(sent.filter(({ url }) => url === '/foresight/visitors/export').map(({ body }) => body)).toEqual([
      { visitorId: ID, limit: 500 },
      { visitorId: ID, limit: 500, after: '7.key' },
    ]);
    expect(notifications).toEqual([{ type: 'success', message: '0 entries were saved to a file.' }]);
  });

  it('asks before it erases, says that it can’t be undone, and then how far it is', async () => {
    let erasures: ErasureSummary[] = [];
    server((url) => {
      if (url === '/foresight/visitors/erasures') return { data: erasures };
      if (url === '/foresight/visitors/erase') {
        erasures = [erasure({ status: 'running', events: 10, erasedUntil: null, finishedAt: null })];
        return { data: erasures[0] };
      }
      return undefined;
    });
    renderAdmin(<PrivacyCard />);
    await lookUp();
    await userEvent.click(await screen.findByRole('button', { name: 'Erase…' }));
    expect(await screen.findByText(/^44 events will be deleted.*It can’t be undone/)).toBeInTheDocument();
    expect(sent.some(({ url }) => url === '/foresight/visitors/erase')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('Deleting: 10 of 42 events.')).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Erase…' })).not.toBeInTheDocument();
    erasures = [erasure()];
    expect(
      await screen.findByText(/^42 events erased\. Everything received before .* is gone\.$/, {}, { timeout: 4_000 })
    ).toBeInTheDocument();
  });

  it.each([
    [erasure({ status: 'queued' }), 'Waits for its turn.'],
    [erasure({ status: 'running' }), 'Deleted. What was counted is counted again.'],
    [erasure({ status: 'interrupted' }), 'Interrupted. It goes on by itself within minutes.'],
  ])('says of %j where it stands', async (one, said) => {
    server((url) => (url === '/foresight/visitors/erasures' ? { data: [one] } : undefined));
    renderAdmin(<PrivacyCard />, { dark: true });
    expect(await screen.findByText(said)).toBeInTheDocument();
  });

  it('says what went wrong, and asks again when told to', async () => {
    let fails = true;
    server((url) => {
      if (url !== '/foresight/visitors/erasures') throw new Error('The server has a cold.');
      if (fails) throw new Error('The list is away.');
      return { data: [] };
    });
    renderAdmin(<PrivacyCard />);
    expect(await screen.findByText(/The list is away\./)).toBeInTheDocument();
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nobody has been erased so far.')).toBeInTheDocument();
    await lookUp();
    await waitFor(() => expect(notifications).toEqual([{ type: 'danger', message: 'The server has a cold.' }]));
  });
});
