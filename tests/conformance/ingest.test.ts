/** What becomes of events that can't be accepted: kept with their reason, counted, replayed once, and never too many. */
import { LIMITS } from '../../server/src/config/defaults';
import { CoreError } from '../../server/src/core/errors';
import { TABLES } from '../../server/src/repositories/tables';
import { bucketId, sealedBuckets, writeBuckets } from '../../server/src/repositories/rollups';
import { articleKey, type IngestSite, openIngestSite, view } from '../helpers/ingest-site';
import { countOf, HOUR } from './fixtures';
import { ENGINES } from './scratch-database';
import { NO_DETAILS, ZERO_COUNTERS } from '../../server/src/core/rollup';

const STRANGER = '203.0.113.7';
const all = { filter: {}, after: null, by: 'somebody@example.com' };

describe.each(ENGINES)('events that can not be accepted, on $name', (engine) => {
  let site: IngestSite;
  beforeEach(async () => {
    site = await openIngestSite(['a', 'b'], engine);
  });
  afterEach(() => site.stop());

  const collect = (events: readonly object[], trusted = true, address = STRANGER) =>
    site.ingest.collect({ events, trusted, source: { address, userAgent: 'Mozilla/5.0 Firefox/140.0' }, key: 'k' });
  const reasons = async () => (await site.quarantine.byReason()).map(({ reason, rows }) => [reason, rows]);
  const at = (ms: number) => new Date(ms).toISOString();

  it('are accounted for, each with its reason: accepted + duplicate + quarantined + rejected = received', async () => {
    const twice = view('a');
    const seal = { key: articleKey('b'), start: site.clock.at - 30 * 24 * HOUR - (site.clock.at % HOUR) };
    await writeBuckets(
      site.knex,
      [{ ...seal, granularity: 'hour', counters: { ...ZERO_COUNTERS, views: 1 }, details: NO_DETAILS }],
      site.clock.at
    );
    await site.knex(TABLES.rollups).update({ sealed: true });
    const sent = [
      twice,
      twice,
      view('nowhere'),
      view('a', { documentId: undefined, url: 'https://site.example/lost?token=secret' }),
      view('a', { contentType: 'api::other.other' }),
      view('a', { occurredAt: at(site.clock.at + HOUR) }),
      view('b', { occurredAt: at(seal.start + 1) }),
      view('b', { occurredAt: at(seal.start + HOUR) }),
      view('a', { type: 'purchase' }),
      7,
    ] as object[];
    const told = await collect(sent);
    expect(told).toMatchObject({ received: 10, accepted: 2, duplicate: 1, quarantined: 5, rejected: 2 });
    expect(told.errors.map(({ index, code, quarantined }) => [index, code, quarantined])).toEqual([
      [2, 'UNKNOWN_DOCUMENT', true],
      [3, 'UNKNOWN_DOCUMENT', true],
      [4, 'UNKNOWN_DOCUMENT', true],
      [5, 'TIME_IN_FUTURE', true],
      [6, 'TIME_TOO_OLD', true],
      [8, 'UNKNOWN_EVENT_TYPE', false],
      [9, 'INVALID_EVENT', false],
    ]);
    expect(await reasons()).toEqual([
      ['in-future', 1],
      ['too-old', 1],
      ['unknown-document', 1],
      ['unknown-type', 1],
      ['unknown-url', 1],
    ]);
    // Of an address its path alone is kept, and of a reader no address.
    const stored = JSON.stringify(await site.knex(TABLES.quarantine).select('*'));
    expect(stored).toContain('/lost');
    expect(stored).not.toMatch(/secret|203\.0\.113/);

    const { totals, hours, reasons: why } = await site.intake.latest(24);
    expect(totals).toMatchObject({
      received: 10,
      accepted: 2,
      duplicate: 1,
      quarantined: 5,
      rejected: 2,
      balanced: true,
    });
    expect(hours).toHaveLength(1);
    expect(why.map(({ reason, count }) => [reason, count])).toContainEqual(['UNKNOWN_EVENT_TYPE', 1]);
    expect([...(await sealedBuckets(site.knex, [{ ...seal, granularity: 'hour' }]))]).toEqual([
      bucketId({ ...seal, granularity: 'hour' }),
    ]);
  });

  it('are counted once when they are replayed, however often they were sent and whoever sent them meanwhile', async () => {
    const [one, other, lost] = [view('new'), view('new'), view('lost')];
    await collect([one, other, lost]);
    await collect([one]);
    const { events: waiting } = await site.quarantine.page({ documentId: 'new' }, { page: 1, pageSize: 5 });
    expect(waiting.map(({ times }) => times).sort()).toEqual([1, 2]);
    expect(await site.quarantine.replay(all)).toMatchObject({ accepted: 0, waiting: 3 });
    site.published.add('new');
    site.clock.at += HOUR;
    expect(await collect([other])).toMatchObject({ accepted: 1 });
    expect(await site.quarantine.replay(all)).toEqual({
      accepted: 1,
      duplicate: 1,
      waiting: 1,
      discarded: 0,
      next: null,
    });
    expect(await site.quarantine.replay(all)).toMatchObject({ accepted: 0, duplicate: 0, waiting: 1 });
    expect(await countOf(site.knex, TABLES.events)).toBe(2);
    expect(await reasons()).toEqual([['unknown-document', 1]]);
    const dirty = await site.knex(TABLES.dirtyBuckets).where('target_document_id', 'new');
    expect(dirty).toHaveLength(2);
    expect((await site.intake.latest(24)).totals).toMatchObject({ replayed: 2, balanced: true });
  });

  it('are replayed and discarded in steps, by ids or by what they have in common, and the journal says by whom', async () => {
    const lost = Array.from({ length: LIMITS.quarantineStep + 30 }, (_, id) => view(`lost-${id}`));
    await collect(lost.slice(0, 200));
    await collect([...lost.slice(200), view('a', { occurredAt: at(site.clock.at + 2 * HOUR) })]);
    site.clock.at += 2 * HOUR;
    const later = await site.quarantine.replay({ ...all, filter: { reason: 'in-future' } });
    expect(later).toMatchObject({ accepted: 1, next: null });

    const wanted = { ...all, filter: { reason: 'unknown-document' } as const };
    const [first] = (await site.quarantine.page({}, { page: 1, pageSize: 1 })).events;
    expect(await site.quarantine.discard({ ...all, filter: { ids: [first?.eventKey ?? ''] } })).toMatchObject({
      discarded: 1,
    });
    const step = await site.quarantine.discard(wanted);
    expect(step).toMatchObject({ discarded: LIMITS.quarantineStep, next: expect.any(String) });
    expect(await site.quarantine.discard({ ...wanted, after: step.next })).toMatchObject({ discarded: 29, next: null });
    expect(await reasons()).toEqual([]);
    const told = (await site.knex(TABLES.journal).orderBy('id')) as { code: string; actor: string; detail: string }[];
    expect(told.map(({ code, actor, detail }) => [code, actor, JSON.parse(detail)])).toEqual([
      ['quarantine-replayed', all.by, { accepted: 1, duplicate: 0, waiting: 0 }],
      ['quarantine-discarded', all.by, { discarded: 1 }],
      ['quarantine-discarded', all.by, { discarded: LIMITS.quarantineStep }],
      ['quarantine-discarded', all.by, { discarded: 29 }],
    ]);
    expect((await site.intake.latest(24)).totals).toMatchObject({ discarded: 230, replayed: 1 });
  });

  it('are let go when they are too old, and that is counted', async () => {
    await collect([view('lost')]);
    site.clock.at += (LIMITS.quarantineDays + 1) * 24 * HOUR;
    expect(await site.quarantine.tidy()).toBe(1);
    expect((await site.intake.latest(1)).totals).toMatchObject({ dropped: 1, received: 0, balanced: true });
  });

  it('are no more than an hour’s share of one network, whatever it sends', async () => {
    const flood = (address: string, from: number) =>
      collect(
        Array.from({ length: 500 }, (_, id) => view(`forged-${from + id}`)),
        false,
        address
      );
    const first = await flood(STRANGER, 0);
    const second = await flood('203.0.113.99', 500);
    expect([first.quarantined, second.quarantined]).toEqual([LIMITS.quarantinedPerSource, 0]);
    expect(new Set(second.errors.map(({ code }) => code))).toEqual(new Set(['QUARANTINE_FULL']));
    expect(await collect([view('a')], false, '203.0.113.50')).toMatchObject({ accepted: 1 });
    expect(await collect([view('lost')], false, '198.51.100.1')).toMatchObject({ quarantined: 1 });
    expect((await site.intake.latest(1)).totals).toMatchObject({ received: 1_002, balanced: true });
  });

  it('say what does not look like a reader, and a person who knows better takes it in', async () => {
    const robot = Array.from({ length: 70 }, (_, id) => {
      site.published.add(`doc-${id}`);
      return view(`doc-${id}`);
    });
    expect(await collect(robot, false)).toMatchObject({ accepted: 60, quarantined: 10 });
    expect(await reasons()).toEqual([['many-documents', 10]]);
    // The same from the own network may be a proxy with all readers behind it.
    expect(
      await collect(
        robot.map((one) => ({ ...one, ...view('x'), documentId: 'a' })),
        false,
        '10.0.0.9'
      )
    ).toMatchObject({ accepted: 70 });
    expect(await site.quarantine.replay(all)).toMatchObject({ accepted: 10, waiting: 0 });
  });

  it('keep names within bounds, and those in use go on', async () => {
    const named = (count: number, from: number) => ({
      properties: Object.fromEntries(Array.from({ length: count }, (_, at) => [`name-${from + at}`, 1])),
    });
    expect(await collect([view('a', named(10, 0))], false)).toMatchObject({ accepted: 1 });
    const forged = Array.from({ length: 20 }, (_, id) => view('a', { type: 'click', ...named(10, 1_000 + 10 * id) }));
    // 50 new names of one network, ten of them in the first event.
    expect(await collect(forged, false)).toMatchObject({ accepted: 4, quarantined: 16 });
    expect(await collect([view('a', named(10, 0))], false)).toMatchObject({ accepted: 1 });
    expect(await collect([view('a', named(10, 500))], false, '198.51.100.1')).toMatchObject({ accepted: 1 });
    expect(await reasons()).toEqual([['too-many-names', 16]]);
  });

  it('has counted whatever was acknowledged: the counts are in the transaction of the events', async () => {
    await site.knex.raw(`drop table "${TABLES.intake}"`);
    await expect(collect([view('a')])).rejects.toMatchObject({
      message: expect.stringContaining(TABLES.intake) as string,
    });
    expect(await countOf(site.knex, TABLES.events)).toBe(0);
  });

  it('are not acknowledged while the thread that stores is gone or closes: whoever sent them comes again', async () => {
    const { key } = site;
    const again = view('a');
    const failures = [
      [new CoreError('CANCELLED', { got: 'the storing thread closes' }), 'OVERLOADED'],
      [new CoreError('WORKER_DIED', { got: 'an exit', expected: 'the storing thread alive' }), 'WORKER_DIED'],
    ] as const;
    for (const [error, code] of failures) {
      site.thread.error = error;
      const { status, headers, code: said } = await site.send({ key, ...again }, { address: STRANGER });
      expect([status, said, headers['retry-after']]).toEqual([503, code, expect.any(String)]);
    }
    site.thread.error = null;
    expect((await site.send({ key, ...again }, { address: STRANGER })).data).toMatchObject({ accepted: 1 });
    expect(await countOf(site.knex, TABLES.events)).toBe(1);
  });

  it('are all stored or refused once `drain` has ended, also those whose turn to be read had not come', async () => {
    const sent = Array.from({ length: 40 }, () => collect(Array.from({ length: 10 }, () => view('a'))));
    await site.ingest.drain();
    expect(await countOf(site.knex, TABLES.events)).toBe(400);
    expect((await Promise.all(sent)).every(({ accepted }) => accepted === 10)).toBe(true);
    expect(site.ingest.waiting()).toBe(0);
  });

  it('says of what share the largest network is, once there are enough events', async () => {
    await collect(
      Array.from({ length: 150 }, () => view('a')),
      false,
      '198.51.100.1'
    );
    expect(site.ingest.networkShare()).toBeNull();
    for (let network = 0; network < 50; network++) await collect([view('a')], false, `203.0.${network}.1`);
    expect(site.ingest.networkShare()).toBe(0.75);
    site.clock.at += 25 * HOUR;
    expect(site.ingest.networkShare()).toBeNull();
  });
});
