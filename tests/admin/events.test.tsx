/** The page Events: its sentences, and what its parts ask of the server. */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { filterParams } from '../../admin/src/hooks/useQuarantine';
import { streamParams } from '../../admin/src/hooks/useStream';
import { arrivalSentence } from '../../admin/src/pages/Events/arrivalSentence';
import { eventDetail } from '../../admin/src/pages/Events/eventDetail';
import { EventsPage } from '../../admin/src/pages/Events/EventsPage';
import { heardOf } from '../../admin/src/pages/Events/heard';
import { keyState } from '../../admin/src/pages/Events/keyState';
import { readOrigins } from '../../admin/src/pages/Events/readOrigins';
import { SNIPPETS, type SnippetFacts } from '../../admin/src/pages/Events/snippets';
import { readQuarantineQuery } from '../../admin/src/pages/Events/useQuarantineQuery';
import { everyDay, readersSentence, visitorRange } from '../../admin/src/pages/Readers/readersFinding';
import { windowOf } from '../../admin/src/pages/Readers/useReadersQuery';
import { kindTotals, leadingKind } from '../../admin/src/plots/kindTotals';
import type { QuarantinedEvent, ReadersAnswer } from '../../server/src/contracts/admin';
import type {
  ArrivalStatus,
  ArrivingAnswer,
  RecentRefusal,
  StreamedEvent,
} from '../../server/src/contracts/events-page';

import { article, settings } from './support/fixtures';
import { format, renderAdmin, speaking, text } from './support/render';
import { allow, notifications, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

beforeAll(() => {
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  global.ResizeObserver = Observer;
  global.IntersectionObserver = Observer as unknown as typeof IntersectionObserver;
  Element.prototype.scrollIntoView = () => undefined;
});

/** A Saturday, by the clock of the tests. */
const status: ArrivalStatus = {
  code: 'usual',
  hour: '2026-11-28T14:00:00.000Z',
  events: 1240,
  usual: 1200,
  since: 310,
  silentHours: 0,
};
const said = (more: Partial<ArrivalStatus>) => arrivalSentence({ ...status, ...more }, text, format);

describe('whether events arrive is said in one sentence', () => {
  it.each<[Partial<ArrivalStatus>, string]>([
    [{}, '1,240 events from 2:00 PM to 3:00 PM, as on other Saturdays.'],
    [{ events: 0, usual: 0 }, 'No event from 2:00 PM to 3:00 PM, as on other Saturdays.'],
    [{ code: 'less', events: 1 }, '1 event from 2:00 PM to 3:00 PM, fewer than on other Saturdays (about 1,200).'],
    [{ code: 'more', usual: 20 }, '1,240 events from 2:00 PM to 3:00 PM, more than on other Saturdays (about 20).'],
    [
      { code: 'young', events: 0, usual: null },
      '310 events since 3:00 PM. It is too early to compare Saturday with others.',
    ],
    [{ code: 'silent', silentHours: 3 }, 'No event for 3 hours.'],
    [{ code: 'never' }, 'No event has arrived yet.'],
    [{ code: 'off' }, 'Collecting is switched off: no event is taken in.'],
  ])('%j: %s', (more, sentence) => {
    expect(said(more).sentence.replace(/\u202f/g, ' ')).toBe(sentence);
  });

  it('and says what came since that hour, where it says anything', () => {
    expect([said({}).since, said({ since: 0 }).since, said({ code: 'never' }).since]).toEqual([
      '310 more since then.',
      'None since then.',
      null,
    ]);
  });

  it('in French too, with the plural of the day', () => {
    const french = speaking('fr');
    expect(arrivalSentence(status, french.text, french.format).sentence).toMatch(/comme les autres samedis\.$/);
  });
});

const streamed: StreamedEvent = {
  id: '7',
  type: 'engagement',
  name: null,
  contentType: 'api::article.article',
  documentId: 'd1',
  locale: 'en',
  title: 'Ferries',
  receivedAt: '2026-11-28T14:00:00.000Z',
  occurredAt: '2026-11-28T14:00:00.000Z',
  source: 'search',
  device: 'mobile',
  robot: false,
  value: 12_000,
  scroll: 0.6,
};

describe('what an event says', () => {
  it('is put into words', () => {
    expect(eventDetail(streamed, text, format)).toBe('read for 12 s, saw 60% of the page');
    const conversion = { type: 'conversion', name: 'newsletter', value: 9.5, scroll: null } as const;
    expect(eventDetail(conversion, text, format)).toBe('“newsletter”, value 9.5');
    expect(eventDetail({ type: 'view', name: null, value: null, scroll: null }, text, format)).toBe('');
  });

  it('is asked for by type, and by article only with its content type', () => {
    const query = { type: 'view', contentType: '', documentId: 'd1', locale: 'en' };
    expect(streamParams(query)).toEqual({ type: 'view' });
    expect(streamParams({ ...query, type: '', contentType: 'c' })).toEqual({
      contentType: 'c',
      documentId: 'd1',
      locale: 'en',
    });
  });
});

const waiting: QuarantinedEvent = {
  id: 'a'.repeat(52),
  reason: 'unknown-url',
  code: 'UNKNOWN_DOCUMENT',
  got: 'url: "/nowhere"',
  expected: 'the address of a document',
  type: 'view',
  contentType: null,
  documentId: null,
  locale: null,
  url: '/nowhere',
  source: 'hash',
  lane: 'browser',
  occurredAt: '2026-11-28T14:00:02.000Z',
  firstAt: '2026-11-28T14:00:02.000Z',
  lastAt: '2026-11-28T14:00:02.000Z',
  times: 1,
};
const refusal: RecentRefusal = {
  code: 'ORIGIN_NOT_ALLOWED',
  field: null,
  expected: 'an origin that the key names',
  kept: false,
  host: 'blog.example',
  count: 1,
  lastAt: '2026-11-28T14:00:01.000Z',
};

describe('what is heard while a tracker is tested', () => {
  it('is what came in, what waits and what was refused, the latest first, each with what to do', () => {
    const heard = heardOf({ events: [streamed], quarantined: [waiting], refusals: [refusal] }, text);
    expect(heard.map(({ tone, sentence }) => [tone, sentence])).toEqual([
      ['warning', 'In quarantine: The address leads to no entry (/nowhere).'],
      ['danger', 'The publishable key is not for pages of this origin. The page was of blog.example.'],
      ['success', 'Taken in: engagement, “Ferries”.'],
    ]);
    expect(heard[0]?.advice).toMatch(/^Map the address with urls/);
    expect(heard[1]?.advice).toBe('Add the origin of the page to the key, under Keys.');
    expect(heard[2]?.advice).toBe('');
  });

  it('says of a robot that it does not count, and of a reader’s id that consent is missing', () => {
    const consent = { ...refusal, code: 'INVALID_EVENT', field: 'visitorId', host: null };
    const heard = heardOf({ events: [{ ...streamed, robot: true }], quarantined: [], refusals: [consent] }, text);
    expect(heard.map(({ advice }) => advice)).toEqual([
      expect.stringContaining('only with consent: true beside it'),
      expect.stringContaining('it is a robot, so it counts for nothing'),
    ]);
  });

  it('knows what was kept from the refusals for those who may not see the quarantine, and never twice', () => {
    const kept = { ...refusal, code: 'UNKNOWN_DOCUMENT', kept: true };
    expect(heardOf({ events: [], quarantined: [], refusals: [kept] }, text)).toEqual([]);
    expect(heardOf({ events: [], quarantined: null, refusals: [kept] }, text)).toMatchObject([{ tone: 'warning' }]);
  });
});

describe('origins of a key', () => {
  it('are read from lines, whole addresses included, each once', () => {
    expect(readOrigins('https://a.example/blog\nhttps://a.example, http://localhost:3000/')).toEqual({
      origins: ['https://a.example', 'http://localhost:3000'],
      wrong: [],
    });
  });

  it('are not names without a scheme, wildcards, or other schemes', () => {
    expect(readOrigins('a.example https://*.example ftp://a.example').wrong).toEqual([
      'a.example',
      'https://*.example',
      'ftp://a.example',
    ]);
  });
});

it.each([
  [{}, 'in-use'],
  [{ expiresAt: '2026-11-29T00:00:00.000Z' }, 'expiring'],
  [{ expiresAt: '2026-11-27T00:00:00.000Z' }, 'expired'],
  [{ expiresAt: '2026-11-29T00:00:00.000Z', revokedAt: '2026-11-27T00:00:00.000Z' }, 'revoked'],
  [{ fromConfig: true }, 'from-config'],
])('a key with %j is %s', (more, state) => {
  const key = { revokedAt: null, expiresAt: null, fromConfig: false, ...more };
  expect(keyState(key, Date.parse('2026-11-28T00:00:00.000Z'))).toBe(state);
});

describe('the snippets', () => {
  const facts: SnippetFacts = {
    origin: 'https://cms.example',
    key: 'fpk_1',
    tracker: {
      version: 'abc',
      path: '/api/foresight/tracker.js?v=abc',
      integrity: 'sha384-x',
      bytes: { brotli: 1, plain: 2 },
    },
    pinned: false,
    example: { documentId: 'd1', locale: 'en', contentType: 'api::article.article' },
    severalTypes: false,
  };

  it.each(Object.entries(SNIPPETS))(
    'for %s name the address and the key, and the integrity hash where asked',
    (_, of) => {
      const [loose, pinned] = [of(facts), of({ ...facts, pinned: true })];
      expect(loose).toContain('https://cms.example/api/foresight/tracker.js');
      expect(loose).toContain('fpk_1');
      expect(loose).not.toMatch(/integrity|v=abc/);
      expect(pinned).toContain('https://cms.example/api/foresight/tracker.js?v=abc');
      expect(pinned).toMatch(/integrity[=:] ?["']sha384-x["']/);
      expect(pinned).toMatch(/crossorigin[=:] ?["']anonymous["']/i);
    }
  );

  it('name the content type while several are watched', () => {
    expect(SNIPPETS.html({ ...facts, severalTypes: true })).toContain('data-foresight-type="api::article.article"');
    expect(SNIPPETS.html(facts)).not.toContain('data-foresight-type');
  });
});

describe('the quarantine’s filter', () => {
  it('is in the address, wrong values left out', () => {
    const search = new URLSearchParams('reason=regular&from=2026-11-01&to=yesterday&page=0&pageSize=7');
    expect(readQuarantineQuery(search)).toMatchObject({
      reason: 'regular',
      from: '2026-11-01',
      to: '',
      page: 1,
      pageSize: 20,
    });
    expect(readQuarantineQuery(new URLSearchParams('reason=none')).reason).toBe('');
  });

  it('takes whole days of the reader’s zone', () => {
    const filter = { reason: '', documentId: '', url: '/a', from: '2026-11-01', to: '2026-11-01' };
    const day = (text_: string) => new Date(text_).toISOString();
    expect(filterParams(filter)).toEqual({ url: '/a', from: day('2026-11-01T00:00'), to: day('2026-11-02T00:00') });
  });
});

it('kinds are added up, the most frequent first', () => {
  const totals = kindTotals([{ a: 1, b: 2, c: 0 }, { a: 1, unknown: 4 }, { b: 1 }]);
  expect(totals).toEqual([
    ['b', 3],
    ['a', 2],
    ['unknown', 4],
  ]);
  expect(leadingKind(totals)).toEqual({ kind: 'b', share: 3 / 9 });
  expect(leadingKind(kindTotals([{ a: 1, unknown: 2 }]))).toBeNull();
  expect(leadingKind([])).toBeNull();
});

describe('the readers of an article', () => {
  const readers: ReadersAnswer['data'] = {
    views: 120,
    unknownBuckets: 0,
    sources: { direct: 20, search: 90, social: 0, internal: 10, campaign: 0, other: 0, unknown: 0 },
    devices: { desktop: 120, mobile: 0, tablet: 0, other: 0, unknown: 0 },
    visitors: { estimate: 100, low: 96, high: 104 },
    engaged: { readers: 10, spread: { p10: 1, p25: 2, p50: 42_000, p75: 4, p90: 5 } },
    scroll: { readers: 0, spread: null },
    days: [],
    depths: [],
  };

  it('are said in one sentence', () => {
    expect(readersSentence(readers, text, format)).toBe(
      '120 views of about 100 visitors; most came by: search engine (75%); half read for 42 s or longer'
    );
    expect(visitorRange({ estimate: 121, low: 117, high: 125 }, 120)).toEqual({ low: 117, high: 120 });
    expect(readersSentence({ ...readers, views: 0 }, text, format)).toBe('Nobody has read it in these days.');
  });

  it('are of every day between the first and the last, those without any included', () => {
    const day = (name: string) => ({ day: name, views: 1, sources: readers.sources });
    const whole = everyDay([day('2026-10-24'), day('2026-10-27')]);
    expect(whole.map(({ day: name, views }) => [name, views])).toEqual([
      ['2026-10-24', 1],
      ['2026-10-25', 0],
      ['2026-10-26', 0],
      ['2026-10-27', 1],
    ]);
    expect(everyDay([])).toEqual([]);
  });

  it('are those of the last days, the running day of every zone included', () => {
    expect(windowOf(7, Date.parse('2026-11-28T23:00:00.000Z'))).toEqual({ from: '2026-11-22', to: '2026-11-29' });
  });
});

const arriving: ArrivingAnswer['data'] = {
  status,
  hours: [{ hour: '2026-11-28T14:00:00.000Z', types: { view: 1000, click: 200 } }],
  totals: {
    received: 1240,
    accepted: 1200,
    duplicate: 20,
    quarantined: 15,
    rejected: 5,
    balanced: true,
    replayed: 0,
    discarded: 0,
    dropped: 0,
  },
  reasons: [{ outcome: 'quarantined', reason: 'unknown-url', count: 15 }],
  findings: [{ code: 'any-origin', level: 'info', values: { count: 1, name: 'Main site' } }],
};
const pageOf = (rows: readonly unknown[], total = rows.length) => ({
  data: rows,
  meta: { pagination: { page: 1, pageSize: 20, pageCount: 1, total } },
});

const server = (over: (url: string, body: unknown) => unknown = () => undefined) =>
  serve((url, body) => {
    const given = over(url, body);
    if (given !== undefined) return given;
    if (url === '/foresight/arriving') return { data: arriving };
    if (url === '/foresight/refusals') return { data: [], meta: { processes: 1 } };
    if (url === '/foresight/stream') return { data: [streamed], meta: { at: streamed.receivedAt } };
    if (url === '/foresight/settings') return { data: settings };
    if (url === '/foresight/articles') return pageOf([article]);
    if (url === '/foresight/quarantine') return pageOf([waiting], 450);
    if (url === '/foresight/quarantine/reasons') {
      const one = { reason: 'unknown-url', events: 450, oldestAt: waiting.firstAt, newestAt: waiting.lastAt };
      return { data: [one], meta: { events: 450, bytes: 1, maxEvents: 20_000, maxBytes: 16_000_000, keptDays: 30 } };
    }
    throw new Error(`no answer for ${url}`);
  });

const EVERYTHING = { canRead: true, canQuarantine: true, canConfigure: true };
beforeEach(() => allow(EVERYTHING));

describe('the page', () => {
  it('says first whether events arrive, then what became of them and what is worth doing', async () => {
    server();
    renderAdmin(<EventsPage />);
    expect(await screen.findByText(/^1,240 events from .* as on other Saturdays\.$/)).toBeInTheDocument();
    expect(screen.getByText('1,200 events in 1 hours, 83% of them of the kind “view”')).toBeInTheDocument();
    expect(screen.getByText('The sum holds: 1,240 = 1,200 + 20 + 15 + 5.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'The address leads to no entry' })).toHaveAttribute(
      'href',
      '/plugins/foresight/events?section=quarantine&reason=unknown-url'
    );
    expect(screen.getByText(/^The key “Main site” is for any site\./)).toBeInTheDocument();
  });

  it('says loudly when the sum does not hold', async () => {
    const totals = { ...arriving.totals, accepted: 1199, balanced: false };
    server((url) => (url === '/foresight/arriving' ? { data: { ...arriving, totals } } : undefined));
    renderAdmin(<EventsPage />);
    expect(await screen.findByText(/^The sum does not hold: 1,240 came/)).toBeInTheDocument();
  });

  it('links to the import only for those who may import', async () => {
    server();
    const { unmount } = renderAdmin(<EventsPage />);
    await screen.findByText(/^1,240 events/);
    expect(screen.queryByText('Import history')).toBeNull();
    unmount();
    allow({ ...EVERYTHING, canImport: true });
    renderAdmin(<EventsPage />);
    await screen.findByText(/^1,240 events/);
  });

  it('says that quarantine and keys have rights of their own', async () => {
    allow({ canRead: true });
    server();
    const { unmount } = renderAdmin(<EventsPage />, { path: '/?section=quarantine' });
    expect(await screen.findByText(/has a right of its own, which you do not have/)).toBeInTheDocument();
    unmount();
    renderAdmin(<EventsPage />, { path: '/?section=keys' });
    expect(await screen.findByText(/^Keys are for those who may change the settings/)).toBeInTheDocument();
    expect(sent).toEqual([]);
  });
});

describe('the live stream', () => {
  it('shows one article’s events when asked to, in the address of the request', async () => {
    server();
    renderAdmin(<EventsPage />, { path: '/?section=live' });
    await screen.findByText('read for 12 s, saw 60% of the page');
    await userEvent.click(screen.getByRole('button', { name: 'Only events of “Ferries”' }));
    await waitFor(() =>
      expect(sent.at(-1)?.body).toMatchObject({
        params: { documentId: 'd1', contentType: 'api::article.article', locale: 'en' },
      })
    );
    expect(screen.getByRole('link', { name: 'Who read “Ferries”' })).toHaveAttribute(
      'href',
      '/plugins/foresight/articles/api%3A%3Aarticle.article/d1?locale=en'
    );
  });
});

describe('the quarantine', () => {
  const steps = (answers: object[]) => {
    const left = [...answers];
    server((url) => (/replay|discard/.test(url) ? { data: left.shift() } : undefined));
  };
  const step = { accepted: 0, duplicate: 0, waiting: 0, discarded: 0, next: null };

  it('takes in all that fit, step by step to the end, and says what became of them', async () => {
    steps([
      { ...step, accepted: 190, waiting: 10, next: 'b'.repeat(52) },
      { ...step, accepted: 250, next: null },
    ]);
    renderAdmin(<EventsPage />, { path: '/?section=quarantine&reason=unknown-url' });
    await userEvent.click(await screen.findByText('Replay all 450 that fit', {}, { timeout: 5_000 }));
    await waitFor(() =>
      expect(notifications.at(-1)?.message).toBe('440 events were taken in; 0 were known already, 10 wait on')
    );
    const posts = sent.filter(({ method }) => method === 'POST').map(({ body }) => body);
    const filter = { reason: 'unknown-url' };
    expect(posts).toEqual([{ filter }, { filter, after: 'b'.repeat(52) }]);
  });

  it('discards the selected only after asking', async () => {
    steps([{ ...step, discarded: 1 }]);
    renderAdmin(<EventsPage />, { path: '/?section=quarantine' });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select the event about /nowhere' }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard 1 selected' }));
    expect(await screen.findByText('Discard 1 event?')).toBeInTheDocument();
    expect(sent.filter(({ method }) => method === 'POST')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(notifications.at(-1)?.message).toBe('1 event was discarded'));
    expect(sent.find(({ method }) => method === 'POST')).toEqual({
      method: 'POST',
      url: '/foresight/quarantine/discard',
      body: { ids: [waiting.id] },
    });
  });

  it('opens a row to what its sender was told', async () => {
    server();
    renderAdmin(<EventsPage />, { path: '/?section=quarantine' });
    await userEvent.click(await screen.findByRole('button', { name: 'Details of the event about /nowhere' }));
    expect(await screen.findByText('the address of a document')).toBeInTheDocument();
    expect(screen.getByText('a browser')).toBeInTheDocument();
  });
});

describe('the keys', () => {
  it('are made with a name and origins, and refused before they are sent where an origin is none', async () => {
    server((url) => (url === '/foresight/keys' ? { data: settings.keys[0] } : undefined));
    renderAdmin(<EventsPage />, { path: '/?section=keys' });
    await userEvent.click(await screen.findByRole('button', { name: 'Make a key' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: /^Name/ }), 'Blog');
    await userEvent.type(dialog.getByRole('textbox', { name: /^For pages of/ }), 'blog.example');
    expect(dialog.getByText('Not an origin: blog.example')).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Make a key' })).toBeDisabled();
    await userEvent.clear(dialog.getByRole('textbox', { name: /^For pages of/ }));
    await userEvent.type(dialog.getByRole('textbox', { name: /^For pages of/ }), 'https://blog.example/');
    await userEvent.click(dialog.getByRole('button', { name: 'Make a key' }));
    await waitFor(() =>
      expect(sent).toContainEqual({
        method: 'POST',
        url: '/foresight/keys',
        body: { name: 'Blog', origins: ['https://blog.example'] },
      })
    );
  });

  it('are replaced with time to change, and revoked only after asking', async () => {
    server((url) => (url.startsWith('/foresight/keys/') ? { data: settings.keys[0] } : undefined));
    renderAdmin(<EventsPage />, { path: '/?section=keys' });
    await userEvent.click(await screen.findByRole('button', { name: 'Replace' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Replace' }));
    await waitFor(() =>
      expect(sent).toContainEqual({ method: 'POST', url: '/foresight/keys/k1/rotate', body: { graceHours: 24 } })
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke' }));
    expect(await screen.findByText('Revoke “Main site”?')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(sent).toContainEqual({ method: 'DELETE', url: '/foresight/keys/k1', body: undefined }));
  });
});
