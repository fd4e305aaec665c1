import { decide, type KnownState, type PublishedState } from '../../../server/src/services/publications/decide';

const DAY = 86_400_000;
const T0 = Date.UTC(2026, 0, 10);
const moment = { now: T0 + 100 * DAY, installedAt: T0 };

const entry = (more: Partial<PublishedState> = {}): PublishedState => ({
  publishedAt: T0 + DAY,
  createdAt: T0 - DAY,
  fieldDate: null,
  contentHash: 'h1',
  ...more,
});
const known = (more: Partial<KnownState> = {}): KnownState => ({
  version: 1,
  firstPublishedAt: T0 + DAY,
  source: 'tracking',
  open: true,
  contentHash: 'h1',
  seenPublishedAt: T0 + DAY,
  ...more,
});

describe('decide', () => {
  it('opens a first version at its publication', () => {
    expect(decide(entry(), null, moment)).toEqual({
      kind: 'open',
      version: 1,
      firstPublishedAt: T0 + DAY,
      source: 'tracking',
      versionPublishedAt: T0 + DAY,
      moved: false,
    });
  });

  it('takes the older of creation and publication for what was there before the plugin', () => {
    expect(decide(entry({ publishedAt: T0 - 2 }), null, moment)).toMatchObject({
      firstPublishedAt: T0 - DAY,
      source: 'backfill',
    });
    expect(decide(entry({ publishedAt: T0 - 2 * DAY }), null, moment)).toMatchObject({
      firstPublishedAt: T0 - 2 * DAY,
    });
  });

  it('believes the named field when it is earlier than the publication', () => {
    expect(decide(entry({ fieldDate: T0 - 9 * DAY }), null, moment)).toMatchObject({
      firstPublishedAt: T0 - 9 * DAY,
      versionPublishedAt: T0 - 9 * DAY,
      source: 'field',
    });
    expect(decide(entry({ fieldDate: T0 + 9 * DAY }), null, moment)).toMatchObject({
      firstPublishedAt: T0 + DAY,
      source: 'tracking',
    });
  });

  it('changes nothing when the same content is published again, but remembers having looked', () => {
    expect(decide(entry(), known(), moment)).toEqual({ kind: 'nothing' });
    expect(decide(entry({ publishedAt: T0 + 3 * DAY }), known(), moment)).toEqual({ kind: 'seen' });
  });

  it('makes a corrected text a new version of the same age', () => {
    expect(decide(entry({ publishedAt: T0 + 3 * DAY, contentHash: 'h2' }), known(), moment)).toEqual({
      kind: 'open',
      version: 2,
      firstPublishedAt: T0 + DAY,
      source: 'tracking',
      versionPublishedAt: T0 + 3 * DAY,
      moved: false,
    });
  });

  it('closes what is taken down, once', () => {
    expect(decide(null, known(), moment)).toEqual({ kind: 'close', at: moment.now });
    expect(decide(null, known({ open: false }), moment)).toEqual({ kind: 'nothing' });
    expect(decide(null, null, moment)).toEqual({ kind: 'nothing' });
  });

  it('does not make an article new by taking it down and putting it up again', () => {
    expect(decide(entry({ publishedAt: T0 + 9 * DAY }), known({ open: false }), moment)).toMatchObject({
      kind: 'open',
      version: 2,
      firstPublishedAt: T0 + DAY,
      versionPublishedAt: T0 + 9 * DAY,
    });
  });

  it('follows the named field when it is corrected later', () => {
    expect(decide(entry({ fieldDate: T0 - 5 * DAY }), known(), moment)).toEqual({
      kind: 'move',
      firstPublishedAt: T0 - 5 * DAY,
      source: 'field',
    });
    expect(decide(entry({ fieldDate: T0 - 5 * DAY, contentHash: 'h2' }), known(), moment)).toMatchObject({
      kind: 'open',
      version: 2,
      moved: true,
    });
  });

  it('never dates anything later than now', () => {
    const early = { now: T0 - 50 * DAY, installedAt: T0 };
    expect(decide(entry(), null, { ...early, installedAt: T0 - 60 * DAY })).toMatchObject({
      firstPublishedAt: early.now,
    });
    expect(
      decide(entry({ publishedAt: T0 + 9 * DAY, contentHash: 'h2' }), known({ firstPublishedAt: T0 - 90 * DAY }), early)
    ).toMatchObject({
      versionPublishedAt: early.now,
    });
  });
});
