import fc from 'fast-check';

import { humanise } from '../../admin/src/format/humanise';
import { headlineSentence } from '../../admin/src/format/headline';
import { roundViews } from '../../admin/src/format/roundViews';
import { trafficFinding } from '../../admin/src/plots/trafficFinding';
import { withinFactorTwo } from '../../admin/src/plots/OutcomePlot';
import { bestLead } from '../../admin/src/plots/AgePlot';

import { format, text } from './support/render';

describe('round views', () => {
  it('keeps two digits', () => {
    expect([912, 1388, 12_345, 99, 47, 7, 0.4].map(roundViews)).toEqual([910, 1400, 12_000, 100, 45, 7, 0]);
  });

  it('never turns an order round and stays within a tenth or three views', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        (a, b) => {
          if (a <= b) expect(roundViews(a)).toBeLessThanOrEqual(roundViews(b));
          expect(Math.abs(roundViews(a) - a)).toBeLessThanOrEqual(Math.max(3, a / 10));
        }
      )
    );
  });
});

describe('formats', () => {
  it('says a range once when both ends round to the same', () => {
    expect(format.viewRange(101, 103)).toBe('100');
  });

  it('shows a dash for what is not there', () => {
    expect([format.percent(null), format.decimal(undefined), format.duration(null), format.decimal(NaN)]).toEqual(
      Array(4).fill('–')
    );
  });

  it('says durations in the unit that fits', () => {
    expect([format.duration(420), format.duration(42_000), format.duration(102_000)]).toEqual([
      '420 ms',
      '42 s',
      '1 min 42 s',
    ]);
  });

  it('says how long ago in words', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(format.fromNow('2026-11-22T09:00:00Z', now)).toBe('3 hours ago');
    expect(format.fromNow('2026-11-21T12:00:00Z', now)).toBe('yesterday');
    expect(format.fromNow('2026-11-22T11:59:50Z', now)).toBe('just now');
  });

  it('takes a day as a calendar day, whatever the reader’s zone', () => {
    expect(format.day('2026-11-01')).toBe('Nov 1');
  });

  it('turns a code name into words', () => {
    expect(humanise('longestParagraph_words')).toBe('Longest paragraph words');
  });
});

describe('the headline of a version', () => {
  const say = (headline: Parameters<typeof headlineSentence>[1]) => headlineSentence('ranker', headline, text, format);

  it('says by how much errors are smaller than those of the simple guess', () => {
    expect(say({ metric: 'rmse', model: 0.82, baseline: 1, better: 'lower' })).toBe(
      'Errors 18% smaller than those of the best simple guess.'
    );
  });

  it('says so when they are larger, or the same', () => {
    expect(say({ metric: 'rmse', model: 1.1, baseline: 1, better: 'lower' })).toContain('10% larger');
    expect(say({ metric: 'rmse', model: 0.996, baseline: 1, better: 'lower' })).toContain('As good as');
  });

  it('says nothing where nothing can be compared', () => {
    expect(say({ metric: 'rmse', model: null, baseline: 1, better: 'lower' })).toBeNull();
    expect(say(null)).toBeNull();
  });
});

describe('the findings of plots', () => {
  const days = (views: number, expected: number | null) =>
    Array.from({ length: 9 }, (_, i) => ({ day: `2026-11-0${i + 1}`, views, expected }));

  it('compare the last seven full days with what was expected', () => {
    expect(trafficFinding(days(120, 100))).toEqual({ direction: 'more', share: expect.closeTo(0.2) });
    expect(trafficFinding(days(100, 100)).direction).toBe('usual');
    expect(trafficFinding(days(100, null)).direction).toBe('unknown');
  });

  it('leave the running day out', () => {
    const running = [...days(100, 100).slice(0, 8), { day: '2026-11-09', views: 1, expected: 100 }];
    expect(trafficFinding(running).direction).toBe('usual');
  });

  it('count articles within half and twice of the forecast', () => {
    const points = [99, 199, 400, 10].map((actual) => ({ title: '', documentId: '', expected: 99, actual }));
    expect(withinFactorTwo(points)).toBe(0.5);
  });

  it('name the age with the largest lead over the best simple guess', () => {
    const score = (name: 'model' | 'site-level' | 'views-so-far', rmse: number) => ({
      name,
      rmse,
      spearman: null,
      ndcgAt10: null,
    });
    const age = (ageHours: number, model: number) => ({
      ageHours,
      rows: 1,
      coverage: null,
      width: null,
      scores: [score('model', model), score('site-level', 1), score('views-so-far', 0.8)],
    });
    expect(bestLead([age(0, 0.6), age(24, 0.4)])).toEqual({ ageHours: 24, share: 0.5 });
    expect(bestLead([])).toBeNull();
  });
});
