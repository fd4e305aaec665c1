import type { Core } from '@strapi/strapi';

import { CoreError } from '../core/errors';
import { shortly } from '../utils/shortly';

const MAX_PATH = 80;

/**
 * Route middleware `plugin::foresight.strict-query`: a route takes the parameters named in `takes`, each once, as plain
 * text that is not empty. Read from the address itself: what a parser leaves out or folds into an object is refused too.
 *
 * @throws {CoreError} INVALID_REQUEST naming the first wrong parameter.
 */
export const strictQuery =
  ({ takes = [] }: { readonly takes?: readonly string[] } = {}): Core.MiddlewareHandler =>
  async (ctx, next) => {
    checkQuery(ctx.querystring, takes);
    await next();
  };

export function checkQuery(querystring: string, takes: readonly string[]): void {
  const seen = new Set<string>();
  for (const [given, value] of new URLSearchParams(querystring)) {
    const [name = ''] = given.split('[', 1);
    if (!takes.includes(name)) throw wrong(name, shortly(value), namesOf(takes));
    if (given !== name) throw wrong(name, `"${given.slice(0, MAX_PATH)}"`, 'one plain value');
    if (seen.has(name)) throw wrong(name, 'it more than once', 'it once');
    if (value === '') throw wrong(name, 'nothing', 'a value');
    seen.add(name);
  }
}

const wrong = (name: string, got: string, expected: string): CoreError =>
  new CoreError('INVALID_REQUEST', { path: name.slice(0, MAX_PATH) || '(no name)', got, expected });

const namesOf = (takes: readonly string[]): string =>
  takes.length === 0 ? 'no parameters' : `only ${takes.join(', ')}`;
