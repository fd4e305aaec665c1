import { z } from 'zod';

import { curvePoint, forecast, instant, outlookPoint, reason, source, surprise } from './common';
import { wholeNumber } from './query';

const locale = z.string().min(1).max(16).optional();
const contentType = z.string().min(1).max(128).optional();

/** GET /api/foresight/rankings: published articles, best expected performance first. */
export const GetRankings = {
  request: z
    .object({
      contentType,
      locale,
      category: z.string().min(1).max(256).optional(),
      /** Only articles first published within so many days. */
      days: wholeNumber(1, 3650).default('30'),
      /** expected: views over the whole horizon; remaining: views still to come. */
      sort: z.enum(['expected', 'remaining']).default('expected'),
      limit: wholeNumber(1, 100).default('10'),
    })
    .strict(),
  response: z.object({
    data: z.array(
      z.object({
        rank: z.number().int(),
        documentId: z.string(),
        contentType: z.string(),
        locale: z.string(),
        /** These three as the caller may read them in Strapi's own answers; null where they may not. */
        title: z.string().nullable(),
        url: z.string().nullable(),
        category: z.string().nullable(),
        firstPublishedAt: instant,
        /** null while nothing can be expected, and for what was over long before: the order is then by views so far. */
        forecast: forecast.nullable(),
        /** Features that weigh most, strongest first, at most three. */
        reasons: z.array(reason),
        /** Such as "ranker-12"; null when a baseline answered, or nothing could be expected yet. */
        modelVersion: z.string().nullable(),
        viewsSoFar: z.number(),
      })
    ),
    meta: source.extend({ generatedAt: instant, locale: z.string(), total: z.number().int() }),
  }),
};
export type GetRankings = {
  Request: z.infer<typeof GetRankings.request>;
  Response: z.infer<typeof GetRankings.response>;
};

/** GET /api/foresight/predictions/:documentId: what is expected of one published article, and why. */
export const GetPrediction = {
  request: z.object({ documentId: z.string().min(1).max(64), contentType, locale }).strict(),
  response: z.object({
    data: z.object({
      documentId: z.string(),
      contentType: z.string(),
      locale: z.string(),
      /** As the caller may read it in Strapi's own answers; null where they may not. */
      title: z.string().nullable(),
      firstPublishedAt: instant,
      /** null while nothing can be expected yet: `meta.reason` says why. */
      forecast: forecast.nullable(),
      reasons: z.array(reason),
      /** Closed articles still missing before anything can be expected; null once it can. */
      missingLabels: z.number().int().nullable(),
      viewsSoFar: z.number(),
      /** Views counted over the horizon once it has passed; null before. */
      actualViews: z.number().nullable(),
      /** Views by age against what was expected at publication; one point per counted age, empty while too early. */
      curve: z.array(curvePoint),
      /** Ages still ahead, as the newest forecast has them; empty once the horizon has passed, and while too early. */
      outlook: z.array(outlookPoint),
      surprise,
    }),
    meta: source,
  }),
};
export type GetPrediction = {
  Request: z.infer<typeof GetPrediction.request>;
  Response: z.infer<typeof GetPrediction.response>;
};

/** POST /api/foresight/classify: which category fits, and does it read like the site's top quarter. */
export const PostClassify = {
  request: z
    .object({
      title: z.string().max(1_000).default(''),
      text: z.string().max(100_000),
      locale,
      limit: z.number().int().min(1).max(20).default(5),
    })
    .strict(),
  response: z.object({
    data: z.object({
      topic: z.object({
        /** Best first; empty when it abstains. */
        labels: z.array(z.object({ label: z.string(), probability: z.number() })),
        abstained: z.boolean(),
        /** Words that speak most for the first label. */
        terms: z.array(z.string()),
      }),
      /** Probability that a text like this ends in the site's top quarter; null without a live model. */
      performance: z.object({ topQuarter: z.number().nullable(), terms: z.array(z.string()) }),
    }),
    meta: z.object({ topic: source, performance: source }),
  }),
};
export type PostClassify = {
  Request: z.infer<typeof PostClassify.request>;
  Response: z.infer<typeof PostClassify.response>;
};

/** GET /api/foresight/health: public, no secrets: is it learning and serving. */
export const GetHealth = {
  response: z.object({
    data: z.object({
      status: z.enum(['healthy', 'learning', 'degraded', 'off']),
      version: z.string(),
      models: z.array(z.object({ kind: z.string(), modelVersion: z.string().nullable(), since: instant.nullable() })),
      lastRun: z.object({ status: z.string(), finishedAt: instant.nullable() }).nullable(),
      time: instant,
    }),
  }),
};
export type GetHealth = { Response: z.infer<typeof GetHealth.response> };
