import { judgeArrivals } from '../../../server/src/core/events/arrival';

const judged = (events: number, before: number[], since = 1) => judgeArrivals({ events, since, before, any: true });

describe('whether events arrive as usual', () => {
  it('is not known of a site where nothing ever came', () => {
    expect(judgeArrivals({ events: 0, since: 0, before: [], any: false })).toEqual({ verdict: 'never', usual: null });
  });

  it('is too early to say with one week to compare with', () => {
    expect(judged(10, [12])).toEqual({ verdict: 'young', usual: null });
  });

  it('goes by the mean of the same hours, within half of it', () => {
    expect(judged(1240, [1000, 1400])).toEqual({ verdict: 'usual', usual: 1200 });
    expect(judged(601, [1200, 1200]).verdict).toBe('usual');
    expect(judged(599, [1200, 1200]).verdict).toBe('less');
    expect(judged(1801, [1200, 1200]).verdict).toBe('more');
  });

  it('leaves small counts to chance: three standard errors of 4 are 6', () => {
    expect(judged(10, [4, 4]).verdict).toBe('usual');
    expect(judged(11, [4, 4]).verdict).toBe('more');
    expect(judged(0, [4, 4]).verdict).toBe('usual');
  });

  it('is silence where nothing comes at an hour in which something does, and none at an hour that is quiet anyway', () => {
    expect(judged(0, [4, 4], 0).verdict).toBe('silent');
    expect(judged(0, [], 0).verdict).toBe('silent');
    expect(judged(0, [0, 1], 0).verdict).toBe('usual');
    expect(judged(0, [0, 0], 0).verdict).toBe('usual');
  });
});
