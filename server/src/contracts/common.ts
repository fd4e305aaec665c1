import { z } from 'zod';

export const instant = z.string().datetime();

/** Why an answer is what it is: the live model, or the baseline it fell back to. */
export const source = z.object({
  /** Such as "ranker-12"; null when a baseline answered. */
  modelVersion: z.string().nullable(),
  /** null when the live model answered. */
  fallback: z
    .enum(['no-live-model', 'model-unavailable', 'not-scored-yet', 'switched-off', 'not-enough-data'])
    .nullable(),
  /** One sentence in English for `fallback`; null when the live model answered. */
  reason: z.string().nullable(),
});

/** A 90 % interval. */
export const interval = z.object({ low: z.number(), high: z.number(), level: z.literal(0.9) });

/** Why a prediction is high or low: one feature's contribution, said as an association. */
export const reason = z.object({
  /** Name in the feature catalog. */
  feature: z.string(),
  /** Value of the feature for this article, in the catalog's unit; null when missing. */
  value: z.number().nullable(),
  /** Share by which the feature moves expected views: 0.12 = 12 % more, -0.2 = 20 % fewer. */
  effect: z.number(),
});

export const forecast = z.object({
  /** Views expected over the whole horizon from first publication. */
  expectedViews: z.number(),
  interval,
  /** Share of the site's and locale's closed articles that did worse, 0-1; null before any label closed. */
  percentile: z.number().min(0).max(1).nullable(),
  viewsSoFar: z.number(),
  ageHours: z.number(),
  horizonDays: z.number(),
  scoredAt: instant,
});

export type Source = z.infer<typeof source>;
export type Reason = z.infer<typeof reason>;
export type Forecast = z.infer<typeof forecast>;

/** Views by an age in hours: what came (null: not yet, or not observed), and what was expected with its 90 % band. */
export const curvePoint = z.object({
  ageHours: z.number(),
  actual: z.number().nullable(),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
});
export type CurvePoint = z.infer<typeof curvePoint>;

/** What is still likely by an age ahead, as the newest forecast has it. */
export const outlookPoint = curvePoint.omit({ actual: true });
export type OutlookPoint = z.infer<typeof outlookPoint>;

/** Where an article stands against what was expected of it when it was published. */
export const surprise = z.object({
  verdict: z.enum(['over', 'under', 'as-expected', 'too-early']),
  /**
   * Why nothing can be said yet; null once it can. young: not six hours old. not-expected: nothing was forecast of it.
   * not-observed: its readers were not counted from the beginning on. few-articles: too few closed ones to compare with.
   */
  tooEarly: z.enum(['young', 'not-expected', 'not-observed', 'few-articles']).nullable(),
  /** Age it is judged at: the latest that is complete. These are null while it is too early. */
  ageHours: z.number().nullable(),
  actual: z.number().nullable(),
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** (actual + 1) / (expected + 1): 2 = twice as many as expected. */
  factor: z.number().nullable(),
  /** When it left the band for good, and its age then; null while it lies inside. */
  since: instant.nullable(),
  sinceAgeHours: z.number().nullable(),
});
export type SurpriseAnswer = z.infer<typeof surprise>;
