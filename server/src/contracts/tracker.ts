import { z } from 'zod';

/** GET /api/foresight/tracker.js: the script of `client/src/tracker`, whichever version is asked for. */
export const GetTrackerScript = {
  request: z
    .object({
      /** The version `tracker.json` names: an answer with it may be kept for ever. */
      v: z
        .string()
        .regex(/^[0-9a-f]{1,64}$/, 'a version as tracker.json names it')
        .optional(),
    })
    .strict(),
};

/** GET /api/foresight/tracker.json: what a site's build puts into its script tag. */
export const GetTracker = {
  response: z.object({
    data: z.object({
      /** Of these bytes: another build of the plugin has another one only where the script differs. */
      version: z.string(),
      /** Path of the script in this version, on this server. */
      path: z.string(),
      /** For the tag's `integrity`, which needs `crossorigin` beside it. */
      integrity: z.string(),
      /** Bytes as sent with brotli, and without. */
      bytes: z.object({ brotli: z.number().int(), plain: z.number().int() }),
    }),
  }),
};
export type GetTracker = { Response: z.infer<typeof GetTracker.response> };
