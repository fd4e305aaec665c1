import { nextWaitMs, readRetryAfter } from '../../client/src/sdk/retry';

const options = { retries: 4, firstWaitMs: 100, longestWaitMs: 500 };

describe('nextWaitMs', () => {
  it('doubles up to the longest wait, and takes half of it away by chance', () => {
    const waits = (chance: number) => [1, 2, 3, 4, 5].map((tries) => nextWaitMs(options, tries, null, () => chance));
    expect(waits(1)).toEqual([100, 200, 400, 500, null]);
    expect(waits(0)).toEqual([50, 100, 200, 250, null]);
  });

  it('is never shorter than the server asks, and none where it asks for more than the longest', () => {
    expect(nextWaitMs(options, 1, 0.4, () => 0)).toBe(400);
    expect(nextWaitMs(options, 1, 0.4, () => 1)).toBe(500);
    expect(nextWaitMs(options, 1, 0.6, () => 0)).toBeNull();
    expect(nextWaitMs(options, 1, 0, () => 0)).toBe(0);
  });
});

describe('readRetryAfter', () => {
  const now = Date.UTC(2026, 0, 1);

  it.each([
    ['120', 120],
    [' 5 ', 5],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30],
    ['Thu, 01 Jan 2025 00:00:00 GMT', 0],
    ['', null],
    ['soon', null],
    [null, null],
  ])('%s', (header, seconds) => {
    expect(readRetryAfter(header, now)).toBe(seconds);
  });
});
