import { isIP } from 'node:net';

import { validate } from 'node-cron';
import { z } from 'zod';

import type { EventType } from '../core/events/event-types';
import { DEFAULT_WEIGHTS } from '../core/events/event-types';
import { LIMITS } from './defaults';

const timeZone = z.string().refine(
  (name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  },
  { message: 'expected an IANA time zone such as "Europe/Berlin"' }
);

const cronExpression = z
  .string()
  .refine(validate, (given) => ({ message: `expected a cron expression such as "0 3 * * *", got "${given}"` }));

/** An address, or a network as address/bits. */
const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

const network = z
  .string()
  .refine(isNetwork, (given) => ({ message: `expected an address or a network such as "10.0.0.0/8", got "${given}"` }));

/** The message never repeats what came: it may hold a password. */
const redisUrl = z.string().refine(
  (url) => {
    try {
      return ['redis:', 'rediss:'].includes(new URL(url).protocol);
    } catch {
      return false;
    }
  },
  { message: 'expected an address such as "redis://user:password@host:6379/0", or rediss:// for TLS' }
);

const uid = z
  .string()
  .regex(/^(api|plugin)::[a-z0-9-]+\.[a-z0-9-]+$/, 'expected a content type uid such as "api::article.article"');

/** Which attribute plays which role; anything left out is detected. */
const watchedType = z
  .object({
    title: z.string().optional(),
    body: z.array(z.string()).optional(),
    description: z.string().optional(),
    slug: z.string().optional(),
    category: z.string().optional(),
    author: z.string().optional(),
    tags: z.string().optional(),
    /** Attribute that holds the true first publication of entries older than the installation. */
    firstPublishedAtField: z.string().optional(),
  })
  .strict();

const weight = z.number().min(0).max(1000);

const weights = z
  .object({
    view: weight.default(DEFAULT_WEIGHTS.view),
    engagement: weight.default(DEFAULT_WEIGHTS.engagement),
    click: weight.default(DEFAULT_WEIGHTS.click),
    impression: weight.default(DEFAULT_WEIGHTS.impression),
    conversion: weight.default(DEFAULT_WEIGHTS.conversion),
    search: weight.default(DEFAULT_WEIGHTS.search),
    share: weight.default(DEFAULT_WEIGHTS.share),
    custom: weight.default(DEFAULT_WEIGHTS.custom),
  } satisfies Record<EventType, z.ZodTypeAny>)
  .strict();

const perSecond = z.number().positive().max(100_000);
const burst = z.number().int().min(1).max(1_000_000);

const rateLimit = z
  .object({
    active: z.boolean().default(true),
    perSecond: perSecond.default(LIMITS.apiRatePerSecond),
    burst: burst.default(LIMITS.apiRateBurst),
    /** Of what costs a worker thread. */
    computePerSecond: perSecond.default(LIMITS.computeRatePerSecond),
    computeBurst: burst.default(LIMITS.computeRateBurst),
  })
  .strict()
  .default({});

/** The whole of `config/plugins.ts` -> `foresight.config`. Unknown names are refused, with their path. */
export const configSchema = z
  .object({
    /** The kill switch: false collects, learns and serves nothing, and keeps every row. */
    active: z.boolean().default(true),
    collect: z
      .object({ active: z.boolean().default(true) })
      .strict()
      .default({}),
    learn: z
      .object({ active: z.boolean().default(true) })
      .strict()
      .default({}),
    serve: z
      .object({ active: z.boolean().default(true) })
      .strict()
      .default({}),

    /** 'auto' watches every collection type with draft and publish, a title-like and a text-like field. */
    contentTypes: z.union([z.literal('auto'), z.record(uid, watchedType)]).default('auto'),
    /** Address of a document on the site, such as { 'api::article.article': '/blog/:slug' }. */
    urls: z.record(uid, z.string().startsWith('/')).default({}),
    /** Host names of the site, to tell internal links from external ones. */
    siteHosts: z.array(z.string()).default([]),

    timeZone: timeZone.default('UTC'),
    horizonDays: z.number().int().min(1).max(90).default(7),
    weights: weights.default({}),
    /** Cron expressions, read in `timeZone`. */
    schedule: z
      .object({
        rollup: cronExpression.default('*/2 * * * *'),
        nightly: cronExpression.default('0 3 * * *'),
        /** The nightly run begins up to so many seconds later, by chance: sites that share a machine don't start as one. */
        jitterSeconds: z.number().int().min(0).max(900).default(30),
      })
      .strict()
      .default({}),
    ranker: z
      .object({
        /** 'auto': the live model's own, and once a week the others are tried beside it. */
        algorithm: z.enum(['auto', 'forest', 'ml-random-forest', 'boosting']).default('auto'),
        nEstimators: z.number().int().min(1).max(1000).default(100),
        minSamplesLeaf: z.number().int().min(1).max(1000).default(10),
        maxFeatures: z.number().min(0.01).max(1).default(0.4),
        windowDays: z.number().int().min(30).max(3650).default(730),
        /** Threads that grow trees side by side; the model is the same however many there are. */
        threads: z.number().int().min(1).max(16).default(1),
        /** A fit stops after so many seconds with the trees it has. */
        maxFitSeconds: z.number().int().min(1).max(3600).default(900),
        seed: z.number().int().default(42),
      })
      .strict()
      .default({}),
    text: z
      .object({
        algorithm: z.enum(['auto', 'linear-svm', 'complement-nb']).default('auto'),
        seed: z.number().int().default(42),
      })
      .strict()
      .default({}),

    /** Keys accepted from browsers beside those made in the settings; at least one is made at first start. */
    publishableKeys: z.array(z.string().min(16).max(64)).default([]),
    /** Requests each caller of the REST API has; false = as many as come. Browsers' events have limits of their own. */
    rateLimit: z.preprocess((given) => (given === false ? { active: false } : given), rateLimit),
    /** Addresses of proxies whose X-Forwarded-For is believed. */
    trustedProxies: z.array(network).default([]),
    retention: z
      .object({
        /** Raw events are deleted after so many days; what was counted of them is kept. */
        rawDays: z.number().int().min(LIMITS.leastRawDays).max(3650).default(90),
      })
      .strict()
      .default({}),
    import: z
      .object({
        /** Bytes of a file of history that is uploaded. */
        maxBytes: z
          .number()
          .int()
          .min(1)
          .max(1024 ** 4)
          .default(LIMITS.importBytes),
        /** Folder in which uploaded files wait, from the app's own on; processes that share it share the work. */
        folder: z.string().min(1).default('.tmp/foresight-imports'),
      })
      .strict()
      .default({}),
    sqlite: z
      .object({ wal: z.boolean().default(true) })
      .strict()
      .default({}),
    /** Redis shares jobs between the site's processes; without it each does its own. */
    redis: z
      .object({
        url: redisUrl,
        /** First part of every key: sites that share one Redis need different ones. */
        prefix: z
          .string()
          .regex(/^[\w-]{1,64}$/, 'expected 1 to 64 letters, digits, "_" or "-"')
          .default('foresight'),
        /** While Redis is away jobs run in the process that asks for them, or wait until it is back. */
        whenAway: z.enum(['run-here', 'wait']).default('run-here'),
      })
      .strict()
      .nullable()
      .default(null),
    jobs: z
      .object({
        /** false: this process answers requests only, and workers (`npx foresight worker`) do the jobs. Needs redis. */
        runHere: z.boolean().default(true),
        /** How long a process that was killed still counts as at work before another takes its job over. */
        leaseSeconds: z
          .number()
          .int()
          .min(3)
          .max(600)
          .default(LIMITS.leaseMs / 1_000),
        /** How long jobs under way may go on when the process is asked to end. */
        closingSeconds: z.number().int().min(0).max(3600).default(6),
      })
      .strict()
      .default({}),
  })
  .strict();

export type ForesightConfig = z.output<typeof configSchema>;
