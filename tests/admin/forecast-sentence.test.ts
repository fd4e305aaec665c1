import type { Panel } from '../../server/src/contracts/admin';
import { betterThan, forecastSentence } from '../../admin/src/panels/forecastSentence';
import { reasonSentence } from '../../admin/src/panels/reasonSentence';

import { format, text } from './support/render';

const panel = (over: Partial<Panel> = {}): Panel => ({
  watched: true,
  locale: 'en',
  state: 'draft',
  firstPublishedAt: null,
  forecast: {
    expectedViews: 1130,
    interval: { low: 912, high: 1388, level: 0.9 },
    percentile: 0.7,
    viewsSoFar: 0,
    ageHours: 0,
    horizonDays: 7,
    scoredAt: '2026-11-22T03:00:00.000Z',
  },
  reasons: [],
  source: { modelVersion: 'ranker-12', fallback: null, reason: null },
  missingLabels: null,
  topics: [],
  currentCategory: null,
  usualViews: null,
  came: [],
  curve: [],
  outlook: [],
  surprise: null,
  curvesMissing: null,
  seo: { siteHosts: [], otherTitles: [], language: 'en' },
  ...over,
});

type Forecast = NonNullable<Panel['forecast']>;
const withForecast = (over: Partial<Forecast>, rest: Partial<Panel> = {}) => {
  const base = panel(rest);
  return { ...base, forecast: { ...(base.forecast as Forecast), ...over } };
};
const say = (given: Panel) => forecastSentence(given, text, format);

describe('the sentence of the panel', () => {
  it('says how a draft compares with the other articles, and the range in round numbers', () => {
    expect(say(panel()).main).toBe(
      'Likely to do better than 7 in 10 of your articles: 910–1,400 views in the first week.'
    );
  });

  it('says it the other way round below the middle', () => {
    expect(say(withForecast({ percentile: 0.2 })).main).toBe(
      'Likely to do less well than 8 in 10 of your articles: 910–1,400 views in the first week.'
    );
  });

  it('calls the middle the usual', () => {
    expect(say(withForecast({ percentile: 0.52 })).main).toMatch(
      /^Likely to do about as well as your articles usually do/
    );
  });

  it('gives only the range before any label closed', () => {
    expect(say(withForecast({ percentile: null })).main).toBe('Likely 910–1,400 views in the first week.');
  });

  it('names another horizon in days', () => {
    expect(say(withForecast({ percentile: null, horizonDays: 10 })).main).toContain('in the first 10 days');
  });

  it('abstains calmly and says how many articles are missing', () => {
    const { main } = say(panel({ forecast: null, missingLabels: 23 }));
    expect(main).toBe('Too early to say: 23 more published articles needed.');
  });

  it('counts one missing article as one', () => {
    expect(say(panel({ forecast: null, missingLabels: 1 })).main).toContain('1 more published article needed');
  });

  it('says what the baseline is when it answers', () => {
    const { detail } = say(
      panel({ missingLabels: 5, source: { modelVersion: null, fallback: 'not-enough-data', reason: 'x' } })
    );
    expect(detail).toMatch(/what your articles usually reach.*5 more finished articles are needed/);
  });

  it('says it is switched off when it is', () => {
    expect(
      say(panel({ forecast: null, source: { modelVersion: null, fallback: 'switched-off', reason: 'x' } })).main
    ).toBe('Foresight is switched off.');
  });

  it('gives views so far and the range while the first week runs', () => {
    const open = withForecast({ viewsSoFar: 640, ageHours: 30 }, { state: 'published' });
    expect(say(open).main).toBe('640 views after 30 h; likely 910–1,400 in the first week.');
  });

  it('gives the exact count and its place once the first week is over', () => {
    const closed = withForecast({ viewsSoFar: 1234, ageHours: 200, percentile: 0.81 }, { state: 'published' });
    expect(say(closed).main).toBe('1,234 views in its first week: better than 8 in 10 of your articles.');
  });

  it('never claims ten or none in ten', () => {
    expect([0, 0.01, 0.5, 0.99, 1].map(betterThan)).toEqual([1, 1, 5, 9, 9]);
  });

  it('uses no word of the trade', () => {
    const sentences = [panel(), withForecast({ percentile: 0.1 }), panel({ forecast: null, missingLabels: 3 })]
      .map(say)
      .flatMap(({ main, detail }) => [main, detail ?? '']);
    for (const sentence of sentences) expect(sentence).not.toMatch(/model|feature|SHAP|quantile|\d\.\d{2,}/i);
  });
});

describe('a reason', () => {
  it('is said as an association, with the value in its own words', () => {
    expect(reasonSentence({ feature: 'images', value: 3, effect: 0.124 }, text, format)).toBe(
      'Articles like this with 3 images did about 12% better here.'
    );
  });

  it('says worse for a negative effect, without a minus', () => {
    expect(reasonSentence({ feature: 'titleIsQuestion', value: 0, effect: -0.2 }, text, format)).toBe(
      'Articles like this with a title that is no question did about 20% worse here.'
    );
  });

  it('says which way it went where the value itself says nothing to a reader', () => {
    expect(reasonSentence({ feature: 'siteTrend', value: 0.3, effect: 0.05 }, text, format)).toBe(
      'Articles like this published while the site was gaining readers did about 5% better here.'
    );
  });

  it('humanises a name it does not know', () => {
    expect(reasonSentence({ feature: 'field.coverMood', value: 1, effect: 0.1 }, text, format)).toBe(
      'Articles like this with “Cover mood” at 1 did about 10% better here.'
    );
  });

  it('never promises', () => {
    const said = ['images', 'authorPast', 'publicationHour', 'unknown'].map((feature) =>
      reasonSentence({ feature, value: 2, effect: 0.3 }, text, format)
    );
    for (const sentence of said) {
      expect(sentence).toMatch(/rticles like this/);
      expect(sentence).not.toMatch(/will|would|because|cause|increase|lift/i);
    }
  });
});
