/** Which pages may send events with which key, and for how long. */
import { type IngestSite, openIngestSite, view } from '../helpers/ingest-site';

const BY = 'somebody@example.com';
const ORIGIN = 'https://site.example';

describe('publishable keys', () => {
  let site: IngestSite;
  beforeEach(async () => {
    site = await openIngestSite(['a']);
  });
  afterEach(() => site.stop());

  const post = (key: string, origin?: string) =>
    site.send({ key, ...view('a') }, { address: '203.0.113.1', headers: origin === undefined ? {} : { origin } });
  const preflight = (origin: string) => site.send('', { method: 'OPTIONS', headers: { origin } });
  const first = async () => (await site.keys.list())[0]?.keyId ?? '';

  it('without origins are for any page, and answers may be read by any', async () => {
    const { status, headers } = await post(site.key, 'https://anywhere.example');
    expect([status, headers['access-control-allow-origin'], headers['vary']]).toEqual([200, '*', undefined]);
    expect((await preflight('https://anywhere.example')).headers['access-control-allow-origin']).toBe('*');
  });

  it('with origins are for their pages only, and browsers are told so before they send anything', async () => {
    const { publishableKey } = await site.keys.change(await first(), { name: 'Site', origins: [ORIGIN] }, BY);
    const allowed = await post(publishableKey, ORIGIN);
    expect([allowed.status, allowed.headers['access-control-allow-origin']]).toEqual([200, ORIGIN]);
    expect(allowed.headers['vary']).toBe('Origin');
    expect(allowed.headers['access-control-allow-credentials']).toBeUndefined();
    for (const origin of ['https://evil.example', 'null', 'http://site.example', `${ORIGIN}.evil.example`, undefined]) {
      const refused = await post(publishableKey, origin);
      expect([origin, refused.status, refused.code]).toEqual([origin, 403, 'ORIGIN_NOT_ALLOWED']);
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    }
    const asked = await preflight(ORIGIN);
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, ORIGIN]);
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('of two sites keep to their own: an origin of one does not open the other', async () => {
    await site.keys.change(await first(), { name: 'One', origins: [ORIGIN] }, BY);
    const two = await site.keys.create({ name: 'Two', origins: ['https://two.example'] }, BY);
    const crossed = await post(two.publishableKey, ORIGIN);
    expect([crossed.status, crossed.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect((await post(two.publishableKey, 'https://two.example')).status).toBe(200);
    expect((await preflight('https://two.example')).headers['access-control-allow-origin']).toBe('https://two.example');
  });

  it('whose time is over tell no browser any more that its pages may send', async () => {
    await site.keys.change(await first(), { name: 'Old', origins: [ORIGIN] }, BY);
    const { key } = await site.keys.rotate(await first(), 2, BY);
    await site.keys.change(key.keyId, { name: 'New', origins: ['https://new.example'] }, BY);
    const allowed = async () => (await preflight(ORIGIN)).headers['access-control-allow-origin'];
    expect(await allowed()).toBe(ORIGIN);
    site.clock.at += 2 * 3_600_000;
    expect(await allowed()).toBeUndefined();
  });

  it('are replaced without a gap: the old one is taken for its time, then no more', async () => {
    await site.keys.change(await first(), { name: 'Site', origins: [ORIGIN] }, BY);
    const { key, old } = await site.keys.rotate(await first(), 2, BY);
    expect(key).toMatchObject({ name: 'Site', origins: [ORIGIN], expiresAt: null });
    expect(old).toMatchObject({ publishableKey: site.key, expiresAt: site.clock.at + 2 * 3_600_000 });
    expect([(await post(site.key, ORIGIN)).status, (await post(key.publishableKey, ORIGIN)).status]).toEqual([
      200, 200,
    ]);
    // Rotated again, the nearer end holds.
    expect((await site.keys.rotate(old.keyId, 100, BY)).old.expiresAt).toBe(old.expiresAt);
    site.clock.at += 2 * 3_600_000;
    expect((await post(site.key, ORIGIN)).code).toBe('UNKNOWN_KEY');
    expect((await post(key.publishableKey, ORIGIN)).status).toBe(200);
    const codes = (await site.knex('foresight_journal').orderBy('id').select('code', 'actor')) as object[];
    expect(codes).toEqual(['key-changed', 'key-rotated', 'key-rotated'].map((code) => ({ code, actor: BY })));
  });

  it('can only be changed, rotated and revoked while they are in use', async () => {
    await site.keys.revoke(await first(), BY);
    const choice = { name: 'x', origins: [] };
    for (const late of [site.keys.rotate(await first(), 1, BY), site.keys.change('nothing', choice, BY)]) {
      await expect(late).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await post(site.key)).code).toBe('UNKNOWN_KEY');
  });
});
