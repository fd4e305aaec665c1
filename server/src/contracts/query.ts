import { z } from 'zod';

/** A whole number as an address carries it: digits and nothing else, so that "", "0x10", "1e3" and " 5" are none. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

/** Names of a request's query parameters: all of its fields but those that stand in the path. */
export const queryNames = (request: z.ZodObject<z.ZodRawShape>, ...inPath: readonly string[]): readonly string[] =>
  Object.keys(request.shape).filter((name) => !inPath.includes(name));
