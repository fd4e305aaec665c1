/** What a process remembers of what it refused: enough to mend a tracker, and nothing of who sent it. */
import { LIMITS } from '../../server/src/config/defaults';
import { type IngestSite, openIngestSite, view } from '../helpers/ingest-site';

let site: IngestSite;
beforeEach(async () => {
  site = await openIngestSite(['a']);
});
afterEach(() => site.stop());

const from = (host: string) => ({ headers: { Origin: `https://${host}` } });
const said = () => site.refusals.list(0).map(({ code, field, kept, host, count }) => [code, field, kept, host, count]);

it('keeps requests that were refused as a whole, by code and by the host of the page', async () => {
  await site.send({ key: 'fpk_wrong', events: [view('a')] }, from('one.example'));
  await site.send({ key: 'fpk_wrong', events: [view('a')] }, from('one.example'));
  await site.send('{', from('two.example:8080'));
  expect(said()).toEqual([
    ['INVALID_JSON', null, false, 'two.example:8080', 1],
    ['UNKNOWN_KEY', null, false, 'one.example', 2],
  ]);
});

it('keeps which part of an event was wrong and not what stood in it, and what went into quarantine', async () => {
  const events = [view('a', { visitorId: 'anna@example.org' }), view('nowhere'), view('a')];
  expect((await site.send({ key: site.key, events })).status).toBe(200);
  expect(said()).toEqual([
    ['UNKNOWN_DOCUMENT', 'documentId', true, null, 1],
    ['INVALID_EVENT', 'visitorId', false, null, 1],
  ]);
  expect(JSON.stringify(site.refusals.list(0))).not.toContain('anna');
});

it('says what came since an instant, the latest first', async () => {
  await site.send('{');
  site.clock.at += 1_000;
  const since = site.clock.at;
  await site.send({ key: 'fpk_wrong', events: [view('a')] });
  expect(site.refusals.list(since).map(({ code }) => code)).toEqual(['UNKNOWN_KEY']);
});

it('is bounded, whatever hosts are named', async () => {
  for (let n = 0; n < LIMITS.recentRefusals + 5; n++) {
    site.refusals.note({ code: 'UNKNOWN_KEY', got: '', expected: '', kept: false }, `https://host-${n}.example`);
  }
  const hosts = site.refusals.list(0).map(({ host }) => host);
  expect([hosts.length, hosts[0]]).toEqual([LIMITS.recentRefusals, `host-${LIMITS.recentRefusals + 4}.example`]);
});

it('counts accepted events by their type', async () => {
  await site.send({ key: site.key, events: [view('a'), view('a', { type: 'share' }), view('a', { type: 'share' })] });
  const [hour] = await site.intake.byType(1);
  expect(Object.fromEntries(hour?.types ?? [])).toEqual({ view: 1, share: 2 });
  const { totals } = await site.intake.latest(1);
  expect([totals.accepted, totals.balanced]).toEqual([3, true]);
});

it('notes to some minutes when a key was used last, and of none that is not known', async () => {
  const lastUsed = async () => (await site.keys.list()).map(({ lastUsedAt }) => lastUsedAt);
  const first = site.clock.at;
  await site.send({ key: 'fpk_wrong', events: [view('a')] });
  expect(await lastUsed()).toEqual([null]);
  await site.send({ key: site.key, events: [view('a')] });
  expect(await lastUsed()).toEqual([first]);
  site.clock.at += LIMITS.keyUseMs - 1;
  await site.send({ key: site.key, events: [view('a')] });
  expect(await lastUsed()).toEqual([first]);
  site.clock.at += 1;
  await site.send({ key: site.key, events: [view('a')] });
  expect(await lastUsed()).toEqual([first + LIMITS.keyUseMs]);
});
