import type { SurpriseAnswer } from '../../contracts/common';
import type { StandingArticle } from '../../worker/tasks/article-index';

const MINUTE_MS = 60_000;

const NOTHING = {
  ageHours: null,
  actual: null,
  expected: null,
  low: null,
  high: null,
  factor: null,
  since: null,
  sinceAgeHours: null,
};

/** Where an article stands, as every answer says it. */
export const surpriseAnswer = ({
  surprise,
  tooEarly,
  firstPublishedAt,
}: Pick<StandingArticle, 'surprise' | 'tooEarly' | 'firstPublishedAt'>): SurpriseAnswer => {
  if (surprise === null) return { verdict: 'too-early', tooEarly: tooEarly ?? 'young', ...NOTHING };
  const { verdict, ageMinutes, actual, expected, low, high, factor, sinceMinutes } = surprise;
  return {
    verdict,
    tooEarly: null,
    ageHours: ageMinutes / 60,
    actual,
    expected,
    low,
    high,
    factor,
    since: sinceMinutes === null ? null : new Date(firstPublishedAt + sinceMinutes * MINUTE_MS).toISOString(),
    sinceAgeHours: sinceMinutes === null ? null : sinceMinutes / 60,
  };
};
