import type { z } from 'zod';

import { CoreError } from '../core/errors';
import { expectedOf } from './expected';
import { shortly } from './shortly';

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined,
    value
  );

/**
 * A request, checked and with its defaults.
 *
 * @throws {CoreError} INVALID_REQUEST naming the first wrong field, what came and what was expected.
 */
export const parse = <Schema extends z.ZodTypeAny>(schema: Schema, given: unknown): z.output<Schema> => {
  const result = schema.safeParse(given);
  if (result.success) return result.data as z.output<Schema>;
  const issue = result.error.issues[0];
  const unknownNames = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...(issue?.path ?? []), ...unknownNames.slice(0, 1)];
  throw new CoreError('INVALID_REQUEST', {
    path: path.join('.').slice(0, 80) || 'body',
    got: shortly(at(given, path)),
    expected: expectedOf(issue),
  });
};
