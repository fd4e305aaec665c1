import { z } from 'zod';

const instant = z.number().int().min(0);
const headline = z
  .object({
    metric: z.enum(['rmse', 'spearman', 'macroF1', 'auc']),
    model: z.number().nullable(),
    baseline: z.number().nullable(),
    better: z.enum(['lower', 'higher']),
  })
  .strict();

/** What a file says of the version in it: all that the registry keeps, but for what was decided and done with it there. */
export const versionInFile = z
  .object({
    modelVersion: z.string().max(64),
    kind: z.enum(['ranker', 'topic', 'performance-text']),
    algorithm: z.string().max(64),
    recipe: z.record(z.unknown()),
    recipeHash: z.string().max(128),
    headline: headline.nullable(),
    /** Reports in the shape of `core/evaluate/report.ts`. */
    ranker: z.record(z.unknown()).nullable(),
    text: z.record(z.unknown()).nullable(),
    lineage: z.record(z.unknown()),
    asOf: instant,
    pluginVersion: z.string().max(32),
    exportedAt: instant,
  })
  .strict();

export type VersionInFile = z.infer<typeof versionInFile>;
