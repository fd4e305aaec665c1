import { isOrphan } from '../../server/src/services/lease-orphan';
import { isNightMissed } from '../../server/src/services/missed-night';
import { createProgressWriter } from '../../server/src/services/progress-writer';
import {
  aliasesOf,
  neverServed,
  previousLive,
  readReference,
  versionsToPrune,
} from '../../server/src/services/registry-decisions';
import { CoreError } from '../../server/src/core/errors';
import { fateOf, isDeadRun, outcomeOfError } from '../../server/src/services/run-decisions';

const WAIT = 60_000;

describe('a run', () => {
  const running = { status: 'running', queuedAt: 0, fencingToken: 5 } as const;
  const queued = { status: 'queued', queuedAt: 1_000, fencingToken: null } as const;

  it('is dead when it runs under a lease that is free or has a newer holder', () => {
    expect(isDeadRun(running, 5, 0, WAIT)).toBe(false);
    expect(isDeadRun(running, 6, 0, WAIT)).toBe(true);
    expect(isDeadRun(running, null, 0, WAIT)).toBe(true);
  });

  it('is dead when it has waited longer than any queue would let it', () => {
    expect(isDeadRun(queued, null, 1_000 + WAIT, WAIT)).toBe(false);
    expect(isDeadRun(queued, null, 1_001 + WAIT, WAIT)).toBe(true);
  });
});

describe('a run that an error ended', () => {
  const away = Object.assign(new Error('terminating connection'), { code: '57P01' });

  it.each([
    ['lost its lease', new CoreError('LEASE_LOST', { expected: 'a', got: 'b' }), 1, 'not-ours'],
    ['was stopped with its process', new CoreError('CANCELLED', { got: 'closing' }), 9, 'waits'],
    ['lost the database', away, 1, 'waits'],
    ['lost the database once too often', away, 3, 'failed'],
    ['met anything else', new Error('no such column'), 1, 'failed'],
  ])('that %s: %#', (_, error, attempts, fate) => {
    expect(fateOf(error, attempts)).toBe(fate);
  });
});

describe('a kind that could not be trained', () => {
  it('says in numbers what is missing, so that every language can count with them', () => {
    const { decision } = outcomeOfError('topic', new CoreError('NOT_ENOUGH_ROWS', { expected: '60', got: '12' }));
    expect(decision).toMatchObject({ code: 'not-enough-labels', values: { needed: 60, got: 12 } });
  });

  it('of one class only is a state of the site, not a failure', () => {
    const { decision } = outcomeOfError('topic', new CoreError('NOT_ENOUGH_CLASSES', { expected: '2', got: '1' }));
    expect(decision).toMatchObject({ code: 'not-enough-classes', values: {} });
  });

  it('gives the code of any other error beside the server’s own words', () => {
    const { decision } = outcomeOfError('ranker', new Error('disk full'));
    expect(decision).toMatchObject({ code: 'failed', values: { code: 'UNEXPECTED', message: 'disk full' } });
  });
});

describe('a missed night', () => {
  const hours = (n: number) => n * 3_600_000;

  it('is one that lies more than 26 hours back, or that never was', () => {
    expect(isNightMissed(0, hours(26))).toBe(false);
    expect(isNightMissed(0, hours(26) + 1)).toBe(true);
    expect(isNightMissed(null, 0)).toBe(true);
  });
});

describe('an orphaned lease', () => {
  const self = { host: 'site', pid: 10, nonce: 'new' };
  const alive = (pid: number) => pid === 11;

  it.each([
    ['site#10#new', false, 'our own'],
    ['site#10#old', true, 'our former self under the same pid'],
    ['site#11#x', false, 'a neighbour alive'],
    ['site#12#x', true, 'a neighbour gone'],
    ['other#12#x', false, 'on another machine'],
    ['', false, 'nobody'],
  ])('%s: %s (%s)', (holder, orphan) => {
    expect(isOrphan(holder, self, alive)).toBe(orphan);
  });
});

describe('versions', () => {
  const version = (versionNumber: number, status: 'live' | 'retired' | 'candidate', promotedAt: number | null) => ({
    id: String(versionNumber),
    kind: 'ranker' as const,
    modelVersion: `ranker-${versionNumber}`,
    versionNumber,
    status,
    artifactBytes: 1,
    promotedAt,
    retiredAt: null,
  });

  it('roll back to the newest below the live one that was live and has its bytes', () => {
    const versions = [
      version(1, 'retired', 1),
      version(2, 'retired', 2),
      version(3, 'candidate', null),
      version(4, 'live', 4),
    ];
    expect(previousLive(versions)?.id).toBe('2');
    expect(previousLive(versions.map((v) => (v.id === '2' ? { ...v, artifactBytes: 0 } : v)))?.id).toBe('1');
    expect(previousLive([version(1, 'live', 1), version(2, 'retired', 2)])).toBeNull();
  });

  it('have the alias they are known by: live, the one before it, and the newest that could go live', () => {
    const versions = [
      version(1, 'retired', 1),
      version(2, 'retired', 2),
      version(3, 'live', 3),
      version(4, 'candidate', null),
      version(5, 'candidate', null),
    ];
    expect([...aliasesOf(versions)].sort()).toEqual([
      ['2', 'previous'],
      ['3', 'live'],
      ['5', 'candidate'],
    ]);
    expect(neverServed(versions)).toEqual(['ranker-4']);
  });

  it.each([
    ['ranker@live', { kind: 'ranker', alias: 'live', versionNumber: null }],
    ['performance-text@previous', { kind: 'performance-text', alias: 'previous', versionNumber: null }],
    ['performance-text-12', { kind: 'performance-text', alias: null, versionNumber: 12 }],
    ['ranker-live', { kind: 'ranker', alias: null, versionNumber: null }],
    ['topic@7', { kind: 'ranker', alias: null, versionNumber: null }],
    ['018f00aa', { kind: 'ranker', alias: null, versionNumber: null }],
  ])('are named %s by people', (reference, read) => {
    expect(readReference(reference)).toEqual(read);
  });

  it('never lose the bytes of the live one or of the one to roll back to', () => {
    const candidates = Array.from({ length: 10 }, (_, i) => version(i + 3, 'candidate', null));
    const versions = [version(1, 'retired', 1), version(2, 'live', 2), ...candidates];
    expect(versionsToPrune(versions).map(({ id }) => id)).toEqual(['3', '4', '5', '6', '7']);
  });
});

describe('progress', () => {
  it('is written once per interval, the newest only, and not after the end', async () => {
    jest.useFakeTimers();
    const written: number[] = [];
    const writer = createProgressWriter(async ({ done }) => void written.push(done), 1_000);
    for (let done = 0; done < 50; done++) writer.report({ step: 'fitting', done, total: 100 });
    expect(written).toEqual([0]);
    jest.advanceTimersByTime(1_000);
    expect(written).toEqual([0, 49]);
    writer.report({ step: 'fitting', done: 99, total: 100 });
    await writer.finish();
    jest.advanceTimersByTime(5_000);
    expect(written).toEqual([0, 49]);
    jest.useRealTimers();
  });
});
